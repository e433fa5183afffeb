package ingest

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/encoding/charmap"
)

// charsetGuess is the encoding of one byte a letter that fits a text best, and the next best that would
// read it differently.
type charsetGuess struct {
	name    string
	charmap *charmap.Charmap
	score   float64
	letters int // bytes that tell encodings apart
	next    string
	margin  float64 // by how much it is better than the next
}

// charsets are the encodings that are tried. Of two that read a text alike the first is named.
var charsets = []struct {
	name    string
	charmap *charmap.Charmap
}{
	{"iso-8859-1", charmap.ISO8859_1}, {"windows-1252", charmap.Windows1252}, {"iso-8859-15", charmap.ISO8859_15},
	{"iso-8859-2", charmap.ISO8859_2}, {"windows-1250", charmap.Windows1250},
	{"iso-8859-9", charmap.ISO8859_9}, {"windows-1254", charmap.Windows1254},
	{"iso-8859-5", charmap.ISO8859_5}, {"windows-1251", charmap.Windows1251},
	{"iso-8859-6", charmap.ISO8859_6}, {"windows-1256", charmap.Windows1256},
}

const (
	guessBytes   = 128 << 10 // of a text that are looked at
	doubtLetters = 3         // letters that are needed to be sure, where there are any and not signs alone
	doubtMargin  = 3         // points that the best must be ahead of the next to be sure
)

// guessCharset chooses the encoding whose reading of the bytes looks most like a language.
func guessCharset(data []byte) charsetGuess {
	sample := highBytes(data)
	words := commonWords(data[:min(len(data), guessBytes)])
	best, texts := []charsetGuess{}, map[string]string{}
	for _, c := range charsets {
		runes := make([]rune, len(sample))
		for i, b := range sample {
			runes[i] = c.charmap.DecodeByte(b)
		}
		texts[c.name] = string(runes)
		g := charsetGuess{name: c.name, charmap: c.charmap}
		g.score, g.letters = fitness(sample, runes, words)
		best = append(best, g)
	}
	slices.SortStableFunc(best, func(a, b charsetGuess) int {
		switch {
		case a.score > b.score:
			return -1
		case a.score < b.score:
			return 1
		}
		return 0
	})
	g := best[0]
	for _, o := range best[1:] {
		if texts[o.name] != texts[g.name] {
			g.next, g.margin = o.name, g.score-o.score
			break
		}
	}
	return g
}

// doubt says what is uncertain about a guess, or "".
func (g charsetGuess) doubt() string {
	if (g.letters >= doubtLetters || g.letters == 0) && g.margin >= doubtMargin {
		return ""
	}
	return fmt.Sprintf("the encoding is a guess from %d letters: read as %s, but it may be %s: look at the letters with accents", g.letters, g.name, g.next)
}

// highBytes is the bytes outside of ASCII with the letter before and behind each, as far as they tell
// encodings apart: what lies between is one space.
func highBytes(data []byte) []byte {
	var out []byte
	for i, b := range data {
		near := b >= 0x80 || i > 0 && data[i-1] >= 0x80 || i+1 < len(data) && data[i+1] >= 0x80
		switch {
		case near:
			out = append(out, b)
		case len(out) > 0 && out[len(out)-1] != ' ':
			out = append(out, ' ')
		}
		if len(out) >= guessBytes {
			break
		}
	}
	return out
}

// fitness scores a reading: by the letters of the language that suits it best, by signs that stand where
// they may, and by what no text holds. It also counts the letters that are not ASCII.
func fitness(sample []byte, runes []rune, words map[string]float64) (score float64, letters int) {
	counts := map[rune]int{}
	for i, r := range runes {
		if sample[i] < 0x80 {
			continue
		}
		before, after := runeAt(runes, i-1), runeAt(runes, i+1)
		if unicode.IsLetter(r) && r != 'ª' && r != 'º' {
			counts[r]++
			letters++
			score += letterFit(r, before, after)
			continue
		}
		score += signFit(r, before, after)
	}
	best := -1e9
	for lang, letters := range alphabets {
		s := words[lang] * float64(min(len(counts), 4))
		for r, n := range counts {
			s += float64(n) * letterWeight(letters, unicode.ToLower(r))
		}
		best = max(best, s)
	}
	return score + best, letters
}

func runeAt(runes []rune, i int) rune {
	if i < 0 || i >= len(runes) {
		return ' '
	}
	return runes[i]
}

// letterFit judges a letter by its neighbours: of another script, or a capital behind a small letter.
func letterFit(r, before, after rune) float64 {
	score := 0.0
	for _, n := range []rune{before, after} {
		if unicode.IsLetter(n) && unicode.Is(unicode.Latin, n) != unicode.Is(unicode.Latin, r) {
			score -= 3
		}
	}
	if unicode.IsUpper(r) && unicode.IsLower(before) {
		score -= 3
	}
	return score
}

// signFit judges a sign that is no letter by its neighbours.
func signFit(r, before, after rune) float64 {
	inside := unicode.IsLetter(before) && unicode.IsLetter(after)
	switch {
	case r == unicode.ReplacementChar || unicode.IsControl(r):
		return -8
	case r == '\u00a0' || r == '\u00ad' || r == '\u200c' || r == '\u200d' || r == '\u200e' || r == '\u200f':
		return 0.1
	case r == '’':
		return 0.5
	case inside:
		return -3
	case strings.ContainsRune("“”„‘‚«»‹›–—…•§€°ºª№¿¡،؛؟·", r):
		return 0.5
	}
	return -1
}

// letterWeight is how far a letter speaks for an alphabet, whose letters stand in falling frequency.
func letterWeight(letters string, r rune) float64 {
	i := strings.IndexRune(letters, r)
	switch {
	case i < 0:
		return -2
	case i < 8: // four letters of two bytes
		return 1.5
	case i < 24:
		return 1
	}
	return 0.6
}

// alphabets are the letters outside of ASCII of each language, the frequent ones first.
var alphabets = map[string]string{
	"fr": "éàèêçùîôâûœëïüÿæ", "es": "óíáéúñü", "pt": "ãçáéíóêõâúàô", "it": "àèùòéì", "de": "üäöß", "nl": "ëéïèöüê", "sv": "äåöé", "da": "øåæé",
	"en": "éèïöç", "pl": "łąęóżśćńź", "cs": "íáéěřčžýšůúťďňó", "sk": "áíéčžýúšľťôňďäóŕĺ", "hu": "éáőóöíüúű", "ro": "ăîşţâșț", "hr": "čžšćđ", "tr": "ıüşğöçİâîiû",
	"ru": "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё", "uk": "оаниіветрслкмдупяьзгбчйхжїшюцєщфґ'", "bg": "аиоетнрсвлкдпмзябугчъщцйжхшюфь", "sr": "аоиеснртјувкдмпзлгбшчцжхњљћфђџ",
	"ar": "اليمنترهوعبدسقفكحةجصشطأخضزذثغإىءظئؤآ", "fa": "اینردهمتوسشبکخلگپعچقفحجزصطغضژثظذء", "ur": "اکیرےہنوسمتلبدگپعچقفحجزصشھںٹڈ",
}

// stopWords are common words of languages that are written with ASCII letters mostly.
var stopWords = map[string]string{
	"fr": " le la les des et du que dans pour par sur une est ", "es": " el los las del que por para con una su se ", "pt": " o os da do das que para com uma em no na ",
	"it": " il che di della per con una sono dei gli ", "de": " der die und den von mit des das ist im auf dem ", "nl": " de het van een en in voor met zijn te op ",
	"en": " the of and to in for by shall be with ", "pl": " w na do z nie oraz lub jest przez ", "cs": " v na se je pro nebo podle ze ", "sk": " v na sa je pre alebo podla zo ",
	"hu": " a az egy nem vagy meg hogy is ", "ro": " de la si in cu pe pentru din sau ", "hr": " i u na za se ili od do ", "tr": " ve bir bu ile veya olarak ",
	"sv": " och att det som av den med ", "da": " og at det af den til som med ",
}

// commonWords is how much of a text is common words of each language, as a share of the most, [0, 1].
func commonWords(data []byte) map[string]float64 {
	hits := map[string]float64{}
	most := 1.0
	for w := range strings.FieldsFuncSeq(strings.ToLower(string(data)), func(r rune) bool { return r < 'a' || r > 'z' }) {
		for lang, words := range stopWords {
			if strings.Contains(words, " "+w+" ") {
				hits[lang]++
				most = max(most, hits[lang])
			}
		}
	}
	for lang := range hits {
		hits[lang] /= most
	}
	return hits
}
