package reports

import (
	"fmt"

	"corridor/corpus"
)

// poorWords is the share of tokens that look like words below which a text is called hard to read.
const poorWords = 0.75

// textWarnings says what a reader must know of the text before believing its codes.
func textWarnings(a *corpus.Agreement) []string {
	q := a.Source.Quality
	switch q.State {
	case corpus.TextNone:
		return []string{"The file has no text layer, so nothing could be read: every “absent” below means “not read”."}
	case corpus.TextNoisy:
		return []string{fmt.Sprintf("The text is a poor scan (%.0f\u00a0%% of its tokens look like words): clauses may be missed. Check against the original before use.", 100*q.WordShare)}
	case corpus.TextOCR:
		return []string{fmt.Sprintf("The text was read by character recognition (mean confidence %.0f\u00a0%%). Check quotes against the original.", 100*q.OCRMean)}
	}
	if q.WordShare > 0 && q.WordShare < poorWords {
		return []string{fmt.Sprintf("Only %.0f\u00a0%% of the tokens look like words: clauses may be missed.", 100*q.WordShare)}
	}
	return nil
}
