package ingest

import "corridor/corpus"

// readMetadata fills the facts of the agreement from its text and front matter.
func readMetadata(_ *extracted, _ []corpus.Segment, a *corpus.Agreement) {
	a.Kind.Value = corpus.KindOther
}
