package rubric

import (
	"fmt"
	"slices"
	"strings"

	"corridor/corpus"
)

// maxExpansion bounds how many plain phrases one written phrase may stand for.
const maxExpansion = 2000

// maxPhrase is how many words a phrase may have.
const maxPhrase = 16

// expandPhrase turns a written phrase with groups into plain sequences of words and word classes:
// "(bear|pay) (the)? cost" becomes "{bear|pay} the cost" and "{bear|pay} cost". It wraps corpus.ErrInvalid.
func expandPhrase(s string) ([][]string, error) {
	p := phraseParser{src: s}
	out, err := p.alternatives(0)
	if err == nil && p.pos < len(p.src) {
		err = p.fail("unexpected %q", p.src[p.pos])
	}
	if err != nil {
		return nil, err
	}
	for _, seq := range out {
		if len(seq) == 0 || strings.Trim(strings.Join(seq, ""), "._") == "" {
			return nil, p.fail("matches nothing or everything")
		}
		if len(seq) > maxPhrase {
			return nil, p.fail("is of more than %d words", maxPhrase)
		}
		if seq[0] == ".." || seq[0] == "_" {
			return nil, p.fail("begins with %q: begin with a word or a number", seq[0])
		}
	}
	return out, nil
}

type phraseParser struct {
	src string
	pos int
}

func (p *phraseParser) fail(format string, args ...any) error {
	return fmt.Errorf("phrase %q: "+format+": %w", append(append([]any{p.src}, args...), corpus.ErrInvalid)...)
}

// alternatives reads sequences parted by "|" up to ")" or the end.
func (p *phraseParser) alternatives(depth int) ([][]string, error) {
	if depth > 4 {
		return nil, p.fail("groups nest too deep")
	}
	var out [][]string
	for {
		seq, err := p.sequence(depth)
		if err != nil {
			return nil, err
		}
		if out == nil {
			out = seq
		} else {
			out = append(out, seq...)
		}
		if len(out) > maxExpansion {
			return nil, p.fail("stands for more than %d phrases", maxExpansion)
		}
		if p.pos >= len(p.src) || p.src[p.pos] != '|' {
			return out, nil
		}
		p.pos++
	}
}

// sequence reads words and groups up to "|", ")" or the end and multiplies their alternatives out.
func (p *phraseParser) sequence(depth int) (out [][]string, err error) {
	out = [][]string{nil}
	for p.pos < len(p.src) && p.src[p.pos] != '|' && p.src[p.pos] != ')' {
		switch p.src[p.pos] {
		case ' ', '\n', '\t':
			p.pos++
		case '(':
			out, err = p.times(out, depth)
		default:
			err = p.word(out)
		}
		if err == nil {
			err = p.apart()
		}
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// times reads a group and multiplies the sequences before it with its alternatives.
func (p *phraseParser) times(out [][]string, depth int) ([][]string, error) {
	group, err := p.group(depth)
	if err != nil {
		return nil, err
	}
	if len(out)*len(group) > maxExpansion {
		return nil, p.fail("stands for more than %d phrases", maxExpansion)
	}
	return product(out, group), nil
}

// apart refuses a group that hangs on a word: "letzter(er|es)" would be two words.
func (p *phraseParser) apart() error {
	if p.pos == 0 || p.pos >= len(p.src) {
		return nil
	}
	before, next := p.src[p.pos-1], p.src[p.pos]
	if next == '(' && !strings.ContainsRune(" \n\t(|'-", rune(before)) || strings.ContainsRune(")*?", rune(before)) && wordStart(next) {
		return p.fail("a group and a word beside it want a space between: write the words out, as in (letzterer|letztere)")
	}
	return nil
}

// wordStart reports whether a byte can begin a word of the lexicon.
func wordStart(c byte) bool { return c >= 0x80 || 'a' <= c && c <= 'z' || c == '=' }

func product(left, right [][]string) [][]string {
	if len(right) == 0 {
		return left
	}
	if len(left) == 1 && len(right) == 1 {
		left[0] = append(left[0], right[0]...)
		return left
	}
	out := make([][]string, 0, len(left)*len(right))
	for _, l := range left {
		for _, r := range right {
			both := make([]string, 0, len(l)+len(r)+2) // a word or two will follow
			out = append(out, append(append(both, l...), r...))
		}
	}
	return out
}

// word reads one word and puts it behind every sequence.
func (p *phraseParser) word(out [][]string) error {
	start := p.pos
	for p.pos < len(p.src) && !strings.ContainsRune(" \n\t()|", rune(p.src[p.pos])) {
		p.pos++
	}
	written := p.src[start:p.pos]
	if strings.Contains(written, "?") {
		return p.fail("%q: a question mark goes behind a group, as in (%s)?", written, strings.ReplaceAll(written, "?", ""))
	}
	if strings.Trim(written, "*=") == "" {
		return p.fail("%q stands for any token: write _ for that", written)
	}
	for i := range out {
		out[i] = appendWord(out[i], written)
	}
	return nil
}

func (p *phraseParser) group(depth int) ([][]string, error) {
	p.pos++
	out, err := p.alternatives(depth + 1)
	if err != nil {
		return nil, err
	}
	if p.pos >= len(p.src) || p.src[p.pos] != ')' {
		return nil, p.fail("a group is not closed")
	}
	p.pos++
	if p.pos < len(p.src) && p.src[p.pos] == '*' {
		p.pos++
		openEnds(out)
	}
	out = oneClass(out)
	if p.pos < len(p.src) && p.src[p.pos] == '?' {
		p.pos++
		out = append(out, nil)
	}
	return out, nil
}

// openEnds puts a wildcard behind the last word of each alternative: "(bear|pay)*" is "(bear*|pay*)".
func openEnds(alternatives [][]string) {
	for _, a := range alternatives {
		if n := len(a); n > 0 && a[n-1] != ".." && a[n-1] != "_" && a[n-1] != "#" {
			a[n-1] = openEnd(a[n-1])
		}
	}
}

// openEnd puts the wildcard behind a word, or behind each word of a class.
func openEnd(word string) string {
	if !strings.HasPrefix(word, "{") {
		return strings.TrimRight(strings.TrimPrefix(word, "="), "*") + "*"
	}
	members := strings.Split(strings.Trim(word, "{}"), "|")
	for i, m := range members {
		members[i] = openEnd(m)
	}
	return "{" + strings.Join(members, "|") + "}"
}

// oneClass folds alternatives that are single words into one element, a word class written "{a|b}", so
// that a phrase of large groups stays one sequence.
func oneClass(alternatives [][]string) [][]string {
	members := make([]string, 0, len(alternatives))
	for _, a := range alternatives {
		if len(a) != 1 || a[0] == ".." || a[0] == "_" || a[0] == "#" {
			return alternatives
		}
		for m := range strings.SplitSeq(strings.Trim(a[0], "{}"), "|") {
			members = append(members, m)
		}
	}
	if len(members) < 2 {
		return alternatives
	}
	slices.Sort(members)
	return [][]string{{"{" + strings.Join(slices.Compact(members), "|") + "}"}}
}

// parting is what stands between the tokens of a written word.
const parting = "-'’./,°"

// appendWord appends a written word, cut where the tokenizer would: at hyphens and apostrophes.
func appendWord(dst []string, w string) []string {
	switch {
	case w == "<n>":
		return append(dst, "#")
	case w == ".." || !strings.ContainsAny(w, parting):
		return append(dst, w)
	}
	return append(dst, strings.FieldsFunc(w, func(r rune) bool { return strings.ContainsRune(parting, r) })...)
}
