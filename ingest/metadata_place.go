package ingest

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"corridor/corpus"
)

var placeIntro = phraseList(`
done at
done in the city of
done in
done in duplicate at
signed at
signed in duplicate at
signed in
fait a
fait en double exemplaire a
hecho en la ciudad de
hecho en
firmado en la ciudad de
firmado en
suscrito en la ciudad de
suscrito en
suscripto en
geschehen zu
geschehen in
so geschehen in
so geschehen zu
unterzeichnet in
gedaan te
opgemaakt te
getekend te`)

// readPlace finds where the agreement was signed: the name after the closing formula's "at".
func (r *factReader) readPlace() corpus.Fact[string] {
	s := r.span(corpus.SegTestimony)
	if s.Empty() {
		return corpus.Fact[string]{}
	}
	f := foldWithOffsets(s.Of(r.text))
	best, end := -1, 0
	for _, p := range placeIntro {
		if i := strings.Index(f.s, p+" "); i >= 0 && (best < 0 || i < best || i == best && i+len(p) > end) {
			best, end = i, i+len(p)
		}
	}
	if best < 0 {
		return corpus.Fact[string]{}
	}
	at := s.Start + int(f.at[end])
	place := placeName(r.text, corpus.Span{Start: at, End: s.End})
	if place.Empty() {
		return r.placeByPreposition(s, at)
	}
	return corpus.Fact[string]{Value: place.Of(r.text), Span: place, Confidence: 0.9}
}

// placeByPreposition looks a little further: "done in duplicate … at New Delhi".
func (r *factReader) placeByPreposition(s corpus.Span, from int) corpus.Fact[string] {
	words := wordsOf(r.text[from:s.End], from)
	for i := 0; i+1 < len(words) && i < 25; i++ {
		switch words[i].fold {
		case "at", "a", "en", "zu", "te", "in":
			if p := placeName(r.text, corpus.Span{Start: words[i].end, End: s.End}); !p.Empty() && monthOf(leadingToken(p.Of(r.text))) == 0 {
				return corpus.Fact[string]{Value: p.Of(r.text), Span: p, Confidence: 0.7}
			}
		}
	}
	return corpus.Fact[string]{}
}

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
		if !unicode.IsUpper(r) && !(end > 0 && wordSet("de la del al el of sur am upon den das")[low] && len(bare) == len(token)) {
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
