package ingest

import "corridor/corpus"

// segment cuts the text into the tree of its parts.
func segment(x *extracted) []corpus.Segment {
	return []corpus.Segment{{Kind: corpus.SegBody, Span: corpus.Span{End: len(x.Text)}}}
}
