package ingest

import (
	"strings"

	"corridor/corpus"
)

// readTitle joins the lines of the title, or takes the front matter's.
func (r *factReader) readTitle() corpus.Fact[string] {
	s := trimSpace(r.text, r.span(corpus.SegTitle))
	if bare := len(strings.Fields(s.Of(r.text))) <= bareTitle; bare {
		if t := r.announcedTitle(s); !t.Empty() {
			return corpus.Fact[string]{Value: printed(r.text, t), Span: t, Confidence: 0.7}
		}
	}
	if s.Empty() {
		if t := strings.TrimSpace(r.x.Meta["title"]); t != "" {
			return corpus.Fact[string]{Value: t, Confidence: 0.6}
		}
		return corpus.Fact[string]{}
	}
	s.End = s.Start + titleEnd(s.Of(r.text))
	s = trimSpace(r.text, s)
	return corpus.Fact[string]{Value: printed(r.text, s), Span: s, Confidence: 0.9}
}

// maxTitle is the longest title that is believed.
const maxTitle = 800

// titleEnd is where the title proper ends: before lines on place, date, force and translation.
func titleEnd(s string) int {
	pos := 0
	for _, l := range strings.SplitAfter(s, "\n") {
		f := fold(clip(l, 120))
		note := hasWordPrefix(f, []string{"entered into force", "entry into force", "in force", "signed at", "signed on", "signe a", "firmado en", "suscrito en", "abgeschlossen am", "done at", "official text", "authentic text", "preamble", "preambule", "preambulo", "praambel", "preambel",
			"recitals", "background", "antecedentes", "considerandos", "considerants", "vorbemerkung", "["})
		if pos > 0 && (note || dated(f) && hasWordPrefix(f, signingHeads) || hasPrefixAny(f, thisOne) || len(l) < 60 && dated(f) && !strings.Contains(f, "between") && parenthesisOrPlace(f)) {
			break
		}
		if pos += len(l); pos > maxTitle {
			return len(clip(s, maxTitle))
		}
	}
	return min(pos, len(s))
}

// signingHeads open a line under the title that says when the agreement was made.
var signingHeads = []string{"signed", "done", "concluded", "dated", "signe", "signee", "fait", "conclu", "conclue", "en date", "firmado", "suscrito", "suscripto", "hecho", "celebrado",
	"unterzeichnet", "geschlossen", "abgeschlossen", "geschehen", "vom", "ondertekend", "getekend", "gesloten", "gedaan"}

// parenthesisOrPlace reports whether a dated line is one of place and date: "Lissara, 3 November 1997".
func parenthesisOrPlace(f string) bool {
	head, _, ok := strings.Cut(f, ",")
	return strings.HasPrefix(f, "(") || ok && len(strings.Fields(head)) <= 3
}

// bareTitle is how many words a title has that names the instrument and nothing else.
const bareTitle = 2

// announcedTitle is the full title that stands elsewhere, where the text's own is only "AGREEMENT" or was
// not found: in the notice that publishes it, or in a heading of the opening that names the parties.
func (r *factReader) announcedTitle(own corpus.Span) corpus.Span {
	parts := []corpus.Span{r.span(corpus.SegWrapper)}
	if own.Empty() {
		parts = append(parts, r.opening())
	}
	for _, part := range parts {
		at := part.Start
		for block := range strings.SplitAfterSeq(part.Of(r.text), "\n\n") {
			s := trimSpace(r.text, corpus.Span{Start: at, End: at + len(block)})
			at += len(block)
			if t := r.titleIn(s); !t.Empty() {
				return t
			}
		}
	}
	return corpus.Span{}
}

// titleIn is the title that a heading holds: from the word for the instrument, where it has one, to its end.
func (r *factReader) titleIn(s corpus.Span) corpus.Span {
	raw := s.Of(r.text)
	if s.Len() > maxTitle || s.Len() < 20 || !startsUpper(raw) || strings.ContainsAny(raw[len(raw)-1:], ".,:;") {
		return corpus.Span{}
	}
	f := foldWithOffsets(raw)
	party := firstWordIndex(f.s, partyWords)
	if party < 0 || len(r.statesIn(corpus.Span{Start: s.Start + int(f.at[party]), End: s.End}, false)) == 0 || containsAny(f.s[party:], signedWords) {
		return corpus.Span{}
	}
	i := titleWordIndex(f.s)
	if i > party {
		i = -1
	}
	if hasWordPrefix(f.s, lawWords) || containsAny(f.s[:max(i, 0)], []string{"approb", "aprob", "approv", "goedkeuring", "genehmigung", "zustimmung"}) {
		return corpus.Span{} // a law about it
	}
	if i >= 0 {
		s.Start += int(f.at[i])
	}
	return s
}
