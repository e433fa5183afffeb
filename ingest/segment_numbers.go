package ingest

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// number is what can be read from the number of a label. A token such as "I" or "11" has several
// readings; the sequence it stands in tells which one holds. A reading of 0 is none.
type number struct {
	arab  int    // digits, or a number in words; l, I and O of bad scans read as digits
	roman int    // Roman numeral
	alpha int    // letter: a is 1
	worn  int    // what is left when the last digit is a badly read sign of the ordinal: "39" for "3º"
	text  string // normalised, for want of a sequence that says otherwise
	words bool   // written in words: "premier"
	bis   bool   // "3 bis", "3a": may repeat its elder's value
	twice bool   // a doubled letter: "aa"
}

// readings lists the values the number may have, but for the worn one.
func (n number) readings() [3]int { return [3]int{n.arab, n.roman, n.alpha} }

// textFor is the number's normal form when its place in the sequence is v.
func (n number) textFor(v int) string {
	switch {
	case n.bis, v == 0:
		return n.text
	case v == n.arab, v == n.roman:
		return strconv.Itoa(v)
	}
	return n.text
}

// readNumber reads a number at the start of s and returns the bytes it took, or 0.
func readNumber(s string) (number, int) {
	if strings.HasPrefix(s, "(") || strings.HasPrefix(s, "[") {
		inner := strings.TrimLeft(s[1:], " ")
		pad := len(s) - len(inner)
		if n, took := readNumber(inner); took > 0 && strings.HasPrefix(strings.TrimLeft(inner[took:], ". "), ")") {
			return n, pad + took + strings.IndexByte(inner[took:], ')') + 1
		}
		return number{}, 0
	}
	token := leadingToken(s)
	if token == "" || len(token) > 40 {
		return number{}, 0
	}
	if n, took, ok := readDigits(s, token); ok {
		return n, took
	}
	if n, ok := readLetters(token); ok {
		return n, len(token)
	}
	return readWords(s)
}

// leadingToken is the run of letters and digits at the start of s.
func leadingToken(s string) string {
	for i, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) || r == 'º' || r == 'ª' {
			return s[:i]
		}
	}
	return s
}

// readDigits reads "4", "1er", "4º", "12bis", "l4" and "1O".
func readDigits(s, token string) (number, int, bool) {
	end, digits := 0, 0
	for end < len(token) && end < 4 && digitLike(token[end]) {
		if token[end] >= '0' && token[end] <= '9' {
			digits++
		}
		end++
	}
	if digits == 0 || end == 0 {
		return number{}, 0, false
	}
	v, err := strconv.Atoi(strings.Map(undoDigit, token[:end]))
	suffix := fold(token[end:])
	switch {
	case err != nil || v == 0 || v > 999:
		return number{}, 0, false
	case suffix == "" || ordinalSuffix[suffix]:
	case suffix == "bis" || suffix == "ter" || suffix == "quater" || len(suffix) == 1 && suffix[0] >= 'a' && suffix[0] <= 'h':
		return number{arab: v, text: strconv.Itoa(v) + suffix, bis: true}, len(token), true
	default:
		return number{}, 0, false
	}
	n := number{arab: v, text: strconv.Itoa(v)}
	if strings.Trim(token[:end], "1lI") == "" && strings.ContainsAny(token[:end], "lI") {
		n.roman = roman(token[:end]) // "1II" is III as well
	}
	if v >= 10 && v%10 == 9 || v >= 10 && v%10 == 0 {
		n.worn = v / 10
	}
	rest := s[len(token):]
	for _, mark := range []string{"º", "°", "ª"} {
		if strings.HasPrefix(rest, mark) {
			return n, len(token) + len(mark), true
		}
	}
	for _, word := range []string{" bis", " ter", " quater"} {
		if strings.HasPrefix(rest, word) && leadingToken(rest[1:]) == word[1:] {
			n.bis, n.text = true, n.text+word[1:]
			return n, len(token) + len(word), true
		}
	}
	return n, len(token), true
}

var ordinalSuffix = map[string]bool{"er": true, "ere": true, "re": true, "st": true, "nd": true, "rd": true, "th": true,
	"o": true, "ro": true, "do": true, "to": true, "eme": true, "e": true, "ste": true, "de": true, "ter": true}

func digitLike(b byte) bool {
	return b >= '0' && b <= '9' || b == 'l' || b == 'I' || b == 'O' || b == 'o' || b == '|' || b == 'S'
}

func undoDigit(r rune) rune {
	switch r {
	case 'l', 'I', '|':
		return '1'
	case 'O', 'o':
		return '0'
	case 'S':
		return '5'
	}
	return r
}

// readLetters reads Roman numerals and single letters; "II" and "ll" may also be a badly read 11.
func readLetters(token string) (number, bool) {
	var n number
	n.roman = roman(token)
	if utf8.RuneCountInString(token) == 1 && token[0] < utf8.RuneSelf {
		n.alpha = int(token[0]|0x20) - 'a' + 1
		n.text = strings.ToLower(token)
		if token[0] < 'a' {
			n.text = token
		}
	}
	if len(token) == 2 && token[0] == token[1] && token[0] >= 'a' && token[0] <= 'h' {
		n.alpha, n.text, n.twice = int(token[0]-'a')+1, token, true
	}
	if strings.Trim(token, "lI|") == "" && len(token) <= 2 || token == "lO" || token == "IO" || token == "S" {
		n.arab, _ = strconv.Atoi(strings.Map(undoDigit, token))
	}
	if f := fold(token); f == "ler" || f == "ier" {
		n.arab = 1
	}
	if n.text == "" && n.roman > 0 {
		n.text = strconv.Itoa(n.roman)
	}
	if n.text == "" && n.arab > 0 {
		n.text = strconv.Itoa(n.arab)
	}
	return n, n.text != ""
}

// roman reads a Roman numeral up to 199 in one letter case, l and 1 taken for I; 0 is none.
func roman(token string) int {
	if len(token) == 0 || len(token) > 9 || mixedCase(token) {
		return 0
	}
	total, last := 0, 1000
	for i := 0; i < len(token); i++ {
		v := romanDigit(token[i])
		if v == 0 {
			return 0
		}
		if v > last {
			total -= 2 * last
		}
		total, last = total+v, v
	}
	if total <= 0 || total > 199 || len(romanOf(total)) != len(token) {
		return 0
	}
	return total
}

// mixedCase reports whether small and capital letters stand in the token, l apart, which may be an I.
func mixedCase(token string) bool {
	small, capital := false, false
	for i := range len(token) {
		switch c := token[i]; {
		case c == 'l' || c == '1':
		case c >= 'a':
			small = true
		default:
			capital = true
		}
	}
	return small && capital
}

func romanDigit(b byte) int {
	switch b {
	case 'I', 'i', 'l', '1':
		return 1
	case 'V', 'v':
		return 5
	case 'X', 'x':
		return 10
	case 'L':
		return 50
	case 'C', 'c':
		return 100
	}
	return 0
}

func romanOf(v int) string {
	var b strings.Builder
	for _, step := range []struct {
		v int
		s string
	}{{100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for ; v >= step.v; v -= step.v {
			b.WriteString(step.s)
		}
	}
	return b.String()
}

// readWords reads a number in words: "premier", "PRIMERO", "twenty-first", "vigésimo segundo".
func readWords(s string) (number, int) {
	v, took := wordNumber(clip(s, 48))
	if took == 0 || v < 1 || v > 199 {
		return number{}, 0
	}
	return number{arab: v, text: strconv.Itoa(v), words: true}, took
}
