package rubric

import (
	"slices"
	"strconv"
	"strings"

	"corridor/corpus"
)

// signalYAML is the written form of a signal; the package comment is its manual.
type signalYAML struct {
	All     []word `yaml:"all"`
	None    []word `yaml:"none"`
	Context []word `yaml:"context"`
	Without []word `yaml:"without"`
	Heading []word `yaml:"heading"`
	Kinds   []word `yaml:"kinds"`
	Place   word   `yaml:"place"`
	In      word   `yaml:"in"`
	Near    word   `yaml:"near"`
	Level   word   `yaml:"level"`
	Firm    word   `yaml:"firm"`
	Say     word   `yaml:"say"`
}

func (y signalYAML) compile(lex *Lexicon) (Signal, error) {
	s := Signal{Say: y.Say.text, Firm: y.Firm.text == "true", Level: Operative}
	if len(y.All) == 0 {
		return s, y.Say.fail("a signal needs at least one term in \"all\"")
	}
	if len(y.All) > maxTerms {
		return s, y.All[maxTerms].fail("a signal has at most %d terms in \"all\"", maxTerms)
	}
	for _, part := range []struct {
		from []word
		to   *[]Term
	}{{y.All, &s.All}, {y.None, &s.None}, {y.Context, &s.Context}, {y.Without, &s.Without}, {y.Heading, &s.Heading}} {
		for _, w := range part.from {
			t, err := parseTerm(w, lex)
			if err != nil {
				return s, err
			}
			*part.to = append(*part.to, t)
		}
	}
	s.all = lex.set(nil)
	for _, t := range s.All {
		s.all.or(t.any)
	}
	return s, y.options(&s)
}

func (y signalYAML) options(s *Signal) (err error) {
	for _, w := range y.Kinds {
		k, err := corpus.ParseKind(w.text)
		if err != nil {
			return w.fail("%v", err)
		}
		s.Kinds = append(s.Kinds, k)
	}
	if y.Level.text != "" {
		if s.Level, err = ParseLevel(y.Level.text); err != nil || s.Level == Absent || s.Level == NA {
			return y.Level.fail("level %q: one of operative, weak, contrary is expected", y.Level.text)
		}
	}
	if s.Place, err = choose[Place](y.Place, "text", "body", "title", "preamble", "any"); err != nil {
		return err
	}
	if s.In, err = choose[Scope](y.In, "sentence", "clause", "article"); err != nil {
		return err
	}
	if y.Near.text != "" {
		if s.Near, err = strconv.Atoi(y.Near.text); err != nil || s.Near < 0 {
			return y.Near.fail("near %q: a number of tokens is expected", y.Near.text)
		}
	} else if s.In == InSentence {
		s.Near = DefaultNear
	}
	return nil
}

// choose reads one of a few names; the first is the default.
func choose[T ~int8](w word, names ...string) (T, error) {
	if w.text == "" {
		return 0, nil
	}
	if i := slices.Index(names, w.text); i >= 0 {
		return T(i), nil
	}
	return 0, w.fail("%q: one of %s is expected", w.text, strings.Join(names, ", "))
}

// parseTerm reads "a|b", "not:a", "a ~6 b|c" or "a >6 b".
func parseTerm(w word, lex *Lexicon) (Term, error) {
	t := Term{}
	src := w.text
	if rest, ok := strings.CutPrefix(src, "not:"); ok {
		t.Polar, src = Negated, rest
	} else if rest, ok := strings.CutPrefix(src, "yes:"); ok {
		t.Polar, src = Plain, rest
	}
	parts := strings.Fields(src)
	switch len(parts) {
	case 1, 3:
	default:
		return t, w.fail("term %q: a concept, or two joined by ~N or >N, is expected", w.text)
	}
	var err error
	if t.Any, err = conceptList(parts[0], w, lex); err != nil {
		return t, err
	}
	t.any = lex.set(t.Any)
	if len(parts) == 1 {
		return t, nil
	}
	gap := parts[1]
	t.Ordered = gap[0] == '>'
	if t.Gap, err = strconv.Atoi(gap[1:]); err != nil || t.Gap < 0 || (gap[0] != '~' && gap[0] != '>') {
		return t, w.fail("term %q: ~N or >N is expected between the concepts", w.text)
	}
	t.Next, err = conceptList(parts[2], w, lex)
	t.next = lex.set(t.Next)
	return t, err
}

func conceptList(s string, w word, lex *Lexicon) ([]int, error) {
	var out []int
	for name := range strings.SplitSeq(s, "|") {
		n, err := lex.number(name, w)
		if err != nil {
			return nil, err
		}
		out = append(out, n)
	}
	return out, nil
}
