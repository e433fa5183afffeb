package store

import (
	"slices"
	"strings"

	"corridor/corpus"
	"corridor/rubric"
)

// Document is an agreement as an index takes it in: what queries ask for, with its clauses.
type Document struct {
	About
	Clauses []IndexClause // in text order
	Text    string        // the agreement's text, which the spans of its clauses are of
}

// IndexClause is a clause of a document.
type IndexClause struct {
	Clause
	Evidence []Coding // what the clause is evidence of, in the order of the rubrics
}

// Clause says which clause a hit is.
type Clause struct {
	Number  int                `json:"number"` // place in Agreement.Clauses, from 0
	Path    string             `json:"path"`   // "Article 7(1)(a)"
	Part    corpus.SegmentKind `json:"part"`
	Page    int                `json:"page,omitempty"` // printed page, when the format has pages
	Span    corpus.Span        `json:"span"`
	Heading corpus.Span        `json:"heading,omitzero"` // of its article or nearest titled ancestor
	LeadIn  []corpus.Span      `json:"lead_in,omitempty"`
}

// NewDocument builds what an index holds of an agreement, with the findings that count under each rubric. An
// agreement that was only assessed under an earlier version of a rubric counts with the findings of that version.
func NewDocument(a *corpus.Agreement, held []*rubric.Assessment, rubrics []*rubric.Rubric) Document {
	d := Document{
		About: About{Summary: Summary{ID: a.ID, Title: a.Title.Value, Kind: a.Kind.Value, Language: a.Language, Corridor: a.Corridor,
			Signed: a.Signed.Value, Source: a.Source.Name, Bytes: len(a.Text)}},
		Text: a.Text,
	}
	for _, p := range a.Parties {
		d.Parties = append(d.Parties, p.Name)
	}
	for _, s := range a.Sectors {
		d.Sectors = append(d.Sectors, string(s.Value))
	}
	if a.Scope.Value != "" {
		d.Scopes = []string{string(a.Scope.Value)}
	}
	for i, c := range a.Clauses() {
		d.Clauses = append(d.Clauses, IndexClause{Clause: Clause{Number: i, Path: c.Path, Part: c.Part, Page: a.PageOf(c.Span.Start),
			Span: c.Span, Heading: c.Heading, LeadIn: c.LeadIn}})
	}
	var all []rubric.Resolved
	for _, r := range rubrics {
		found := rubric.Resolve(held, assessedVersion(held, r), rubric.DefaultOrder)
		all = append(all, found...)
		d.addFindings(r, found)
	}
	d.Strength = rubric.ScoreOf(all).Strength
	return d
}

// assessedVersion is the rubric in the version that is given, or else in the one of the latest assessment.
func assessedVersion(held []*rubric.Assessment, r *rubric.Rubric) *rubric.Rubric {
	older := *r
	for _, as := range slices.Backward(held) {
		id, version, _ := strings.Cut(as.Rubric, "@")
		if id == r.ID && version == r.Version {
			return r
		}
		if id == r.ID && older.Version == r.Version {
			older.Version = version
		}
	}
	return &older
}

func (d *Document) addFindings(r *rubric.Rubric, found []rubric.Resolved) {
	for _, f := range found {
		c := Coding{Criterion: f.Criterion, Level: f.Level}
		if criterion := r.Criterion(f.Criterion); criterion != nil {
			c.Theme = criterion.Theme
		}
		d.Codings = append(d.Codings, c)
		for _, e := range f.Evidence {
			c.Level = e.Level
			d.addEvidence(c, e.Span)
		}
	}
}

// addEvidence notes a coding with the clauses that a passage of it overlaps.
func (d *Document) addEvidence(c Coding, passage corpus.Span) {
	first, _ := slices.BinarySearchFunc(d.Clauses, passage.Start, func(k IndexClause, start int) int {
		if k.Span.End <= start {
			return -1
		}
		return 1
	})
	for i := first; i < len(d.Clauses) && d.Clauses[i].Span.Start < passage.End; i++ {
		if d.Clauses[i].Span.Overlaps(passage) {
			d.Clauses[i].note(c)
		}
	}
}

// note adds a coding; of several passages for one criterion the contrary one counts, then the strongest.
func (k *IndexClause) note(c Coding) {
	for i := range k.Evidence {
		if had := &k.Evidence[i]; had.Criterion == c.Criterion {
			if c.Level == rubric.Contrary || had.Level != rubric.Contrary && c.Level.Value() > had.Level.Value() {
				had.Level = c.Level
			}
			return
		}
	}
	k.Evidence = append(k.Evidence, c)
}
