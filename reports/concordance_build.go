package reports

import (
	"slices"
	"strings"

	"corridor/corpus"
	"corridor/rubric"
)

// concordanceBuilder looks up what the figures are about.
type concordanceBuilder struct {
	in       ConcordanceInput
	texts    map[string]*corpus.Agreement
	criteria map[string]*rubric.Criterion
	latest   map[opinionKey]*rubric.Finding
}

type opinionKey struct{ rater, agreement, criterion string }

func newConcordanceBuilder(in ConcordanceInput) *concordanceBuilder {
	b := &concordanceBuilder{in: in, texts: map[string]*corpus.Agreement{}, criteria: map[string]*rubric.Criterion{}, latest: map[opinionKey]*rubric.Finding{}}
	for _, a := range in.Agreements {
		b.texts[a.ID] = a
	}
	for _, r := range in.Rubrics {
		for i := range r.Criteria {
			if c := &r.Criteria[i]; in.Derived || !c.Derived() {
				b.criteria[c.ID] = c
			}
		}
	}
	for _, as := range in.Assessments {
		for i := range as.Findings {
			f := &as.Findings[i]
			b.latest[opinionKey{as.Rater, as.Agreement, f.Criterion}] = f
		}
	}
	return b
}

func (b *concordanceBuilder) options(reading string, group func(agreement, criterion string) string) rubric.AgreeOptions {
	return rubric.AgreeOptions{Raters: b.in.Raters, Reading: reading, Group: group,
		Keep: func(criterion string) bool { return b.criteria[criterion] != nil }}
}

// assessments are those given; in the strict reading a yes of a rater without levels, which is kept as
// weak, is a yes still.
func (b *concordanceBuilder) assessments(reading string) []*rubric.Assessment {
	if reading != "strict" {
		return b.in.Assessments
	}
	out := slices.Clone(b.in.Assessments)
	for i, as := range out {
		if !rubric.YesNo(as.Rater) {
			continue
		}
		raised := *as
		raised.Findings = slices.Clone(as.Findings)
		for j := range raised.Findings {
			if raised.Findings[j].Level == rubric.Weak {
				raised.Findings[j].Level = rubric.Operative
			}
		}
		out[i] = &raised
	}
	return out
}

// group is the key of the group in which a code stands.
func (b *concordanceBuilder) group(agreement, criterion string) string {
	a := b.texts[agreement]
	switch {
	case b.in.By == AgreeByTheme:
		return b.criteria[criterion].Theme
	case b.in.By == AgreeByLanguage && a != nil:
		return a.Language
	case b.in.By == AgreeByRegion && a != nil:
		return strings.Join(CoverageOptions{By: ByRegion, Attribution: OfOrigin}.groupsOf(Summary{Corridor: a.Corridor}), "+")
	case b.in.By == AgreeByCriterion:
		return criterion
	}
	return unplaced
}

// groupName is the name of a group for reading.
func (b *concordanceBuilder) groupName(key string) string {
	switch b.in.By {
	case AgreeByCriterion:
		return b.criteria[key].Title
	case AgreeByLanguage:
		return Sentence(languageName(key))
	case AgreeByRegion:
		names, known := []string{}, regionNames()
		for code := range strings.SplitSeq(key, "+") {
			if known[code] != "" {
				code = known[code]
			}
			names = append(names, Sentence(code))
		}
		return strings.Join(names, " + ")
	}
	return Sentence(key)
}

// inCommon gathers the agreements and the criteria that two raters or more coded together.
func (b *concordanceBuilder) inCommon() (agreements, criteria map[string]bool) {
	coders := map[opinionKey]int{}
	agreements, criteria = map[string]bool{}, map[string]bool{}
	for k, f := range b.latest {
		if f.Level == rubric.NA || b.criteria[k.criterion] == nil || !slices.Contains(b.in.Raters, k.rater) {
			continue
		}
		k.rater = ""
		if coders[k]++; coders[k] > 1 {
			agreements[k.agreement], criteria[k.criterion] = true, true
		}
	}
	return agreements, criteria
}

// rubricsOf names the rubrics to which the criteria belong.
func (b *concordanceBuilder) rubricsOf(criteria map[string]bool) (refs []string) {
	for _, r := range b.in.Rubrics {
		if slices.ContainsFunc(r.Criteria, func(c rubric.Criterion) bool { return criteria[c.ID] }) {
			refs = append(refs, r.Ref())
		}
	}
	return refs
}

func (b *concordanceBuilder) disputes(list []rubric.CoderDisagreement) []Dispute {
	out := []Dispute{}
	for _, d := range list {
		item := Dispute{Agreement: d.Agreement, Criterion: d.Criterion, Question: b.criteria[d.Criterion].Title}
		a := b.texts[d.Agreement]
		if a != nil {
			item.Title, item.Language = titleOf(a), a.Language
		}
		for _, rater := range b.in.Raters {
			if f := b.latest[opinionKey{rater, d.Agreement, d.Criterion}]; f != nil && f.Level != rubric.NA {
				item.Opinions = append(item.Opinions, newOpinion(rater, f, a))
			}
		}
		out = append(out, item)
	}
	return out
}

func newOpinion(rater string, f *rubric.Finding, a *corpus.Agreement) Opinion {
	o := Opinion{Rater: rater, Code: f.Level.String(), Level: f.Level, Reason: f.Reason}
	if rubric.YesNo(rater) {
		o.Code = map[bool]string{true: "yes", false: "no"}[f.Level.Broad()]
	}
	if len(f.Evidence) > 0 && a != nil {
		e := f.Evidence[0]
		c := CitePassage(a, e.Span, e.Path)
		o.Path, o.Page, o.Quote, o.Citation = e.Path, c.Page, e.Span.Of(a.Text), &c
	}
	return o
}
