package ingest

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/abadojack/whatlanggo"
)

// voice is a language: an index into tongues, or that of a script that only one language writes.
type voice int

// voices is how many there are, at most.
const voices = 64

// code names the voice by its BCP 47 base.
func (v voice) code() string {
	if int(v) < len(tongues) {
		return tongues[v].code
	}
	return scriptTongues[int(v)-len(tongues)]
}

// voiceOf is the voice with the code, or -1.
func voiceOf(code string) voice {
	for v := range voice(len(tongues) + int(scriptCount)) {
		if v.code() == code {
			return v
		}
	}
	return -1
}

// tally is what speaks for each language in a piece of text.
type tally struct {
	score   [voices]float32
	letters int // of any script, an ideograph for three
}

const (
	shortWord    = 0.5  // what a small word of one letter says; a longer one says 1
	ownLetter    = 0.6  // what a letter says that few languages write
	maxOwn       = 4    // such letters that count in one piece
	scriptLetter = 0.15 // what every letter says for the languages of its script
)

// listen adds up what speaks for each language in s: its script, its small words, its own letters.
func (t *tally) listen(s string) {
	var word [32]byte
	n, runes, own := 0, 0, 0
	var count [scriptCount]int
	end := func() {
		t.word(word[:n], runes)
		n, runes = 0, 0
	}
	for _, r := range s {
		sc := scriptOf(r)
		if sc == noScript {
			end()
			continue
		}
		count[sc]++
		r = unicode.ToLower(r)
		if r >= 0x80 && own < maxOwn {
			for _, v := range tongueLetters()[r] {
				t.score[v] += ownLetter
				own++
			}
		}
		if runes++; n+utf8.RuneLen(r) <= len(word) {
			n += utf8.EncodeRune(word[n:], r)
		} else {
			runes = len(word) // too long for a small word
		}
	}
	end()
	t.scripts(count)
}

// word counts one word of the given number of runes.
func (t *tally) word(w []byte, runes int) {
	if len(w) == 0 || runes > 16 {
		return
	}
	weight := float32(1)
	if runes == 1 {
		weight = shortWord
	}
	for _, v := range tongueWords()[string(w)] {
		t.score[v] += weight
	}
}

func (t *tally) scripts(count [scriptCount]int) {
	for s, n := range count {
		if n == 0 {
			continue
		}
		t.letters += n * scriptWeight(script(s))
		if scriptTongues[s] != "" {
			t.score[len(tongues)+s] += scriptLetter * float32(n*scriptWeight(script(s)))
		}
	}
	for i := range tongues {
		t.score[i] += scriptLetter * float32(count[tongues[i].script])
	}
	if t.score[len(tongues)+int(kana)] > 0 { // Japanese is written with Chinese characters too
		t.score[len(tongues)+int(kana)] += t.score[len(tongues)+int(han)]
		t.score[len(tongues)+int(han)] = 0
	}
}

// best is the voice that most speaks for, and by how much it leads.
func (t *tally) best() (v voice, lead float32) {
	first, second := -1, -1
	for i, x := range t.score {
		switch {
		case first < 0 || x > t.score[first]:
			first, second = i, first
		case second < 0 || x > t.score[second]:
			second = i
		}
	}
	return voice(first), t.score[first] - t.score[second]
}

// decided is how far a line's best language must lead to be believed.
const decided = 1.5

// detectLanguage names the language of most of the text by its BCP 47 base, or "und".
func detectLanguage(text string) string {
	var letters [voices]int
	var all tally
	for piece := range pieces(text) {
		var t tally
		t.listen(piece)
		all.add(&t)
		if v, lead := t.best(); lead >= decided {
			letters[v] += t.letters
		}
	}
	if all.letters < 20 {
		return "und"
	}
	if v := slices.Index(letters[:], slices.Max(letters[:])); letters[v] > 0 {
		return voice(v).code()
	}
	if v, lead := all.best(); lead >= decided {
		return v.code()
	}
	return otherLanguage(text)
}

func (t *tally) add(o *tally) {
	for i, x := range o.score {
		t.score[i] += x
	}
	t.letters += o.letters
}

// maxPiece is the longest piece of text that is listened to at once, in bytes.
const maxPiece = 600

// pieces cuts a text into lines, and long lines into pieces.
func pieces(text string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for text != "" {
			piece := clip(text, maxPiece)
			if i := strings.IndexByte(piece, '\n'); i >= 0 {
				piece = piece[:i+1]
			}
			if piece == "" || !yield(piece) {
				return
			}
			text = text[len(piece):]
		}
	}
}

// languageSample is how many bytes are shown to the library: enough for certainty, little enough for speed.
const languageSample = 3000

// otherLanguage asks the library for languages that are not known by their small words.
func otherLanguage(text string) string {
	if code := whatlanggo.Detect(clip(text, languageSample)).Lang.Iso6391(); code != "" {
		return code
	}
	return "und"
}
