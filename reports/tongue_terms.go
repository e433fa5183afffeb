package reports

import "corridor/corpus"

// Entry says by which rule an agreement enters into force; "" when none is known.
func (t Tongue) Entry(e corpus.EntryIntoForce) string {
	event := t.S(string(e.Event))
	switch {
	case e.Event == "":
		return ""
	case e.Event == corpus.EntryDate:
		return t.S("on %s", string(e.Date))
	case e.First:
		return t.S("first of month %d after %s", e.Months, event)
	case e.Months > 0:
		return t.N(e.Months, "%d month after %s", "%d months after %s", event)
	case e.Days > 0:
		return t.N(e.Days, "%d day after %s", "%d days after %s", event)
	}
	return t.S("on %s", event)
}
