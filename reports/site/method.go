package site

import (
	_ "embed"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"sync"

	"corridor/corpus"
	"corridor/reports"
	"corridor/rubric"
	"corridor/store"
)

// evaluationFile is what "corridor rubric evaluate" found with the rules that ship; make evaluation writes it anew.
//
//go:embed evaluation.json
var evaluationFile []byte

var shippedEvaluation = sync.OnceValues(func() (*rubric.Evaluation, error) {
	var e rubric.Evaluation
	err := json.Unmarshal(evaluationFile, &e)
	return &e, err
})

// methodPage says how the codes are made and how good they are.
type methodPage struct {
	Rubrics    []*rubric.Rubric
	Evaluation *rubric.Evaluation
	Levels     []levelMeaning
	Raters     []store.RaterCount
	Tool       string
	Languages  []groupFigures
	Sets       []groupFigures
}

type levelMeaning struct {
	Level rubric.Level
	Text  string
}

// groupFigures is how well the rules do on one group.
type groupFigures struct {
	Key     string
	Figures rubric.Figures
}

// levelMeanings say what the levels are.
var levelMeanings = []levelMeaning{
	{rubric.Absent, "nothing in the text does this"},
	{rubric.Weak, "only in the preamble, aims or title; a hope; or a part of what the criterion asks"},
	{rubric.Operative, "a clause binds a named side to do it"},
	{rubric.Contrary, "a clause does the opposite; counts as 0 in every score and is listed first"},
	{rubric.NA, "the criterion cannot apply to this kind of agreement; leaves every denominator"},
}

// methodPage is the page on method.
func (s *Site) methodPage(v *visit) error {
	e, err := shippedEvaluation()
	if err != nil {
		return err
	}
	raters, err := v.Store.Raters(v.ctx())
	if err != nil {
		return err
	}
	p := methodPage{Rubrics: v.Library.Rubrics, Evaluation: e, Levels: levelMeanings, Raters: raters, Tool: v.Tool,
		Languages: groups(e.ByLanguage), Sets: groups(e.BySet)}
	return v.page("method.html", shell{Title: v.t.S("Method"), Here: "/method", Lead: v.t.S("What the codes mean, how they are made, how far they can be trusted, and how to cite them"), Data: p})
}

func groups(in map[string]rubric.Figures) (out []groupFigures) {
	for _, key := range slices.Sorted(maps.Keys(in)) {
		out = append(out, groupFigures{key, in[key]})
	}
	return out
}

// rubricPage is one rubric with its criteria, and how well each is coded.
func (s *Site) rubricPage(v *visit) error {
	r, err := v.Library.Rubric(v.r.PathValue("rubric"))
	if err != nil {
		return err
	}
	e, err := shippedEvaluation()
	if err != nil {
		return err
	}
	type line struct {
		rubric.Criterion
		Note, Question string
		Figures        *rubric.Figures
	}
	type theme struct {
		Theme, ID string
		Lines     []line
	}
	var themes []theme
	for _, name := range r.Themes() {
		th := theme{Theme: name, ID: "theme-" + strings.ReplaceAll(name, " ", "-")}
		for _, c := range r.Criteria {
			if c.Theme == name {
				l := line{Criterion: c, Note: reports.DraftingNote(c.ID), Question: reports.Question(c.ID)}
				if f, ok := e.ByCriterion[c.ID]; ok {
					l.Figures = &f
				}
				th.Lines = append(th.Lines, l)
			}
		}
		themes = append(themes, th)
	}
	return v.page("rubric.html", shell{Title: v.t.S(r.Title), Kind: v.t.S("Rubric") + " · " + r.Ref(), Here: "/method", Lead: v.t.S(r.Source), Data: struct {
		Rubric *rubric.Rubric
		Themes []theme
	}{r, themes}})
}

// accountingPage says what became of every file.
type accountingPage struct {
	Total  int
	States []stateCount
	Files  []store.File
	Pages  pages
	State  store.State
}

type stateCount struct {
	State store.State
	N     int
	Href  string
}

// accounting accounts for every file that was ever given.
func (s *Site) accounting(v *visit) error {
	account, err := v.account()
	if err != nil {
		return err
	}
	wanted, err := oneOf("state", v.q.Get("state"), append([]store.State{""}, store.States()...)...)
	if err != nil {
		return err
	}
	page, err := v.number("page", 1, 1, 1_000_000)
	if err != nil {
		return err
	}
	p := accountingPage{Total: account.Files.Total, State: wanted}
	for _, part := range account.Files.Parts {
		p.States = append(p.States, stateCount{store.State(part.Name), part.Count, v.with("state", part.Name, "page", "")})
	}
	list := account.List
	if wanted != "" {
		list = slices.DeleteFunc(slices.Clone(list), func(f store.File) bool { return f.State != wanted })
	}
	offset := (page - 1) * maxPageSize
	p.Files, p.Pages = list[min(offset, len(list)):min(offset+maxPageSize, len(list))], v.pages(len(list), offset, maxPageSize)
	return v.page("accounting.html", shell{Title: v.t.S("Accounting"), Here: "/method", Lead: v.t.S("Every file that was ever given, in exactly one state"), Data: p})
}

// account is the account of the store for its owner; for others that of the files of agreements that they may see.
func (v *visit) account() (a reports.Accounting, err error) {
	all, err := v.Store.Files(v.ctx())
	if err != nil {
		return a, err
	}
	if !v.Public {
		a = reports.Accounting{List: all}
		if a.Status, err = v.Store.Status(v.ctx()); err == nil {
			a.Index, err = v.Keeper.Standing(v.ctx())
		}
		return a, err
	}
	h, err := v.shelf(v.ctx())
	if err != nil {
		return a, err
	}
	visible := slices.DeleteFunc(all, func(f store.File) bool { _, ok := h.at[f.Agreement]; return !ok })
	return reports.AccountFiles(visible, h.list), nil
}

// apiPage documents the API from its description.
func (s *Site) apiPage(v *visit) error {
	api, err := describedAPI()
	if err != nil {
		return err
	}
	return v.page("api.html", shell{Title: v.t.S("API"), Here: "/method", Lead: v.t.S("The same values as JSON, for programs"), Data: api})
}

// help says how the query language works, and the keys.
func (s *Site) help(v *visit) error {
	return v.page("help.html", shell{Title: v.t.S("Help"), Here: "/search", Data: struct {
		Query string
		Kinds []corpus.Kind
	}{store.QueryHelp, corpus.Kinds()}})
}
