package reports

import (
	"cmp"
	"slices"
	"strings"

	"corridor/corpus"
	"corridor/rubric"
)

// precedentFinder finds the agreements that provide best what a draft lacks.
type precedentFinder struct {
	in     GapInput
	draft  Summary
	most   int
	near   []nearness // of each row; nil until it is asked for
	opened map[string]opened
}

// nearness is how close an agreement is to the draft: in numbers, and in words.
type nearness struct {
	rank []int
	why  []string
}

type opened struct {
	agreement *corpus.Agreement
	findings  []rubric.Resolved
}

// of returns the strongest precedents for a criterion: by level; then agreements of the same corridor, the same
// destination, the same origin, the same region of destination, the same kind; then the surer coding, the later
// signature, and the id. A precedent is stronger than what the draft says.
func (f *precedentFinder) of(c Coded) ([]Precedent, error) {
	if f.near == nil {
		for _, row := range f.in.Rows {
			f.near = append(f.near, nearTo(f.draft, row.Agreement))
		}
	}
	var found []Precedent
	for n, row := range f.in.Rows {
		if row.Agreement.ID == f.draft.ID {
			continue
		}
		i := slices.IndexFunc(row.Findings, func(r rubric.Resolved) bool { return r.Criterion == c.Criterion })
		if i < 0 || !row.Findings[i].Level.Broad() || row.Findings[i].Level <= c.Level && c.Level != rubric.Contrary {
			continue
		}
		p := Precedent{Agreement: PrecedentOf{ID: row.Agreement.ID, Kind: row.Agreement.Kind, Corridor: row.Agreement.Corridor.String(), Signed: row.Agreement.Signed},
			Level: row.Findings[i].Level, Language: row.Agreement.Language, sure: row.Findings[i].Confidence}
		p.rank, p.Why = f.near[n].rank, slices.Concat([]string{p.Level.String()}, f.near[n].why)
		found = append(found, p)
	}
	slices.SortFunc(found, Precedent.compare)
	return f.quote(found, c.Criterion)
}

// nearTo ranks how close another agreement is to the draft.
func nearTo(draft, other Summary) (n nearness) {
	for _, trait := range []struct {
		name string
		same bool
	}{
		{"same corridor", overlap(draft.Corridor.Origin, other.Corridor.Origin) && overlap(draft.Corridor.Destination, other.Corridor.Destination)},
		{"same destination", overlap(draft.Corridor.Destination, other.Corridor.Destination)},
		{"same origin", overlap(draft.Corridor.Origin, other.Corridor.Origin)},
		{"same region of destination", sameRegion(draft.Corridor.Destination, other.Corridor.Destination)},
		{"same kind", draft.Kind != "" && draft.Kind == other.Kind},
	} {
		n.rank = append(n.rank, btoi(trait.same))
		if trait.same {
			n.why = append(n.why, trait.name)
		}
	}
	if slices.Contains(n.why, "same corridor") {
		n.why = slices.DeleteFunc(n.why, func(w string) bool {
			return w == "same destination" || w == "same origin" || w == "same region of destination"
		})
	}
	return n
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

func overlap(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}

func sameRegion(a, b []string) bool {
	return len(a) > 0 && len(b) > 0 && corpus.PrincipalRegion(a[0]) != "" && corpus.PrincipalRegion(a[0]) == corpus.PrincipalRegion(b[0])
}

// compare puts the stronger and nearer precedent first.
func (p Precedent) compare(q Precedent) int {
	return cmp.Or(cmp.Compare(q.Level, p.Level), slices.Compare(q.rank, p.rank), cmp.Compare(q.sure, p.sure),
		strings.Compare(string(q.Agreement.Signed), string(p.Agreement.Signed)), strings.Compare(p.Agreement.ID, q.Agreement.ID))
}

// quote opens the agreements of the first precedents and cuts their passages; one without a passage of its level
// is passed over, since only words can be a precedent.
func (f *precedentFinder) quote(found []Precedent, criterion string) (out []Precedent, err error) {
	for _, p := range found {
		if len(out) == f.most {
			break
		}
		o, ok := f.opened[p.Agreement.ID]
		if !ok {
			if o.agreement, o.findings, err = f.in.Open(p.Agreement.ID); err != nil {
				return nil, err
			}
			f.opened[p.Agreement.ID] = o
		}
		passage, ok := passageFor(o, criterion, p.Level)
		if !ok {
			continue
		}
		p.Agreement.Title, p.Passage = titleOf(o.agreement), passage
		out = append(out, p)
	}
	return out, nil
}

// passageFor is the first passage that proves the level.
func passageFor(o opened, criterion string, level rubric.Level) (Passage, bool) {
	for _, f := range o.findings {
		if f.Criterion != criterion {
			continue
		}
		for _, p := range passagesOf(o.agreement, f.Evidence) {
			if p.Level == level && strings.TrimSpace(p.Quote) != "" {
				return p, true
			}
		}
	}
	return Passage{}, false
}
