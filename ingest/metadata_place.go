package ingest

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"corridor/corpus"
)

// placeWords lead to the name of a place.
var placeWords = wordSet("at in a en zu te of")

// cityWords stand between the preposition and the name: "in the city of", "en la ciudad de".
var cityWords = phraseList(`
the city of
the town of
la ciudad de
la ville de
der stadt
de stad`)

// dateLeads stand between a place and a date: "Berne, le 8 octobre".
var dateLeads = wordSet("on this the le el a los la am den dem de op on dated dia")

// placeReach is how far from the date, in bytes, the place is looked for.
const placeReach = 260

// readPlace finds where the agreement was signed: the place that stands by the date of signature, before it
// or after it, or else behind the words of the closing formula.
func (r *factReader) readPlace(signed corpus.Fact[corpus.Date]) corpus.Fact[string] {
	fact := func(s corpus.Span, conf float64) corpus.Fact[string] {
		return corpus.Fact[string]{Value: printed(r.text, s), Span: s, Confidence: conf}
	}
	if d := signed.Span; !d.Empty() {
		from := runeFloor(r.text, max(r.partStart(d.Start), d.Start-placeReach))
		if s := r.placeBefore(from, d.Start); !s.Empty() {
			return fact(s, 0.9)
		}
		end := runeFloor(r.text, min(len(r.text), d.End+80))
		if i := strings.IndexByte(r.text[d.End:end], '\n'); i >= 0 {
			end = d.End + i
		}
		if s := r.placeAfter(d.End, end); !s.Empty() {
			return fact(s, 0.85)
		}
	}
	if t := r.span(corpus.SegTestimony); !t.Empty() {
		if s := r.placeAfter(t.Start, t.End); !s.Empty() {
			return fact(s, 0.6)
		}
	}
	return corpus.Fact[string]{}
}

// partStart is where the top-level part begins in which an offset lies.
func (r *factReader) partStart(at int) int {
	for _, s := range r.segs {
		if s.Span.Start <= at && at < s.Span.End {
			return s.Span.Start
		}
	}
	return 0
}

// placeBefore finds the place nearest before a date: a name behind a preposition, or one that only a comma
// parts from the date.
func (r *factReader) placeBefore(from, to int) corpus.Span {
	words := wordsOf(r.text[from:to], from)
	for len(words) > 0 && (dateLeads.has(words[len(words)-1].fold) || weekday(words[len(words)-1].fold)) {
		words = words[:len(words)-1]
	}
	n := len(words)
	if n == 0 {
		return corpus.Span{}
	}
	if gap := strings.TrimLeft(r.text[words[n-1].end:to], " "); strings.HasPrefix(gap, ",") && capital(r.text, words[n-1]) && !r.ledTo(words) {
		if s := r.nameBack(words); !s.Empty() {
			return s
		}
	}
	for i := n - 1; i >= 0; i-- {
		if placeWords.has(words[i].fold) {
			if s := r.placeAt(words[i].end, to); !s.Empty() {
				return s
			}
		}
	}
	return corpus.Span{}
}

// ledTo reports whether a preposition leads to the names that end the words: "en Tapachula, Chiapas,".
func (r *factReader) ledTo(words []word) bool {
	for i := len(words) - 1; i > 0 && i > len(words)-8; i-- {
		switch f := words[i].fold; {
		case placeWords.has(f) && f != "of":
			return true
		case !capital(r.text, words[i]) && !placeLinks.has(f) && f != "ciudad" && f != "city" && f != "ville":
			return false
		}
		if strings.ContainsAny(r.text[words[i-1].end:words[i].at], "\n.") {
			return false
		}
	}
	return false
}

// nameBack is the run of capitals that ends the words and begins a line or a sentence: "Port Vila" of
// "Port Vila, 3 May".
func (r *factReader) nameBack(words []word) corpus.Span {
	last := len(words) - 1
	first := last
	for first > 0 && capital(r.text, words[first-1]) && strings.Trim(r.text[words[first-1].end:words[first].at], " -") == "" {
		first--
	}
	lead := strings.TrimRight(r.text[:words[first].at], " *_#")
	for _, article := range []string{"'s-", "’s-"} {
		if head, ok := strings.CutSuffix(lead, article); ok {
			return corpus.Span{Start: len(head), End: words[last].end}
		}
	}
	if lead != "" && !strings.HasSuffix(lead, "\n") && !strings.HasSuffix(lead, ",") && !strings.HasSuffix(lead, ".") && !strings.HasSuffix(lead, ":") {
		return corpus.Span{}
	}
	s := corpus.Span{Start: words[first].at, End: words[last].end}
	if !r.isPlace(s) || last-first > 3 {
		return corpus.Span{}
	}
	return s
}

// placeAfter finds the first place behind a preposition.
func (r *factReader) placeAfter(from, to int) corpus.Span {
	for i, w := range wordsOf(r.text[from:to], from) {
		if i > 40 {
			break
		}
		if placeWords.has(w.fold) && w.fold != "of" {
			if s := r.placeAt(w.end, to); !s.Empty() {
				return s
			}
		}
	}
	return corpus.Span{}
}

// placeAt is the name that begins at an offset, "in the city of" passed over.
func (r *factReader) placeAt(from, to int) corpus.Span {
	s := trimSpace(r.text, corpus.Span{Start: from, End: to})
	f := foldWithOffsets(clip(s.Of(r.text), 60))
	for _, c := range cityWords {
		if strings.HasPrefix(f.s, c+" ") {
			s.Start += int(f.at[len(c)+1])
			break
		}
	}
	if strings.ContainsAny(strings.TrimLeft(r.text[from:s.Start], " \n"), ",.;:") {
		return corpus.Span{}
	}
	if s = placeName(r.text, s); !r.isPlace(s) {
		return corpus.Span{}
	}
	return s
}

// isPlace refuses names of languages, months, weekdays, parties and instruments.
func (r *factReader) isPlace(s corpus.Span) bool {
	words := wordsOf(s.Of(r.text), 0)
	if len(words) == 0 {
		return false
	}
	for i := range words {
		f := words[i].fold
		if months()[f] > 0 && len(f) > 3 || weekday(f) || len(terms().languages.find(words, i)) > 0 || governmentWord(f) || notPlaces.has(f) || firstWordIndex(f, titleWords) == 0 {
			return false
		}
	}
	return hasLetterRun(s.Of(r.text))
}

var notPlaces = wordSet("witness duplicate triplicate faith originals copies testimony urkund urkunde foi fe for pour por republic kingdom ad ah bs h article artikel articulo excellency excellence minister ministre")

// weekday reports whether a folded word is the name of a day of the week.
func weekday(f string) bool { return weekdays.has(f) }

var weekdays = wordSet("monday tuesday wednesday thursday friday saturday sunday lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miercoles jueves viernes sabado domingo " +
	"montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag maandag dinsdag woensdag donderdag vrijdag zaterdag zondag")

// hasLetterRun reports whether two letters stand together, as they do in every name of a place.
func hasLetterRun(s string) bool {
	run := 0
	for _, c := range s {
		if run++; !unicode.IsLetter(c) {
			run = 0
		}
		if run == 2 {
			return true
		}
	}
	return false
}

var placeLinks = wordSet("de la del al el of sur am upon den das")

// placeName takes the capitalised words at the start of the stretch, up to a comma, a date or a small word.
func placeName(text string, s corpus.Span) corpus.Span {
	s = trimSpace(text, s)
	raw := clip(s.Of(text), 80)
	end, pos := 0, 0
	for pos < len(raw) {
		token := raw[pos:]
		if i := strings.IndexFunc(token, unicode.IsSpace); i >= 0 {
			token = token[:i]
		}
		bare := strings.TrimRight(token, ",.;:")
		r, _ := utf8.DecodeRuneInString(strings.TrimPrefix(strings.TrimPrefix(bare, "'s-"), "’s-"))
		low := fold(bare)
		if rest, ok := strings.CutPrefix(bare, "al-"); ok && end > 0 {
			r, _ = utf8.DecodeRuneInString(rest)
		}
		if !unicode.IsUpper(r) && !(end > 0 && placeLinks.has(low) && len(bare) == len(token)) {
			break
		}
		if end > 0 && (weekdays.has(low) || months()[low] > 0 && len(low) > 3) {
			break
		}
		if unicode.IsUpper(r) {
			end = pos + len(bare)
		}
		pos += len(token)
		if len(bare) < len(token) {
			break
		}
		pos += len(raw[pos:]) - len(strings.TrimLeftFunc(raw[pos:], unicode.IsSpace))
	}
	return corpus.Span{Start: s.Start, End: s.Start + end}
}
