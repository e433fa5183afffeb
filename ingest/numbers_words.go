package ingest

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// units holds the cardinal and ordinal words of five languages, folded. No word has two values.
var units = sync.OnceValue(func() map[string]int {
	return wordTable(map[int]string{
		1:  "one first un une premier premiere uno una primero primera primer unico unica unique eins ein eine einen erste erster erstes ersten een eerste sole only",
		2:  "two second deux deuxieme seconde dos segundo segunda zwei zweite zweiter zweites zweiten twee tweede",
		3:  "three third trois troisieme tres tercero tercera tercer drei dritte dritter drittes dritten drie derde",
		4:  "four fourth quatre quatrieme cuatro cuarto cuarta vier vierte vierter viertes vierten vierde",
		5:  "five fifth cinq cinquieme cinco quinto quinta funf fuenf funfte funfter funftes funften vijf vijfde",
		6:  "six sixth sixieme seis sexto sexta sechs sechste sechster sechsten zes zesde",
		7:  "seven seventh sept septieme siete septimo septima sieben siebte siebter siebten siebente zeven zevende",
		8:  "eight eighth huit huitieme ocho octavo octava acht achte achter achten achtste",
		9:  "nine ninth neuf neuvieme nueve noveno novena neun neunte neunter neunten negen negende",
		10: "ten tenth dix dixieme diez decimo decima zehn zehnte zehnter zehnten tien tiende",
		11: "eleven eleventh onze onzieme once undecimo undecima elf elfte elfter elften elfde",
		12: "twelve twelfth douze douzieme doce duodecimo duodecima zwolf zwoelf zwolfte zwolften twaalf twaalfde",
		13: "thirteen thirteenth treize treizieme trece decimotercero decimotercera decimotercer dertien dertiende dreizehn dreizehnte dreizehnten",
		14: "fourteen fourteenth quatorze quatorzieme catorce decimocuarto decimocuarta veertien veertiende vierzehn vierzehnte vierzehnten",
		15: "fifteen fifteenth quinze quinzieme quince decimoquinto decimoquinta vijftien vijftiende funfzehn funfzehnte funfzehnten",
		16: "sixteen sixteenth seize seizieme dieciseis decimosexto decimosexta zestien zestiende sechzehn sechzehnte sechzehnten",
		17: "seventeen seventeenth diecisiete decimoseptimo decimoseptima zeventien zeventiende siebzehn siebzehnte siebzehnten",
		18: "eighteen eighteenth dieciocho decimoctavo decimoctava achttien achttiende achtzehn achtzehnte achtzehnten",
		19: "nineteen nineteenth diecinueve decimonoveno decimonovena negentien negentiende neunzehn neunzehnte neunzehnten",
		20: "twenty twentieth vingt vingtieme veinte vigesimo vigesima zwanzig zwanzigste zwanzigsten twintig twintigste",
		21: "veintiuno veintiun veintiuna", 22: "veintidos", 23: "veintitres", 24: "veinticuatro", 25: "veinticinco",
		26: "veintiseis", 27: "veintisiete", 28: "veintiocho", 29: "veintinueve",
		30: "thirty thirtieth trente trentieme treinta trigesimo trigesima dreissig dreissigste dreissigsten dertig dertigste",
		40: "forty fortieth quarante quarantieme cuarenta cuadragesimo vierzig vierzigste veertig veertigste",
		50: "fifty fiftieth cinquante cinquantieme cincuenta funfzig vijftig", 60: "sixty soixante sesenta sechzig zestig",
		70: "seventy septante setenta siebzig zeventig", 80: "eighty octante huitante ochenta achtzig tachtig",
		90: "ninety nonante noventa neunzig negentig", 200: "doscientos", 300: "trescientos", 400: "cuatrocientos",
		500: "quinientos", 600: "seiscientos", 700: "setecientos", 800: "ochocientos", 900: "novecientos",
	})
})

// scales multiply what stands before them.
var scales = sync.OnceValue(func() map[string]int {
	return wordTable(map[int]string{
		20:   "vingts",
		100:  "hundred cent cents cien ciento hundert honderd",
		1000: "thousand mille mil tausend duizend",
	})
})

func wordTable(rows map[int]string) map[string]int {
	out := map[string]int{}
	for v, words := range rows {
		for _, w := range strings.Fields(words) {
			out[w] = v
		}
	}
	return out
}

// wordNumber reads a number in words at the start of s, however many words it has ("mil novecientos
// noventa y ocho", "neunzehnhundertvierundsechzig"), and returns its value and the bytes it took.
func wordNumber(s string) (value, took int) {
	var acc wordSum
	pos, joiner := 0, false
	for words := 0; words < 12; words++ {
		start := pos
		for start < len(s) && (s[start] == ' ' || s[start] == '-' || s[start] == '\n') && took > 0 {
			start++
		}
		end := wordEnd(s, start)
		if end == start {
			break
		}
		w := fold(s[start:end])
		if took > 0 && !joiner && (w == "and" || w == "et" || w == "y" || w == "en" || w == "und") {
			joiner, pos = true, end
			continue
		}
		if !acc.add(w, took > 0) {
			break
		}
		joiner, pos, took = false, end, end
	}
	return acc.value(), took
}

func wordEnd(s string, i int) int {
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		if !unicode.IsLetter(r) {
			break
		}
		i += n
	}
	return i
}

// wordSum adds number words up as they are read.
type wordSum struct {
	total, group int
	last         int // the last unit added; a smaller one must follow
}

func (a *wordSum) value() int { return a.total + a.group }

// add takes one more word, or reports that it does not carry the number on.
func (a *wordSum) add(w string, more bool) bool {
	if v, ok := scales()[w]; ok {
		return a.scale(v)
	}
	if w == "vingt" && a.group%100 == 4 { // quatre-vingt-six
		return a.scale(20)
	}
	v, ok := units()[w]
	if !ok {
		if v = compound(w); v == 0 {
			return false
		}
	}
	if more && !a.follows(v) {
		return false
	}
	a.group, a.last = a.group+v, v
	if v >= 100 {
		a.last = 100
	}
	return true
}

// follows reports whether v may stand after what was read: tens after hundreds, units after tens, and
// ten to nineteen after sixty and eighty, as French has it.
func (a *wordSum) follows(v int) bool {
	switch {
	case a.last == 0, a.last >= 100 && v < 100, a.last >= 1000 && v < 1000:
		return true
	case a.group%100 == 60 || a.group%100 == 80:
		return v < 20
	case a.last >= 20 && v < 10 || a.last == 10 && v < 10:
		return true
	case a.last >= 13 && a.last <= 20 && v >= 10 && a.total == 0: // "nineteen sixty-four"
		a.group *= 100
		return true
	}
	return false
}

func (a *wordSum) scale(v int) bool {
	switch {
	case v == 1000 && a.total == 0:
		a.total, a.group, a.last = max(a.group, 1)*1000, 0, 1000
	case v == 100 && a.group < 100:
		a.group, a.last = max(a.group, 1)*100, 100
	case v == 20 && a.group%100 == 4:
		a.group, a.last = a.group-4+80, 80
	default:
		return false
	}
	return true
}

// compound reads the written-together numbers of German and Dutch: "vierundzwanzig", "tweeduizendvijf".
func compound(w string) int {
	if len(w) < 6 || len(w) > 60 {
		return 0
	}
	for _, s := range []struct {
		word  string
		scale int
	}{{"tausend", 1000}, {"duizend", 1000}, {"hundert", 100}, {"honderd", 100}} {
		if i := strings.Index(w, s.word); i >= 0 {
			return scaled(w[:i], strings.TrimPrefix(strings.TrimPrefix(w[i+len(s.word):], "und"), "en"), s.scale)
		}
	}
	for _, joint := range []string{"und", "en"} {
		for i := 2; i+len(joint) < len(w); i++ {
			if strings.HasPrefix(w[i:], joint) {
				u, t := units()[w[:i]], units()[w[i+len(joint):]]
				if u > 0 && u < 10 && t >= 20 && t < 100 {
					return u + t
				}
			}
		}
	}
	return 0
}

func scaled(head, tail string, scale int) int {
	h, t := 1, 0
	if head != "" {
		if h = simple(head); h == 0 {
			return 0
		}
	}
	if tail != "" && tail != "ste" && tail != "te" {
		if t = simple(tail); t == 0 {
			return 0
		}
	}
	return h*scale + t
}

func simple(w string) int {
	if v := units()[w]; v > 0 {
		return v
	}
	return compound(w)
}
