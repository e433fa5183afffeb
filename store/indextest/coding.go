package indextest

import (
	"context"
	"fmt"
	"hash/fnv"
	"strings"
	"time"

	"corridor/corpus"
	"corridor/rubric"
	"corridor/store"
)

// Rubrics are the rubrics that the generated agreements are coded under: one criterion for each topic, and many
// that no text has anything of, as in life.
func Rubrics() []*rubric.Rubric {
	main := &rubric.Rubric{ID: "made", Version: "1", Title: "Of the generated corpus"}
	for i, id := range topicIDs() {
		main.Criteria = append(main.Criteria, rubric.Criterion{ID: "made." + id, Theme: fmt.Sprintf("theme %d", i/3), Title: id})
	}
	for i := range 60 {
		main.Criteria = append(main.Criteria, rubric.Criterion{ID: fmt.Sprintf("made.%02d", i), Theme: fmt.Sprintf("theme %d", 5+i/10)})
	}
	return []*rubric.Rubric{main}
}

// Vocabulary is what queries on the generated corpus can name.
func Vocabulary() (v store.Vocabulary) {
	for _, r := range Rubrics() {
		v.Themes = append(v.Themes, r.Themes()...)
		for _, c := range r.Criteria {
			v.Criteria = append(v.Criteria, c.ID)
		}
	}
	return v
}

// Assessment codes a generated agreement by the headings of its articles: a clause under a topic's heading is
// evidence, and the text of the clause decides the level.
func Assessment(a *corpus.Agreement) *rubric.Assessment {
	langs, _ := materials()
	byHeading := map[string]string{}
	for _, t := range langs[a.Language].topics {
		byHeading[t.heading] = "made." + t.id
	}
	found := map[string][]rubric.Evidence{}
	for _, c := range a.Clauses() {
		if id := byHeading[c.Heading.Of(a.Text)]; id != "" && len(found[id]) < 4 {
			found[id] = append(found[id], rubric.Evidence{Span: c.Span, Path: c.Path, Level: levelOf(c.Span.Of(a.Text))})
		}
	}
	out := &rubric.Assessment{Agreement: a.ID, Rubric: "made@1", Rater: "rules", RaterKind: rubric.Rules, Tool: "indextest",
		Time: time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)}
	for _, c := range Rubrics()[0].Criteria {
		f := rubric.Finding{Criterion: c.ID, Confidence: 0.9, Evidence: found[c.ID]}
		for _, e := range f.Evidence {
			if e.Level == rubric.Contrary || f.Level != rubric.Contrary && e.Level > f.Level {
				f.Level = e.Level
			}
		}
		out.Findings = append(out.Findings, f)
	}
	return out
}

func levelOf(text string) rubric.Level {
	h := fnv.New32a()
	h.Write([]byte(text))
	return []rubric.Level{rubric.Weak, rubric.Operative, rubric.Operative, rubric.Contrary}[h.Sum32()%4]
}

// Document is the i-th agreement as an index takes it in.
func (c Corpus) Document(i int) store.Document {
	a := c.Agreement(i)
	d := store.NewDocument(a, []*rubric.Assessment{Assessment(a)}, Rubrics())
	d.Publication = store.PublishFull
	return d
}

// Texts holds texts by their ids. It is the store.Texts of tests.
type Texts map[string]string

// Text returns the text of an agreement. It wraps corpus.ErrNotFound.
func (t Texts) Text(_ context.Context, id string) (string, error) {
	text, ok := t[id]
	if !ok {
		return "", fmt.Errorf("text of %s: %w", strings.TrimSpace(id), corpus.ErrNotFound)
	}
	return text, nil
}
