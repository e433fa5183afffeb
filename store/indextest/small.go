package indextest

import (
	"slices"
	"strings"
	"testing"

	"corridor/corpus"
	"corridor/rubric"
	"corridor/store"
)

// small are the agreements of texts/small.txt, by their names.
type small struct {
	docs  map[string]store.Document
	names map[string]string // by id
	texts Texts
}

func newSmall(t *testing.T) *small {
	s := &small{map[string]store.Document{}, map[string]string{}, Texts{}}
	for _, block := range strings.Split(read("small"), "== ")[1:] {
		name, text, _ := strings.Cut(block, "\n")
		b := &smallBuilder{}
		for line := range strings.Lines(text) {
			b.line(strings.TrimSpace(line))
		}
		a := b.agreement(name)
		if err := a.Validate(); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		d := store.NewDocument(a, []*rubric.Assessment{b.assessment(a)}, Rubrics())
		d.Publication, d.Sectors, d.Scopes = b.publication, b.sectors, b.scopes
		s.docs[name], s.names[a.ID], s.texts[a.ID] = d, name, a.Text
	}
	return s
}

// all are the documents in the order of their names.
func (s *small) all() (out []store.Document) {
	var names []string
	for name := range s.docs {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, n := range names {
		out = append(out, s.docs[n])
	}
	return out
}

// describe writes hits as "mou:Article 1(2)", or as "mou" when they are agreements.
func (s *small) describe(by store.Unit, hits []store.Hit) (out []string) {
	for _, h := range hits {
		if by == store.Agreements {
			out = append(out, s.names[h.Agreement.ID])
			continue
		}
		path := h.Clause.Path
		for _, label := range []string{"Article ", "Artículo ", "Artikel ", "المادة ", "धारा ", "មាត្រា "} {
			path = strings.TrimPrefix(path, label)
		}
		out = append(out, s.names[h.Agreement.ID]+":"+path)
	}
	return out
}

// smallBuilder reads the lines of one agreement.
type smallBuilder struct {
	text        strings.Builder
	about       corpus.Agreement
	articles    []corpus.Segment
	publication store.Publication
	sectors     []string
	scopes      []string
	findings    map[string]rubric.Finding
}

func (b *smallBuilder) line(line string) {
	word, rest, _ := strings.Cut(line, " ")
	switch word {
	case "":
	case "title":
		b.about.Title = corpus.Fact[string]{Value: rest, Span: b.write(rest)}
		b.write("\n\n")
		b.about.Segments = []corpus.Segment{{Kind: corpus.SegTitle, Span: corpus.Span{End: b.text.Len()}}}
	case "kind":
		b.about.Kind.Value = corpus.Kind(rest)
	case "language":
		b.about.Language = rest
	case "corridor":
		from, to, both := strings.Cut(rest, "~")
		if !both {
			from, to, _ = strings.Cut(rest, "-")
		}
		b.about.Corridor = corpus.Corridor{Origin: []string{from}, Destination: []string{to}, Reciprocal: both}
		if both {
			b.about.Corridor.Origin, b.about.Corridor.Destination = []string{from, to}, []string{from, to}
		}
	case "signed":
		b.about.Signed.Value = corpus.Date(rest)
	case "party":
		b.about.Parties = append(b.about.Parties, corpus.Party{Name: rest, Role: corpus.RoleUnknown})
	case "sector":
		b.sectors = append(b.sectors, rest)
	case "scope":
		b.scopes = append(b.scopes, rest)
	case "publication":
		b.publication = store.Publication(rest)
	default:
		b.textLine(line, word, rest)
	}
}

func (b *smallBuilder) write(s string) corpus.Span {
	start := b.text.Len()
	b.text.WriteString(s)
	return corpus.Span{Start: start, End: b.text.Len()}
}

// textLine reads a line of the text: the head of an article, a lead-in after a colon, a paragraph or an item.
func (b *smallBuilder) textLine(line, word, rest string) {
	number, heading, isArticle := strings.Cut(rest, " ")
	switch {
	case word == ":":
		b.write(rest + "\n")
	case len(word) > 1 && isArticle && strings.Trim(number, "0123456789") == "":
		s := corpus.Segment{Kind: corpus.SegArticle, Number: number, Label: b.write(word + " " + number)}
		b.write("\n")
		s.Heading = b.write(heading)
		b.write("\n")
		b.articles = append(b.articles, s)
	default:
		b.clause(word, rest)
	}
	last := &b.articles[len(b.articles)-1]
	last.Span = corpus.Span{Start: last.Label.Start, End: b.text.Len()}
}

func (b *smallBuilder) clause(number, rest string) {
	text, coding, _ := strings.Cut(rest, " {")
	s := corpus.Segment{Kind: corpus.SegParagraph, Number: number}
	start := b.text.Len()
	s.Label = b.write("(" + number + ")")
	b.write(" ")
	span := b.write(text)
	b.write("\n")
	s.Span = corpus.Span{Start: start, End: b.text.Len()}
	last := &b.articles[len(b.articles)-1]
	last.Children = append(last.Children, s)
	if id, name, ok := strings.Cut(strings.TrimSuffix(coding, "}"), "="); ok {
		b.find(id, name, span)
	}
}

func (b *smallBuilder) find(id, name string, span corpus.Span) {
	level, err := rubric.ParseLevel(name)
	if err != nil {
		panic(err) // texts/small.txt is ours
	}
	if b.findings == nil {
		b.findings = map[string]rubric.Finding{}
	}
	f := b.findings[id]
	f.Criterion, f.Level = id, max(f.Level, level)
	f.Evidence = append(f.Evidence, rubric.Evidence{Span: span, Level: level})
	b.findings[id] = f
}

func (b *smallBuilder) agreement(name string) *corpus.Agreement {
	a := b.about
	a.Text = b.text.String()
	a.ID = corpus.TextID(a.Text)
	a.Source = corpus.Source{Name: name + ".txt", SHA256: a.ID, Bytes: int64(len(a.Text)), MediaType: "text/plain", Encoding: "utf-8"}
	a.Segments = append(a.Segments, corpus.Segment{Kind: corpus.SegBody,
		Span: corpus.Span{Start: b.articles[0].Span.Start, End: len(a.Text)}, Children: b.articles})
	if b.publication == "" {
		b.publication = store.PublishFull
	}
	return &a
}

// assessment has a finding for every criterion; what no line says is absent.
func (b *smallBuilder) assessment(a *corpus.Agreement) *rubric.Assessment {
	out := &rubric.Assessment{Agreement: a.ID, Rubric: "made@1", Rater: "rules", RaterKind: rubric.Rules}
	for _, c := range Rubrics()[0].Criteria[:len(topicIDs())] {
		f, ok := b.findings[c.ID]
		if !ok {
			f = rubric.Finding{Criterion: c.ID}
		}
		out.Findings = append(out.Findings, f)
	}
	return out
}

// parse reads a query of the suite.
func parse(t *testing.T, text string) *store.Query {
	t.Helper()
	q, err := store.ParseQuery(text, Vocabulary())
	if err != nil {
		t.Fatal(err)
	}
	return q
}
