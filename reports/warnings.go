package reports

import (
	"corridor/corpus"
)

// poorWords is the share of tokens that look like words below which a text is called hard to read.
const poorWords = 0.75

// PageConfidence says how surely a text was read from pictures. Shares are in [0, 1].
type PageConfidence struct {
	Mean   float64 `json:"mean"`             // over all that was read so
	Pages  int     `json:"pages"`            // that were read so
	Lowest int     `json:"lowest,omitempty"` // number of the page read with the least confidence; 0 without pages
	Least  float64 `json:"least,omitempty"`  // its confidence
}

// pageConfidence is nil for a text of which nothing was read from pictures here.
func pageConfidence(a *corpus.Agreement) *PageConfidence {
	q := a.Source.Quality
	if q.State != corpus.TextOCR {
		return nil
	}
	out := &PageConfidence{Mean: q.OCRMean}
	for _, p := range a.Pages {
		if p.Confidence == 0 {
			continue
		}
		if out.Pages++; out.Lowest == 0 || p.Confidence < out.Least {
			out.Lowest, out.Least = p.Number, p.Confidence
		}
	}
	return out
}

// warnings says what a reader must know of the text before believing its codes.
func (h Header) warnings(t Tongue) []string {
	switch {
	case h.TextState == corpus.TextNone:
		return []string{t.S("The file has no text layer, so nothing could be read: every “absent” below means “not read”.")}
	case h.TextState == corpus.TextNoisy:
		return []string{t.S("The text is a poor scan (%.0f\u00a0%% of its tokens look like words): clauses may be missed. Check against the original before use.", 100*h.WordShare)}
	case h.OCR != nil && h.OCR.Lowest > 0:
		return []string{t.S("Text read by OCR (character recognition), mean confidence %.0f\u00a0%%, lowest page %d: %.0f\u00a0%%. Check quotes against the original.",
			100*h.OCR.Mean, h.OCR.Lowest, 100*h.OCR.Least)}
	case h.OCR != nil:
		return []string{t.S("Text read by OCR (character recognition), mean confidence %.0f\u00a0%%. Check quotes against the original.", 100*h.OCR.Mean)}
	case h.WordShare > 0 && h.WordShare < poorWords:
		return []string{t.S("Only %.0f\u00a0%% of the tokens look like words: clauses may be missed.", 100*h.WordShare)}
	}
	return nil
}

// textWarnings are the warnings of several texts, each under the name of its text; those that want none give none.
func textWarnings(t Tongue, headers ...Header) (out []Block) {
	for _, h := range headers {
		for _, w := range h.warnings(t) {
			out = append(out, Paragraph{Tone: Warning, Body: []Inline{Strong(Shorten(h.Title, warnedTitle)), Plain(": " + w)}})
		}
	}
	return out
}

// warnedTitle is how many characters of a title stand before a warning.
const warnedTitle = 90
