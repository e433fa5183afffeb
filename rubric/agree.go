package rubric

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"corridor/corpus"
)

// Agreement between raters, over the items (agreement × criterion) that at least two of them coded.
type InterCoder struct {
	Raters        []string            `json:"raters"`
	Reading       string              `json:"reading"` // "levels", "broad" or "strict"
	Overall       CoderFigures        `json:"overall"`
	Groups        []CoderGroup        `json:"groups,omitempty"`
	Confusion     [][]int             `json:"confusion,omitempty"` // two raters: rows the first, columns the second, in the order of Categories
	Categories    []string            `json:"categories"`
	Disagreements []CoderDisagreement `json:"disagreements"`
}

// CoderGroup is the figures of one criterion, theme, language or region.
type CoderGroup struct {
	Key string `json:"key"`
	CoderFigures
}

// CoderFigures is the usual coefficients side by side; undefined ones are null.
type CoderFigures struct {
	N            int    `json:"n"`       // items that two or more raters coded
	Percent      Num    `json:"percent"` // mean share of agreeing pairs
	Cohen        Num    `json:"cohen"`   // two raters only
	Fleiss       Num    `json:"fleiss"`
	AlphaNominal Num    `json:"alpha_nominal"`
	AlphaOrdinal Num    `json:"alpha_ordinal"`
	AC1          Num    `json:"ac1"`
	AC2          Num    `json:"ac2"`        // ordinal weights
	Prevalence   Num    `json:"prevalence"` // share of codes above the lowest category
	Bias         Num    `json:"bias"`       // two raters: share of yes of the first less that of the second
	CI95         [2]Num `json:"ci95"`       // of alpha (nominal), bootstrap over agreements
}

// CoderDisagreement is an item on which raters differ, with the passage each rests on.
type CoderDisagreement struct {
	Agreement string                 `json:"agreement"`
	Criterion string                 `json:"criterion"`
	Codes     map[string]Level       `json:"codes"`
	Passages  map[string]corpus.Span `json:"passages,omitempty"`
}

// AgreeOptions chooses what is compared.
type AgreeOptions struct {
	Raters  []string
	Reading string                                   // "levels" (default), "broad", "strict"
	Group   func(agreement, criterion string) string // nil for no groups
	Keep    func(criterion string) bool              // nil for all
}

// item is one agreement × criterion with the code of each rater.
type item struct {
	agreement, criterion string
	codes                []int
	findings             []*Finding
}

// Agree compares raters. Each rater's latest assessment of an agreement under a rubric counts; n/a
// findings are missing. It wraps corpus.ErrInvalid when fewer than two raters are named and
// corpus.ErrNotFound when no item was coded by two of them.
func Agree(all []*Assessment, opt AgreeOptions) (*InterCoder, error) {
	if len(opt.Raters) < 2 {
		return nil, fmt.Errorf("agree: name at least two raters: %w", corpus.ErrInvalid)
	}
	categories, code, err := readingOf(opt.Reading)
	if err != nil {
		return nil, err
	}
	items := collectItems(all, opt, code)
	if len(items) == 0 {
		return nil, fmt.Errorf("agree: no agreement and criterion was coded by two of %s: %w", strings.Join(opt.Raters, ", "), corpus.ErrNotFound)
	}
	out := &InterCoder{Raters: opt.Raters, Reading: opt.Reading, Categories: categories, Disagreements: []CoderDisagreement{}}
	out.Overall = coderFigures(items, len(categories), len(opt.Raters))
	if len(opt.Raters) == 2 {
		out.Confusion = crossTable(items, len(categories))
	}
	out.addGroups(items, opt)
	for _, it := range items {
		if d, differs := it.disagreement(opt.Raters); differs {
			out.Disagreements = append(out.Disagreements, d)
		}
	}
	return out, nil
}

// readingOf gives the categories of a reading and how a level falls into them.
func readingOf(name string) ([]string, func(Level) int, error) {
	yes := func(f func(Level) bool) func(Level) int {
		return func(l Level) int {
			if f(l) {
				return 1
			}
			return 0
		}
	}
	switch name {
	case "", "levels":
		return []string{"absent", "weak", "operative"}, Level.Value, nil
	case "broad":
		return []string{"no", "yes"}, yes(Level.Broad), nil
	case "strict":
		return []string{"no", "yes"}, yes(Level.Strict), nil
	}
	return nil, nil, fmt.Errorf("agree: reading %q: %w: one of levels, broad, strict", name, corpus.ErrInvalid)
}

func collectItems(all []*Assessment, opt AgreeOptions, code func(Level) int) []item {
	at := map[[2]string]int{}
	var items []item
	for _, s := range all {
		k := slices.Index(opt.Raters, s.Rater)
		if k < 0 {
			continue
		}
		for i := range s.Findings {
			f := &s.Findings[i]
			if f.Level == NA || opt.Keep != nil && !opt.Keep(f.Criterion) {
				continue
			}
			key := [2]string{s.Agreement, f.Criterion}
			n, ok := at[key]
			if !ok {
				n = len(items)
				at[key] = n
				items = append(items, newItem(key, len(opt.Raters)))
			}
			items[n].codes[k], items[n].findings[k] = code(f.Level), f
		}
	}
	items = slices.DeleteFunc(items, func(it item) bool { return it.coders() < 2 })
	slices.SortFunc(items, func(a, b item) int {
		return strings.Compare(a.agreement+"\x00"+a.criterion, b.agreement+"\x00"+b.criterion)
	})
	return items
}

func newItem(key [2]string, raters int) item {
	it := item{agreement: key[0], criterion: key[1], codes: make([]int, raters), findings: make([]*Finding, raters)}
	for i := range it.codes {
		it.codes[i] = missing
	}
	return it
}

func (it item) coders() int {
	n := 0
	for _, c := range it.codes {
		if c != missing {
			n++
		}
	}
	return n
}

func (it item) disagreement(raters []string) (CoderDisagreement, bool) {
	d := CoderDisagreement{Agreement: it.agreement, Criterion: it.criterion, Codes: map[string]Level{}, Passages: map[string]corpus.Span{}}
	seen := map[int]bool{}
	for k, f := range it.findings {
		if f == nil {
			continue
		}
		seen[it.codes[k]] = true
		d.Codes[raters[k]] = f.Level
		if len(f.Evidence) > 0 {
			d.Passages[raters[k]] = f.Evidence[0].Span
		}
	}
	return d, len(seen) > 1
}

func (out *InterCoder) addGroups(items []item, opt AgreeOptions) {
	if opt.Group == nil {
		return
	}
	groups := map[string][]item{}
	for _, it := range items {
		key := opt.Group(it.agreement, it.criterion)
		groups[key] = append(groups[key], it)
	}
	for key, list := range groups {
		out.Groups = append(out.Groups, CoderGroup{key, coderFigures(list, len(out.Categories), len(opt.Raters))})
	}
	slices.SortFunc(out.Groups, func(a, b CoderGroup) int { return strings.Compare(a.Key, b.Key) })
}

func coderFigures(items []item, categories, raters int) CoderFigures {
	r := make(ratings, len(items))
	for i, it := range items {
		r[i] = it.codes
	}
	f := CoderFigures{N: len(items), Percent: Num(r.observed(weights(categories, nominal))), Cohen: Num(math.NaN()), Bias: Num(math.NaN()),
		Fleiss: Num(r.fleiss(categories)), AlphaNominal: Num(r.krippendorff(categories, nominal)),
		AlphaOrdinal: Num(r.krippendorff(categories, ordinal)), AC1: Num(r.gwet(categories, nominal)), AC2: Num(r.gwet(categories, ordinal)),
		Prevalence: Num(1 - r.shares(categories)[0])}
	if raters == 2 {
		f.Cohen, f.Bias = Num(r.cohen(categories)), Num(bias(r))
	}
	ci := resampleAgreements(items, func(sample ratings) float64 { return sample.krippendorff(categories, nominal) })
	f.CI95 = [2]Num{Num(ci[0]), Num(ci[1])}
	return f
}

// bias is the difference of the two raters' shares of yes, over items that both coded.
func bias(r ratings) float64 {
	n, diff := 0.0, 0.0
	for i := range r {
		if r[i][0] == missing || r[i][1] == missing {
			continue
		}
		n++
		if r[i][0] > 0 {
			diff++
		}
		if r[i][1] > 0 {
			diff--
		}
	}
	return diff / n
}

// resampleAgreements draws whole agreements, whose items hang together.
func resampleAgreements(items []item, f func(ratings) float64) [2]float64 {
	at := map[string]int{}
	var groups []ratings
	for _, it := range items {
		i, ok := at[it.agreement]
		if !ok {
			i = len(groups)
			at[it.agreement] = i
			groups = append(groups, nil)
		}
		groups[i] = append(groups[i], it.codes)
	}
	var sum ratings
	return bootstrap(len(groups), func(sample []int) float64 {
		sum = sum[:0]
		for _, i := range sample {
			sum = append(sum, groups[i]...)
		}
		return f(sum)
	})
}

func crossTable(items []item, categories int) [][]int {
	t := make([][]int, categories)
	for k := range t {
		t[k] = make([]int, categories)
	}
	for _, it := range items {
		if it.codes[0] != missing && it.codes[1] != missing {
			t[it.codes[0]][it.codes[1]]++
		}
	}
	return t
}
