package ingest

import (
	"fmt"

	"corridor/corpus"
)

// tie makes a version a member of the family of the main version of its file. What cannot be read in a
// language whose formulas are not known is taken over from the main version, without a place in the text.
func tie(a, main *corpus.Agreement, how arrangement) {
	a.Family = append(a.Family, corpus.Relation{Kind: corpus.Translates, To: main.ID,
		Note: fmt.Sprintf("the file holds the text in %s and in %s, %s", main.Language, a.Language, how)})
	if codedLanguages.has(a.Language) {
		return
	}
	if a.Kind.Value == corpus.KindOther {
		a.Kind = takenOver(main.Kind)
	}
	if a.Title.Value == "" {
		a.Title = takenOver(main.Title)
	}
	if a.Signed.Value == "" {
		a.Signed = takenOver(main.Signed)
	}
	if len(a.Corridor.Origin)+len(a.Corridor.Destination) == 0 {
		a.Corridor = main.Corridor
	}
	if len(a.Parties) == 0 {
		for _, p := range main.Parties {
			p.Span = corpus.Span{}
			a.Parties = append(a.Parties, p)
		}
	}
}

// takenOver is a fact that another text tells.
func takenOver[T any](f corpus.Fact[T]) corpus.Fact[T] {
	f.Span = corpus.Span{}
	return f
}
