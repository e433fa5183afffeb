package store

import (
	"corridor/corpus"
)

// wholeDate is the length of a date with its day.
const wholeDate = len("2006-01-02")

// place finds the held texts of entries: those of the same parties and day, or else the only text of the
// only entry of the parties in that year. Catalogues do not disturb each other. The result follows the entries.
func place(entries []corpus.Entry, held []heldText) []Placement {
	byPair := map[string][]heldText{}
	for _, t := range held {
		byPair[t.pair] = append(byPair[t.pair], t)
	}
	rivals := map[rivalKey]int{}
	for i := range entries {
		e := &entries[i]
		rivals[keyOf(e, string(e.Signed))]++
		if len(e.Signed) > 4 {
			rivals[keyOf(e, string(e.Signed[:4]))]++
		}
	}
	out := make([]Placement, len(entries))
	for i := range entries {
		out[i] = placeOne(&entries[i], byPair[pairOf(entries[i].Countries())], rivals)
	}
	return out
}

// rivalKey counts the entries of a catalogue with the same parties and day, month or year.
type rivalKey struct{ catalogue, pair, when string }

func keyOf(e *corpus.Entry, when string) rivalKey {
	return rivalKey{e.Catalogue(), pairOf(e.Countries()), when}
}

func placeOne(e *corpus.Entry, texts []heldText, rivals map[rivalKey]int) Placement {
	p := Placement{Entry: *e}
	year, dated := sameYear(e, texts), sameDay(e, texts)
	switch {
	case len(texts) == 0 || pairOf(e.Countries()) == "":
		p.Reason = NoPartyHeld
	case len(year) == 0:
		p.Reason = NoYearHeld
	case len(dated) > 0 && rivals[keyOf(e, string(e.Signed))] > 1, len(dated) == 0 && rivals[keyOf(e, string(e.Signed[:4]))] > 1:
		p.Reason = SeveralEntries
	case len(dated) > 0 && oneText(dated):
		p.By = LinkedByDate
		p.Agreements = idsOf(dated)
	case len(dated) == 0 && oneText(year):
		p.By = LinkedByYear
		p.Agreements = idsOf(year)
	default:
		p.Reason = SeveralTexts
	}
	return p
}

func sameYear(e *corpus.Entry, texts []heldText) (out []heldText) {
	for _, t := range texts {
		if y := t.signed.Year(); y != 0 && y == e.Signed.Year() {
			out = append(out, t)
		}
	}
	return out
}

func sameDay(e *corpus.Entry, texts []heldText) (out []heldText) {
	for _, t := range texts {
		if len(e.Signed) == wholeDate && t.signed == e.Signed {
			out = append(out, t)
		}
	}
	return out
}

// oneText reports whether texts can be language versions of one: of one date, no language twice.
func oneText(texts []heldText) bool {
	seen := map[string]bool{}
	for _, t := range texts {
		if t.signed != texts[0].signed || seen[t.language] {
			return false
		}
		seen[t.language] = true
	}
	return true
}

func idsOf(texts []heldText) (ids []string) {
	for _, t := range texts {
		ids = append(ids, t.id)
	}
	return ids
}
