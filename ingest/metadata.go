package ingest

import "corridor/corpus"

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
	r.unions = a.Kind.Value == corpus.KindUnion
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

	unions bool // the parties are unions
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
