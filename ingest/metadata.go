package ingest

import (
	"strings"

	"corridor/corpus"
)

// readMetadata fills title, kind, parties, corridor, date and place of signature, term, renewal and
// family from the agreement's own text, and from the front matter where the text is silent.
func readMetadata(x *extracted, segs []corpus.Segment, a *corpus.Agreement) {
	r := &factReader{x: x, text: x.Text, segs: segs}
	if own := properSpan(segs).Of(x.Text); own != "" {
		a.Language = detectLanguage(own)
	}
	r.lang = a.Language
	r.title = r.readTitle()
	a.Title = r.title
	a.Parties = r.readParties()
	a.Kind = r.readKind(a.Parties)
	r.readCorridor(a)
	r.readAuthorities(a)
	a.Signed = r.readSigned()
	a.Place = r.readPlace(a.Signed)
	a.Duration = r.readDuration()
	a.Renewal = r.readRenewal(a.Duration)
	a.Entry = r.readEntry()
	a.InForce = r.readInForce(a)
	a.Expires = r.readExpires(a)
	a.Authentic, a.Prevailing = r.readAuthentic(a.Signed)
	r.readCoverage(a)
	a.Family = r.readFamily(a)
}

// factReader holds what the readers of single facts share.
type factReader struct {
	x     *extracted
	text  string
	segs  []corpus.Segment
	title corpus.Fact[string]
	lang  string // of the agreement
}

// span is the stretch of the first top-level part of the kind, or an empty one.
func (r *factReader) span(kind corpus.SegmentKind) corpus.Span {
	for _, s := range r.segs {
		if s.Kind == kind {
			return s.Span
		}
	}
	return corpus.Span{}
}

// has reports whether the agreement has a part of the kind.
func (r *factReader) has(kind corpus.SegmentKind) bool { return !r.span(kind).Empty() }

// properSpan is the stretch from title to signatures: the agreement proper, annexes left out.
func properSpan(segs []corpus.Segment) corpus.Span {
	var out corpus.Span
	for _, s := range segs {
		switch s.Kind {
		case corpus.SegTitle, corpus.SegPreamble, corpus.SegBody, corpus.SegTestimony, corpus.SegSignatures:
			out = out.Join(s.Span)
		}
	}
	return out
}

// readTitle joins the lines of the title, or takes the front matter's.
func (r *factReader) readTitle() corpus.Fact[string] {
	s := trimSpace(r.text, r.span(corpus.SegTitle))
	if s.Empty() {
		if t := strings.TrimSpace(r.x.Meta["title"]); t != "" {
			return corpus.Fact[string]{Value: t, Confidence: 0.6}
		}
		return corpus.Fact[string]{}
	}
	s.End = s.Start + titleEnd(s.Of(r.text))
	s = trimSpace(r.text, s)
	return corpus.Fact[string]{Value: strings.Join(strings.Fields(s.Of(r.text)), " "), Span: s, Confidence: 0.9}
}

// maxTitle is the longest title that is believed.
const maxTitle = 800

// titleEnd is where the title proper ends: before lines on place, date, force and translation.
func titleEnd(s string) int {
	pos := 0
	for _, l := range strings.SplitAfter(s, "\n") {
		f := fold(clip(l, 120))
		note := hasWordPrefix(f, []string{"entered into force", "entry into force", "in force", "signed at", "signed on", "signe a", "firmado en", "suscrito en", "abgeschlossen am", "done at", "official text", "authentic text", "preamble", "preambule", "preambulo", "praambel", "preambel", "["})
		if pos > 0 && (note || hasPrefixAny(f, thisOne) || len(l) < 60 && dated(f) && !strings.Contains(f, "between") && parenthesisOrPlace(f)) {
			break
		}
		if pos += len(l); pos > maxTitle {
			return len(clip(s, maxTitle))
		}
	}
	return min(pos, len(s))
}

// parenthesisOrPlace reports whether a dated line is one of place and date: "Lissara, 3 November 1997".
func parenthesisOrPlace(f string) bool {
	head, _, ok := strings.Cut(f, ",")
	return strings.HasPrefix(f, "(") || ok && len(strings.Fields(head)) <= 3
}
