package reports

import "slices"

// KeptPhrases is every phrase that values keep in English for documents to say.
func KeptPhrases() []string { return slices.Concat(kept, composed, figureColumns) }

// Phrases is the catalogue of a language.
func (t Tongue) Phrases() map[string]string { return t.phrases }

// Composed reports whether a text is what a phrase with arguments has become.
func Composed(text string) bool {
	return slices.ContainsFunc(sayings(), func(s saying) bool { return s.pattern.MatchString(text) })
}

// Verbs lists the verbs of a phrase, in the order in which they take arguments.
func Verbs(phrase string) []string { return verb.FindAllString(phrase, -1) }

// CitedIn is a report as a document with numbered passages, and the whole line by which to cite each of them.
func CitedIn(v Report) (d Document, full []string) {
	d = numbered(layOut(v, options{}))
	note := func(in Inline) Inline {
		switch in := in.(type) {
		case Quote:
			full = append(full, in.Cite.Full)
		case Cited:
			full = append(full, in.Cite.Full)
		}
		return in
	}
	m := mapping{inline: note}
	m.blocks(d.Blocks)
	m.sections(d.Sections)
	return d, full
}
