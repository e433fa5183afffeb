package ingest

import (
	"slices"

	"corridor/corpus"
)

// mixedWords are the other matters that stand beside labour in an agreement of mixed scope.
var mixedWords = [][]string{
	phraseList("readmission\nreadmis\nreadmit\nreadmet\nreadmite\nruckubernahme\nruckfuhrung\nterugname\novername"),
	phraseList("irregular migration\nillegal migration\nirregular immigration\nillegal immigration\nclandestine\nimmigration irreguliere\nimmigration illegale\nmigration irreguliere\ninmigracion irregular\nmigracion irregular\nirregulare migration\nirregularen migration\nillegale migration\nillegale einwanderung\nirreguliere migratie\nillegale migratie\ntrafficking in human\ntraite des etres\ntrata de personas"),
	phraseList("codevelop\nco-develop\ndevelopment cooperation\nmigration and development\nsolidary development\ndeveloppement solidaire\nau developpement\ncodesarrollo\nal desarrollo\nentwicklungszusammenarbeit\nontwikkelingssamenwerking"),
	phraseList("students\netudiants\nestudiantes\nstudierende\nstudenten"),
}

// scopeHeads are the headings of articles that say whom or what an agreement covers.
var scopeHeads = phraseList(`
scope
coverage
application
objective
objectives
purpose
purposes
aim
aims
object
subject
definitions
objet
champ d'application
but
beneficiaires
objeto
objetivo
objetivos
ambito
alcance
finalidad
geltungsbereich
anwendungsbereich
gegenstand
zweck
ziel
ziele
toepassingsgebied
werkingssfeer
doel
onderwerp`)

// scopeSigns stand in sentences that say who is covered.
var scopeSigns = phraseList(`
applies to
apply to
applicable to
covers
cover
governs
extends to
recruit
engaged
engage
admit
employ
deploy
participa
fill
work in
means
may be
facilitat
s'applique
est applicable
sont applicables
applicables aux
recrut
engages
peuvent etre
admis
vise
concerne
entend par
objet de
se aplica
aplicara
ampara
comprende
contrat
laboren
presten
entiende
objeto
gilt fur
findet anwendung
werden
angeworben
beschaftigt
vermittelt
sind arbeitnehmer
geltungsbereich
van toepassing
kunnen
tewerkgesteld
werving
geworven
wordt verstaan`)

// exclusions are the words by which a sentence leaves people out.
var exclusions = phraseList(`
not apply
not cover
not covered
not include
not extend
excluded
ne s'applique pas
ne s'appliquent pas
ne sont pas vises
n'est pas applicable
exclus
no se aplica
no se aplicara
no comprende
excluid
nicht anwendbar
gilt nicht
nicht fur
keine anwendung
ausgenommen
niet van toepassing
uitgezonderd
uitgesloten`)

// exceptions cut a sentence short: what follows them is left out.
var exceptions = []string{"except", "other than", "with the exception", "excluding", "a l'exception", "a l'exclusion", "sauf", "excepto", "salvo", "con excepcion", "a excepcion", "mit ausnahme", "ausser", "behalve", "met uitzondering"}

// coverage collects what title and scope articles name.
type coverage struct {
	sectors     []corpus.Fact[corpus.Sector]
	occupations []corpus.Fact[corpus.Occupation]
}

// readCoverage reads the sectors and occupations that the agreement says it covers, and settles its scope.
func (r *factReader) readCoverage(a *corpus.Agreement) {
	if a.Kind.Value == corpus.KindOther {
		a.Scope = corpus.Fact[corpus.Scope]{Value: corpus.ScopeOther, Span: a.Kind.Span, Confidence: a.Kind.Confidence}
		return
	}
	var c coverage
	r.addTerms(&c, r.subjectSpan(), 0.9)
	titled := len(c.sectors) > 0
	if a.Kind.Value != corpus.KindSSA && a.Kind.Value != corpus.KindResidence {
		for _, s := range r.scopeSentences() {
			r.addTerms(&c, s, 0.7)
		}
	}
	if titled { // the title is narrower than what articles mention
		c.sectors = slices.DeleteFunc(c.sectors, func(f corpus.Fact[corpus.Sector]) bool { return f.Confidence < 0.9 && f.Value != corpus.SectorSeasonal })
	}
	order := corpus.Sectors()
	slices.SortStableFunc(c.sectors, func(x, y corpus.Fact[corpus.Sector]) int {
		return slices.Index(order, x.Value) - slices.Index(order, y.Value)
	})
	slices.SortStableFunc(c.occupations, func(x, y corpus.Fact[corpus.Occupation]) int { return x.Span.Start - y.Span.Start })
	a.Sectors, a.Occupations = c.sectors, c.occupations
	a.Scope = r.scopeOf(a)
}

// subjectSpan is the part of the title behind the parties, or all of it.
func (r *factReader) subjectSpan() corpus.Span {
	t := r.title.Span
	line := r.partyLine(t)
	if line.Empty() || line.End >= t.End {
		return t
	}
	if line.Start > t.Start+40 {
		return t // the subject stands before the parties
	}
	return corpus.Span{Start: line.End, End: t.End}
}

// addTerms adds the sectors and occupations that a stretch names, each once.
func (r *factReader) addTerms(c *coverage, s corpus.Span, conf float64) {
	words := wordsOf(s.Of(r.text), s.Start)
	t := terms()
	sectors, occupations := inLanguage(t.sectors, r.lang), inLanguage(t.occupations, r.lang)
	for i := range words {
		for _, h := range sectors.find(words, i) {
			f := corpus.Fact[corpus.Sector]{Value: t.sectorNames[h.row], Span: corpus.Span{Start: words[i].at, End: words[h.last].end}, Confidence: conf}
			if !slices.ContainsFunc(c.sectors, func(k corpus.Fact[corpus.Sector]) bool { return k.Value == f.Value }) {
				c.sectors = append(c.sectors, f)
			}
		}
		for _, h := range occupations.find(words, i) {
			f := corpus.Fact[corpus.Occupation]{Value: t.occupationNames[h.row], Span: corpus.Span{Start: words[i].at, End: words[h.last].end}, Confidence: conf}
			if !slices.ContainsFunc(c.occupations, func(k corpus.Fact[corpus.Occupation]) bool { return k.Value == f.Value }) {
				c.occupations = append(c.occupations, f)
			}
		}
	}
}

// openingArticles is how many articles may say whom the agreement covers without a heading that says so.
const openingArticles = 2

// scopeSentences are the sentences of the first articles, and of those headed so, that say who is covered,
// cut before what they leave out. In an exchange of notes the proposal itself is one.
func (r *factReader) scopeSentences() []corpus.Span {
	var spans []corpus.Span
	n := 0
	for _, top := range r.segs {
		if top.Kind == corpus.SegPreamble && isNote(top.Span.Of(r.text)) {
			spans = append(spans, top.Span)
		}
		if top.Kind != corpus.SegBody {
			continue
		}
		eachArticle(&top, func(art *corpus.Segment) {
			if n++; n <= openingArticles || n < 8 && hasWordPrefix(fold(clip(art.Heading.Of(r.text), 60)), scopeHeads) {
				spans = append(spans, art.Span)
			}
		})
	}
	var out []corpus.Span
	for _, span := range spans {
		for _, s := range sentencesOf(r.text, span) {
			f := foldWithOffsets(s.Of(r.text))
			if containsAny(f.s, exclusions) || !containsAny(f.s, scopeSigns) {
				continue
			}
			if i := firstWordIndex(f.s, exceptions); i >= 0 {
				s.End = s.Start + int(f.at[i])
			}
			out = append(out, s)
		}
	}
	return out
}

// eachArticle visits the articles of a part, those in chapters included.
func eachArticle(s *corpus.Segment, visit func(*corpus.Segment)) {
	for i := range s.Children {
		switch c := &s.Children[i]; c.Kind {
		case corpus.SegArticle:
			visit(c)
		case corpus.SegChapter:
			eachArticle(c, visit)
		}
	}
}

// scopeOf settles the scope by the kind, the other matters dealt with, and the sectors.
func (r *factReader) scopeOf(a *corpus.Agreement) corpus.Fact[corpus.Scope] {
	kind := a.Kind.Value
	if kind == corpus.KindProtocol {
		kind = r.subjectKind()
	}
	fact := func(v corpus.Scope, s corpus.Span, conf float64) corpus.Fact[corpus.Scope] {
		return corpus.Fact[corpus.Scope]{Value: v, Span: s, Confidence: conf}
	}
	switch kind {
	case corpus.KindUnion:
		return fact(corpus.ScopeUnions, a.Kind.Span, a.Kind.Confidence)
	case corpus.KindSSA:
		return fact(corpus.ScopeSocialSecurity, a.Kind.Span, a.Kind.Confidence)
	case corpus.KindTrainee:
		return fact(corpus.ScopeTrainees, a.Kind.Span, a.Kind.Confidence)
	case corpus.KindResidence:
		return fact(corpus.ScopeResidence, a.Kind.Span, a.Kind.Confidence)
	}
	if s, n := r.otherMatters(); kind == corpus.KindFramework || n >= 2 {
		return fact(corpus.ScopeMixed, s, 0.75)
	}
	one := slices.DeleteFunc(slices.Clone(a.Sectors), func(f corpus.Fact[corpus.Sector]) bool { return f.Value == corpus.SectorSeasonal && len(a.Sectors) > 1 })
	if len(one) == 1 {
		return fact(corpus.ScopeSector, one[0].Span, one[0].Confidence-0.05)
	}
	return fact(corpus.ScopeWorkers, a.Kind.Span, 0.7)
}

// otherMatters counts the matters besides labour that have a place in the title or at the head of an
// article, and gives the first.
func (r *factReader) otherMatters() (first corpus.Span, n int) {
	heads := []corpus.Span{r.title.Span}
	for _, top := range r.segs {
		if top.Kind == corpus.SegBody {
			eachArticle(&top, func(art *corpus.Segment) {
				heads = append(heads, corpus.Span{Start: art.Span.Start, End: art.Span.Start + len(clip(art.Span.Of(r.text), 160))})
			})
		}
	}
	for _, matter := range mixedWords {
		i := slices.IndexFunc(heads, func(s corpus.Span) bool { return containsAny(fold(s.Of(r.text)), matter) })
		if i < 0 {
			continue
		}
		if n++; n == 1 {
			first = heads[i]
		}
	}
	return first, n
}
