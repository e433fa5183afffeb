package rubric

import (
	"fmt"
	"slices"

	"corridor/corpus"
)

// Screening says whether a text is a labour agreement in the field's sense (labour, recruitment,
// trainees, residence of workers, social security of migrants, between unions), and why.
type Screening struct {
	InScope bool        `json:"in_scope"`
	Reason  string      `json:"reason"`
	Span    corpus.Span `json:"span,omitzero"` // the words that settled it
}

// Limits of screening.
const (
	screenOpening  = 12   // clauses read as the opening when the title settles nothing
	screenMinBody  = 3    // articles or paragraphs of an agreement's own text
	screenMinShare = 0.4  // share of clauses on labour that a text on labour has when its title does not say so
	screenMixed    = 0.5  // the same when its title names another subject besides
	screenSameKind = 0.2  // the same when the text was read as of a kind that is labour's alone
	screenSureKind = 0.85 // confidence from which a kind read as another subject is believed
)

// Screen tells labour agreements from other texts by four questions: was it read as a law or as an agreement
// on another subject, do parties agree here, is there anything of substance, and is labour what they agree
// on. Texts in languages without a lexicon are judged by their kind alone.
func (r *RulesRater) Screen(a *corpus.Agreement) Screening {
	d, err := analyse(a, r.lib.Lexicon)
	if err != nil {
		return Screening{Reason: err.Error()}
	}
	if d == nil {
		return Screening{InScope: a.Kind.Value != corpus.KindOther, Reason: "no lexicon for language " + a.Language + "; judged by kind", Span: a.Kind.Span}
	}
	defer d.release()
	s := screen{d: d, lex: r.lib.Lexicon}
	if a.Kind.Value == corpus.KindOther && a.Kind.Confidence >= screenSureKind {
		return Screening{Reason: "its title and opening are those of a law, or of an agreement on another subject", Span: a.Title.Span}
	}
	if !s.agreed() {
		return Screening{Reason: "no parties agree in this text", Span: a.Title.Span}
	}
	if n := s.provisions(); n < screenMinBody {
		return Screening{Reason: fmt.Sprintf("%d provisions of its own: a law or notice about an agreement, not the agreement", n), Span: a.Title.Span}
	}
	return s.subject()
}

type screen struct {
	d   *analysis
	lex *Lexicon
}

// count is how often a concept occurs in the tokens of units chosen by keep.
func (s screen) count(name string, keep func(i int, u *unit) bool) int {
	n, c := 0, int32(s.lex.numbers[name])
	for i := range s.d.units {
		u := &s.d.units[i]
		if !keep(i, u) {
			continue
		}
		for _, h := range s.d.hits[u.hit0:u.hit1] {
			if h.concept == c {
				n++
			}
		}
	}
	return n
}

func opening(i int, u *unit) bool {
	return u.clause.Part == corpus.SegTitle || u.clause.Part == corpus.SegPreamble || i < screenOpening
}

func everywhere(int, *unit) bool { return true }

// agreed reports whether parties conclude something: words of agreement at the opening, two parties under the
// title of an instrument that no lawgiver opens, or two parties and no words of a lawgiver. Unions have congresses
// and assemblies of their own, and make no law.
func (s screen) agreed() bool {
	parties, law := len(s.d.agreement.Parties), s.count("screen-law", opening)
	switch {
	case s.count("screen-agreed", opening) > 0 && (parties >= 2 || law == 0):
		return true
	case parties >= 2 && s.d.agreement.Kind.Value == corpus.KindUnion:
		return true
	case parties >= 2 && law == 0 && s.titleBits().has(s.lex.numbers["screen-treaty"]):
		return true
	}
	return parties >= 2 && s.count("screen-law", everywhere) == 0
}

func (s screen) provisions() int {
	n := 0
	for i := range s.d.units {
		if bodily(s.d.units[i].clause.Part) {
			n++
		}
	}
	return n
}

// subject decides by the title where it names one subject only, else by the share of clauses on labour.
func (s screen) subject() Screening {
	a := s.d.agreement
	title := s.titleBits()
	labour, other := title.has(s.lex.numbers["screen-labour"]), title.has(s.lex.numbers["screen-other"])
	switch {
	case title.has(s.lex.numbers["screen-apart"]):
		return Screening{Reason: "the title is about diplomats, visas, taxes or an international organisation", Span: a.Title.Span}
	case labour && !other:
		return Screening{InScope: true, Reason: "the title names a subject of labour migration", Span: a.Title.Span}
	case a.Kind.Value == corpus.KindUnion:
		return Screening{InScope: true, Reason: "trade unions agree", Span: a.Title.Span}
	case other && !labour:
		return Screening{Reason: "the title names another subject", Span: a.Title.Span}
	}
	share, least := s.labourShare(), screenMinShare
	switch {
	case other:
		least = screenMixed
	case slices.Contains([]corpus.Kind{corpus.KindSSA, corpus.KindTrainee}, a.Kind.Value):
		least = screenSameKind
	}
	return Screening{InScope: share >= least, Reason: fmt.Sprintf("%.0f %% of its clauses are about workers and labour", 100*share), Span: a.Title.Span}
}

// titleBits is the concepts of the title fact and of the title segment.
func (s screen) titleBits() bits {
	b := s.d.newBits()
	b.or(s.d.headingBits(s.d.agreement.Title.Span))
	if s.d.agreement.Title.Span.Empty() {
		for i := range s.d.units {
			if u := &s.d.units[i]; u.clause.Part == corpus.SegTitle {
				b.or(u.concepts)
			}
		}
	}
	return b
}

func (s screen) labourShare() float64 {
	labour, all := 0, 0
	for i := range s.d.units {
		u := &s.d.units[i]
		if !bodily(u.clause.Part) {
			continue
		}
		all++
		if u.concepts.has(s.lex.numbers["screen-labour"]) && !u.concepts.has(s.lex.numbers["screen-other"]) {
			labour++
		}
	}
	return share(labour, all)
}
