package rubric

import (
	"unicode"
	"unicode/utf8"
)

// token is a word or number of the text. Offsets are into the agreement's text.
type token struct {
	start, end int32
	brk        breakKind // what stands between the token before and this one
	number     bool
	word       *wordInfo
}

// breakKind is how strongly two neighbouring tokens are parted.
type breakKind uint8

const (
	noBreak   breakKind = iota
	softBreak           // comma, bracket, colon
	hardBreak           // semicolon or line end: a new limb of the same sentence
	fullBreak           // a new sentence
)

// tokenizer cuts a stretch of text into tokens. It is linear and never backtracks.
type tokenizer struct {
	text string
	pos  int
	end  int
}

// next returns the next token, or false at the end.
func (z *tokenizer) next() (token, bool) {
	brk, stop := noBreak, false
	for z.pos < z.end {
		if z.text[z.pos] == ' ' {
			z.pos++
			continue
		}
		r, size := z.rune()
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if stop && (unicode.IsUpper(r) || unicode.IsDigit(r)) {
				brk = fullBreak
			} else if stop {
				brk = max(brk, softBreak)
			}
			return z.scan(brk), true
		case r == '.' || r == '?' || r == '!':
			stop = true
		case r == '\n' && z.pos+1 < z.end && z.text[z.pos+1] == '\n':
			brk, stop = fullBreak, false
		default:
			brk = max(brk, z.punct(r))
		}
		z.pos += size
	}
	return token{}, false
}

func (z *tokenizer) rune() (rune, int) {
	if c := z.text[z.pos]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	return utf8.DecodeRuneInString(z.text[z.pos:z.end])
}

func (z *tokenizer) punct(r rune) breakKind {
	switch r {
	case ';', '\n', '•':
		return hardBreak
	case ',', ':', '(', ')', '—', '–':
		return softBreak
	}
	return noBreak
}

// scan reads one word or number starting at pos.
func (z *tokenizer) scan(brk breakKind) token {
	t := token{start: int32(z.pos), brk: brk}
	first, _ := z.rune()
	t.number = unicode.IsDigit(first)
	for {
		z.pos += wordBytes(z.text[z.pos:z.end])
		if z.pos == z.end || z.text[z.pos] < utf8.RuneSelf {
			break
		}
		r, size := z.rune()
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r) {
			break
		}
		z.pos += size
	}
	t.end = int32(z.pos)
	return t
}

// wordBytes counts the ASCII letters and digits that s begins with.
func wordBytes(s string) int {
	for i := range len(s) {
		if !wordByte[s[i]] {
			return i
		}
	}
	return len(s)
}

// wordByte tells the ASCII letters and digits.
var wordByte = func() (t [256]bool) {
	for c := range t {
		t[c] = '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
	}
	return t
}()

// tokenize appends the tokens of text[start:end] to dst, with words looked up in the vocabulary.
func tokenize(dst []token, text string, start, end int, r *reader) []token {
	z := tokenizer{text: text, pos: start, end: end}
	first := len(dst)
	for {
		t, ok := z.next()
		if !ok {
			return dst
		}
		t.word = r.lookup(text, int(t.start), int(t.end))
		if r.noisy && len(dst) > first && joins(text, &dst[len(dst)-1], t, r) {
			continue
		}
		if t.brk == fullBreak && len(dst) > first && !endsSentence(text, dst[len(dst)-1], t) {
			t.brk = softBreak
		}
		dst = append(dst, t)
	}
}

// joins makes one token of two that scanning split, when neither half means anything and both together
// are a long word of the lexicon: "recruit ment".
func joins(text string, before *token, t token, r *reader) bool {
	if t.brk != noBreak || t.number || before.number || t.start-before.end != 1 || before.word.known() || t.word.known() {
		return false
	}
	whole := text[before.start:before.end] + text[t.start:t.end]
	if len(whole) < minFuzzy {
		return false
	}
	w := r.find(whole)
	if !w.known() {
		return false
	}
	before.end, before.word = t.end, w
	return true
}

// endsSentence tells a full stop from the point of an abbreviation or an ordinal: "Art. 5", "No. 47",
// "2. März", "d. h.".
func endsSentence(text string, before, t token) bool {
	gap := text[before.end:t.start]
	for i := 0; i < len(gap); i++ {
		if gap[i] == '\n' {
			return true
		}
	}
	if t.number && before.end-before.start <= 5 && !before.number {
		return false
	}
	if before.end-before.start <= 2 && !before.number {
		return false
	}
	if before.number && before.end-before.start <= 2 {
		return false
	}
	return !before.word.abbreviation
}

// abbreviations are the folded words after which a point ends no sentence.
var abbreviations = map[string]bool{
	"art": true, "arts": true, "para": true, "paras": true, "par": true, "abs": true, "nr": true, "nrs": true,
	"no": true, "nos": true, "num": true, "inc": true, "mr": true, "mrs": true, "dr": true, "exc": true,
	"bzw": true, "usw": true, "etc": true, "evtl": true, "einschl": true, "ggf": true, "sog": true, "vgl": true,
	"enz": true, "jr": true, "bijv": true, "resp": true, "lid": true, "sr": true, "sra": true, "srta": true,
	"cf": true, "ibid": true, "vol": true, "sect": true, "sec": true, "ziff": true, "bst": true, "lit": true,
	"excmo": true, "hon": true, "st": true, "ste": true, "mm": true, "mme": true, "gem": true, "zzgl": true,
}
