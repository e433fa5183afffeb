package store

import (
	"slices"

	"corridor/store/words"
)

// Wanted is what a term looks for, in folded words.
type Wanted struct {
	Match Match
	Words []string // one, or for MatchPhrase any number that stand side by side
	Small bool     // nothing but a small word: "the", "des"
}

// Wanted says what the term looks for. A bare word that is several words of text is a phrase ("pre-departure"),
// unless all but one of them are small ("l'employeur"); so is a word of a script without spaces.
func (t *Term) Wanted() Wanted {
	tokens := words.Scan(nil, t.Text)
	w := Wanted{Match: t.Match}
	signs := false
	for _, tok := range tokens {
		w.Words = append(w.Words, tok.Word)
		signs = signs || tok.Sign
	}
	if signs {
		w.Match = MatchPhrase
	}
	if w.Match != MatchForms {
		return w
	}
	large := slices.DeleteFunc(slices.Clone(w.Words), words.SmallAnywhere)
	switch {
	case len(large) == 1:
		w.Words = large
	case len(w.Words) > 1:
		w.Match = MatchPhrase
	default:
		w.Small = len(large) == 0
	}
	return w
}

// Effective is what a query asks of an index: its tree without the small words that stand beside others, and the
// small words that were left out.
func (q *Query) Effective() (root Node, ignored []string) {
	if q == nil || q.Root == nil {
		return nil, nil
	}
	return withoutSmall(q.Root, &ignored), ignored
}

func withoutSmall(n Node, ignored *[]string) Node {
	switch n := n.(type) {
	case *Or:
		return &Or{n.at, mapped(n.Parts, ignored)}
	case *Not:
		return &Not{n.at, withoutSmall(n.Part, ignored)}
	case *And:
		large := slices.DeleteFunc(slices.Clone(n.Parts), small)
		if len(large) == 0 || len(large) == len(n.Parts) {
			return &And{n.at, mapped(n.Parts, ignored)}
		}
		for _, p := range n.Parts {
			if small(p) {
				*ignored = append(*ignored, p.(*Term).Text)
			}
		}
		if large = mapped(large, ignored); len(large) == 1 {
			return large[0]
		}
		return &And{n.at, large}
	}
	return n
}

func mapped(parts []Node, ignored *[]string) (out []Node) {
	for _, p := range parts {
		out = append(out, withoutSmall(p, ignored))
	}
	return out
}

func small(n Node) bool {
	t, ok := n.(*Term)
	return ok && t.Wanted().Small
}
