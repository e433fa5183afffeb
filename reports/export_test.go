package reports

import "slices"

// KeptPhrases is every phrase that values keep in English for documents to say.
func KeptPhrases() []string { return slices.Concat(kept, composed, figureColumns) }

// Phrases is the catalogue of a language.
func (t Tongue) Phrases() map[string]string { return t.phrases }

// Verbs lists the verbs of a phrase, in the order in which they take arguments.
func Verbs(phrase string) []string { return verb.FindAllString(phrase, -1) }
