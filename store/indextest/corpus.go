package indextest

import (
	"embed"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"

	"corridor/corpus"
)

//go:embed texts/*.txt
var texts embed.FS

// language is what agreements of a language are made of.
type language struct {
	code                     string
	title, preamble, article string
	subjects                 []string
	topics                   []topic
}

type topic struct {
	id, heading string
	sentences   []string
}

type needle struct{ lang, heading, text string }

// share is in how many of forty agreements a language comes.
var share = []struct {
	lang string
	n    int
}{{"en", 16}, {"fr", 7}, {"es", 5}, {"de", 4}, {"nl", 4}, {"ar", 2}, {"ne", 1}, {"km", 1}}

var materials = sync.OnceValues(func() (map[string]*language, map[int]needle) {
	langs := map[string]*language{}
	for _, s := range share {
		langs[s.lang] = parseLanguage(s.lang, read(s.lang))
	}
	return langs, parseNeedles(read("needles"))
})

func read(name string) string {
	data, err := fs.ReadFile(texts, "texts/"+name+".txt")
	if err != nil {
		panic(err) // it is embedded
	}
	return string(data)
}

func parseLanguage(code, text string) *language {
	l := &language{code: code}
	var last *topic
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		word, rest, _ := strings.Cut(line, " ")
		switch {
		case line == "":
		case word == "#":
			l.topics = append(l.topics, topic{id: rest})
			last = &l.topics[len(l.topics)-1]
		case last != nil && last.heading == "":
			last.heading = line
		case last != nil:
			last.sentences = append(last.sentences, line)
		case word == "title":
			l.title = rest
		case word == "preamble":
			l.preamble = rest
		case word == "article":
			l.article = rest
		case word == "subject":
			l.subjects = append(l.subjects, rest)
		}
	}
	return l
}

func parseNeedles(text string) map[int]needle {
	out := map[int]needle{}
	for line := range strings.Lines(text) {
		cells := strings.Split(strings.TrimSpace(line), " | ")
		var n int
		if _, err := fmt.Sscan(cells[0], &n); err == nil && len(cells) == 4 {
			out[n] = needle{cells[1], cells[2], cells[3]}
		}
	}
	return out
}

// Corpus makes agreements with about so many clauses each.
type Corpus struct{ Clauses int }

// Agreement makes the i-th agreement. Its source is called by its number: "g0017.txt".
func (c Corpus) Agreement(i int) *corpus.Agreement {
	langs, needles := materials()
	r := rand.New(rand.NewPCG(uint64(i), 17))
	lang := languageOf(i)
	found, special := needles[i]
	if special {
		lang = found.lang
	}
	b := &builder{rand: r, lang: langs[lang], origin: states()[r.IntN(8)], destination: states()[8+r.IntN(8)]}
	b.begin(i)
	if special {
		b.article(topic{heading: found.heading, sentences: []string{found.text}}, 1)
	}
	for want := max(2, c.Clauses/2+r.IntN(c.Clauses+1)); b.clauses < want; {
		b.article(b.lang.topics[r.IntN(len(b.lang.topics))], 1+r.IntN(4))
	}
	return b.agreement(i)
}

func languageOf(i int) string {
	place := i * 7 % 40 // neighbours differ
	for _, s := range share {
		if place < s.n {
			return s.lang
		}
		place -= s.n
	}
	return "en"
}

// states are the invented states.
var states = sync.OnceValue(func() (out []corpus.Country) {
	for _, c := range corpus.Countries() {
		if c.Specimen {
			out = append(out, c)
		}
	}
	return out
})

// builder writes one text with the tree of its parts.
type builder struct {
	rand                *rand.Rand
	lang                *language
	origin, destination corpus.Country
	text                strings.Builder
	title               corpus.Span
	top                 []corpus.Segment
	articles            []corpus.Segment
	clauses             int
}

func (b *builder) begin(i int) {
	b.write(b.fill(b.lang.title))
	b.title = corpus.Span{End: b.text.Len()}
	b.write("\n\n")
	b.top = append(b.top, corpus.Segment{Kind: corpus.SegTitle, Span: corpus.Span{End: b.text.Len()}})
	start := b.text.Len()
	b.write(b.fill(b.lang.preamble) + "\n\n")
	b.top = append(b.top, corpus.Segment{Kind: corpus.SegPreamble, Span: corpus.Span{Start: start, End: b.text.Len()}})
	b.clauses = 2
}

func (b *builder) write(s string) corpus.Span {
	start := b.text.Len()
	b.text.WriteString(s)
	return corpus.Span{Start: start, End: b.text.Len()}
}

// fill puts names, numbers and words into the gaps of a sentence.
func (b *builder) fill(s string) string {
	subject := b.lang.subjects[b.rand.IntN(len(b.lang.subjects))]
	s = strings.NewReplacer("{a}", b.origin.Name(b.lang.code), "{b}", b.destination.Name(b.lang.code), "{subject}", subject).Replace(s)
	for strings.Contains(s, "{n}") {
		s = strings.Replace(s, "{n}", fmt.Sprint(2+b.rand.IntN(88)), 1)
	}
	for strings.Contains(s, "{w}") {
		s = strings.Replace(s, "{w}", b.rare(), 1)
	}
	return strings.ReplaceAll(s, "{trade}", invented(b.rand.IntN(300)))
}

// rare is one of many invented words, the first ones more often: a text has many words that come seldom.
func (b *builder) rare() string {
	n := 300 + int(30_000*b.rand.Float64()*b.rand.Float64()*b.rand.Float64())
	return invented(n)
}

// invented is the n-th word of no language.
func invented(n int) string {
	const heads, tails = "bdfgklmnprstvz", "aeiou"
	var w strings.Builder
	for n += 70; n > 0; n /= 70 {
		w.WriteByte(heads[n%14])
		w.WriteByte(tails[n/14%5])
	}
	return w.String() + "n"
}

// article writes an article of some paragraphs, every fourth one as a list of items under a lead-in.
func (b *builder) article(t topic, paragraphs int) {
	label := b.lang.article + " " + fmt.Sprint(len(b.articles)+1)
	s := corpus.Segment{Kind: corpus.SegArticle, Number: fmt.Sprint(len(b.articles) + 1)}
	s.Label = b.write(label)
	b.write("\n")
	s.Heading = b.write(t.heading)
	b.write("\n")
	if paragraphs == 4 {
		b.write(b.sentence(t, 1) + "\n")
		b.clauses++
	}
	for n := range paragraphs {
		number := fmt.Sprint(n + 1)
		child := corpus.Segment{Kind: corpus.SegParagraph, Number: number}
		if paragraphs == 4 {
			child.Kind, child.Number = corpus.SegItem, string(rune('a'+n))
		}
		start := b.text.Len()
		child.Label = b.write("(" + child.Number + ")")
		b.write(" " + b.sentence(t, 1+b.rand.IntN(3)) + "\n")
		child.Span = corpus.Span{Start: start, End: b.text.Len()}
		s.Children = append(s.Children, child)
		b.clauses++
	}
	b.write("\n")
	s.Span = corpus.Span{Start: s.Label.Start, End: b.text.Len()}
	b.articles = append(b.articles, s)
}

// sentence writes sentences of a topic, with some words that are seldom met.
func (b *builder) sentence(t topic, n int) string {
	if t.id == "" {
		return t.sentences[0]
	}
	var out []string
	for range n {
		out = append(out, b.fill(t.sentences[b.rand.IntN(len(t.sentences))]))
	}
	if b.rand.IntN(2) == 0 {
		var tail []string
		for range 3 + b.rand.IntN(20) {
			tail = append(tail, b.rare())
		}
		out = append(out, strings.Join(tail, " ")+".")
	}
	return strings.Join(out, " ")
}

func (b *builder) agreement(i int) *corpus.Agreement {
	text := b.text.String()
	if len(b.articles) > 0 {
		b.top = append(b.top, corpus.Segment{Kind: corpus.SegBody, Span: corpus.Span{Start: b.articles[0].Span.Start, End: len(text)}, Children: b.articles})
	}
	kinds := corpus.Kinds()
	signed := corpus.Date(fmt.Sprintf("%04d-%02d-%02d", 1950+b.rand.IntN(75), 1+b.rand.IntN(12), 1+b.rand.IntN(28)))
	if i%50 == 49 {
		signed = ""
	}
	name := fmt.Sprintf("g%04d.txt", i)
	a := &corpus.Agreement{
		ID: corpus.TextID(text), Text: text, Language: b.lang.code, Segments: b.top,
		Title:    corpus.Fact[string]{Value: text[:b.title.End], Span: b.title},
		Kind:     corpus.Fact[corpus.Kind]{Value: kinds[b.rand.IntN(len(kinds))]},
		Signed:   corpus.Fact[corpus.Date]{Value: signed},
		Parties:  []corpus.Party{b.party(b.origin, corpus.RoleOrigin), b.party(b.destination, corpus.RoleDestination)},
		Corridor: corpus.Corridor{Origin: []string{b.origin.Code}, Destination: []string{b.destination.Code}},
		Source:   corpus.Source{Name: name, SHA256: corpus.TextID(text), Bytes: int64(len(text)), MediaType: "text/plain", Encoding: "utf-8"},
	}
	for _, s := range [][]corpus.Sector{nil, {corpus.SectorConstruction}, {corpus.SectorDomestic}, {corpus.SectorAgriculture, corpus.SectorConstruction}}[i%4] {
		a.Sectors = append(a.Sectors, corpus.Fact[corpus.Sector]{Value: s})
	}
	return a
}

func (b *builder) party(c corpus.Country, role corpus.Role) corpus.Party {
	return corpus.Party{Name: c.Name("en"), Country: c.Code, Role: role}
}

// topicIDs are the topics that criteria ask for, in their order.
var topicIDs = sync.OnceValue(func() (ids []string) {
	langs, _ := materials()
	for _, t := range langs["en"].topics {
		ids = append(ids, t.id)
	}
	return slices.Clip(ids)
})
