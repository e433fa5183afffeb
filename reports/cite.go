package reports

import (
	"fmt"
	"strings"

	"corridor/corpus"
)

// citedID is how many characters of an agreement's id a citation shows; enough to find it again.
const citedID = 16

// Cite is the line by which to cite an agreement.
func Cite(a *corpus.Agreement) string {
	return citedHead(a) + ". " + citedText(a) + "."
}

// CitePassage is the line by which to cite a passage: the agreement, the place as a lawyer names it,
// the page if there are pages, and the bytes that pin it down.
func CitePassage(a *corpus.Agreement, s corpus.Span, path string) string {
	out := citedHead(a)
	if path != "" {
		out += ", " + path
	}
	if p := a.PageOf(s.Start); p > 0 {
		out += fmt.Sprintf(", p. %d", p)
	}
	return fmt.Sprintf("%s. %s, bytes %d–%d.", out, citedText(a), s.Start, s.End)
}

func citedHead(a *corpus.Agreement) string {
	parts := []string{citedParties(a), titleOf(a)}
	if d := DateName(a.Signed.Value); d != "" {
		parts = append(parts, "signed "+d)
	} else {
		parts = append(parts, "undated")
	}
	if parts[0] == "" {
		parts = parts[1:]
	}
	return strings.Join(parts, ", ")
}

// citedParties names the parties as printed, or else the ends of the corridor.
func citedParties(a *corpus.Agreement) string {
	var names []string
	for _, p := range a.Parties {
		names = append(names, squeeze(p.Name))
	}
	if len(names) == 0 && a.Corridor.Known() {
		for _, s := range sidesOf(append(a.Corridor.Origin[:1:1], a.Corridor.Destination[0])) {
			names = append(names, s.Name)
		}
	}
	return strings.Join(names, " and ")
}

func citedText(a *corpus.Agreement) string {
	out := "Corridor text " + a.ID[:min(citedID, len(a.ID))]
	if a.Source.Name != "" {
		out += " (" + squeeze(a.Source.Name) + ")"
	}
	return out
}

func titleOf(a *corpus.Agreement) string {
	if t := squeeze(a.Title.Value); t != "" {
		return t
	}
	return "Untitled agreement"
}
