package site

import (
	"corridor/corpus"
	"corridor/store"
)

// The stages of reading a draft, as visitors read them.
const (
	stageRead = "Reading the file"
	stageCode = "Coding the text under every rubric"
	stageDone = "Done"
)

// Phrases lists what pages say besides the literals in code and templates: phrases that tables and other packages
// hold. The test of the catalogues reads it.
func Phrases() (out []string) {
	for _, s := range statuses {
		out = append(out, s.title)
	}
	for _, title := range facetTitles {
		out = append(out, title)
	}
	for _, l := range levelMeanings {
		out = append(out, l.Text)
	}
	for _, s := range store.States() {
		out = append(out, string(s))
	}
	for _, k := range corpus.RelationKinds() {
		out = append(out, string(k))
	}
	for _, h := range []store.MarkHow{store.HowExact, store.HowForm, store.HowPrefix, store.HowTypo} {
		out = append(out, string(h))
	}
	return append(out, stageRead, stageCode, stageDone, titleFault, titleMethod)
}
