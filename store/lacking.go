package store

// Spared is a query without one of its words.
type Spared struct {
	Word string // as typed
	Root Node   // the rest
}

// maxSpared is how many words are left out in turn.
const maxSpared = 8

// Spare lists what is left of a query that found nothing when each of its words is left out in turn. Only words,
// phrases and prefixes that stand beside other things count.
func Spare(root Node) (out []Spared) {
	and, ok := root.(*And)
	if !ok {
		return nil
	}
	for i, p := range and.Parts {
		t, ok := p.(*Term)
		if !ok || len(out) >= maxSpared {
			continue
		}
		rest := append(append([]Node{}, and.Parts[:i]...), and.Parts[i+1:]...)
		if len(rest) == 1 {
			out = append(out, Spared{t.Text, rest[0]})
		} else {
			out = append(out, Spared{t.Text, &And{and.at, rest}})
		}
	}
	return out
}
