package reports

import (
	"strings"

	"corridor/corpus"
	"corridor/store"
)

// citedID is how many characters of an agreement's id a citation shows; enough to find it again.
const citedID = 16

// Citation says by what an agreement, or a passage of one, is cited: Tongue.Cite writes the line. JSON and sheets have
// the English one.
type Citation struct {
	Parties []string // as printed, or else the ends of the corridor: alpha-3 codes or names
	Title   string   // "" when the text has none
	Signed  corpus.Date
	ID      string      // of the text
	Source  string      // name of the file; "" when it has none
	Path    string      // of a passage, as a lawyer names the place
	Page    int         // of a passage; 0 for formats without pages
	Span    corpus.Span // of a passage: the bytes that pin it down; empty for the agreement as a whole

	Line string // the English line, when it was read from JSON and nothing else is known
}

// Cite is the citation of an agreement.
func Cite(a *corpus.Agreement) Citation {
	c := Citation{Title: squeeze(a.Title.Value), Signed: a.Signed.Value, ID: a.ID, Source: squeeze(a.Source.Name)}
	for _, p := range a.Parties {
		c.Parties = append(c.Parties, squeeze(p.Name))
	}
	if len(c.Parties) == 0 {
		c.Parties = endsOf(a.Corridor)
	}
	return c
}

// CitePassage is the citation of a passage: the agreement, the place as a lawyer names it, the page if there are
// pages, and the bytes that pin it down.
func CitePassage(a *corpus.Agreement, s corpus.Span, path string) Citation {
	c := Cite(a)
	c.Path, c.Page, c.Span = path, a.PageOf(s.Start), s
	return c
}

// CiteSummary is the citation of an agreement of which a list tells.
func CiteSummary(m store.Summary) Citation {
	return Citation{Parties: endsOf(m.Corridor), Title: squeeze(m.Title), Signed: m.Signed, ID: m.ID, Source: squeeze(m.Source)}
}

// endsOf are the two ends of a corridor.
func endsOf(c corpus.Corridor) []string {
	if !c.Known() {
		return nil
	}
	return []string{squeeze(c.Origin[0]), squeeze(c.Destination[0])}
}

// String is the line in English; "" for the zero value.
func (c Citation) String() string { return Tongue{}.Cite(c) }

// MarshalText writes the line in English.
func (c Citation) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText keeps the line.
func (c *Citation) UnmarshalText(line []byte) error {
	*c = Citation{Line: string(line)}
	return nil
}

// Cite is the line by which to cite an agreement or a passage; "" for the zero value.
func (t Tongue) Cite(c Citation) string {
	if c.ID == "" {
		return c.Line
	}
	head := []string{c.Title, t.signed(c.Signed)}
	if c.Title == "" {
		head[0] = t.S("Untitled agreement")
	}
	if parties := t.parties(c.Parties); parties != "" {
		head = append([]string{parties}, head...)
	}
	if c.Path != "" {
		head = append(head, c.Path)
	}
	if c.Page > 0 {
		head = append(head, t.S("p. %d", c.Page))
	}
	return strings.Join(head, ", ") + ". " + t.citedText(c) + "."
}

// CiteBriefly is the line by which to cite a passage beside the citation of its agreement: the place, the text and
// its bytes.
func (t Tongue) CiteBriefly(c Citation) string {
	c.Source = ""
	head := squeeze(c.Path)
	if c.Page > 0 {
		if head != "" {
			head += ", "
		}
		head += t.S("p. %d", c.Page)
	}
	if head != "" {
		head += ". "
	}
	return head + t.citedText(c) + "."
}

// citeLines are the lines by which to cite a passage; empty for the zero value.
func (t Tongue) citeLines(c Citation) CiteLines {
	if c.ID == "" {
		return CiteLines{Full: c.Line, Brief: c.Line}
	}
	whole := c
	whole.Path, whole.Page, whole.Span = "", 0, corpus.Span{}
	return CiteLines{t.Cite(c), t.CiteBriefly(c), t.Cite(whole)}
}

// signed says when an agreement was signed: "signed 21 March 2005", "signed in 2005".
func (t Tongue) signed(d corpus.Date) string {
	switch date := t.Date(d); {
	case date == "":
		return t.S("undated")
	case len(d) < len("2005-03-21"):
		return t.S("signed in %s", date)
	default:
		return t.S("signed %s", date)
	}
}

// parties names the parties; a code of a country becomes its name.
func (t Tongue) parties(list []string) string {
	out := ""
	for i, name := range list {
		if name = t.Country(name); i > 0 {
			name = t.S("%s and %s", out, name)
		}
		out = name
	}
	return out
}

// citedText names the text, and the bytes of a passage.
func (t Tongue) citedText(c Citation) string {
	out := t.S("Corridor text %s", c.ID[:min(citedID, len(c.ID))])
	if c.Source != "" {
		out += " (" + c.Source + ")"
	}
	if !c.Span.Empty() {
		out += ", " + t.S("bytes %d–%d", c.Span.Start, c.Span.End)
	}
	return out
}

func titleOf(a *corpus.Agreement) string {
	if t := squeeze(a.Title.Value); t != "" {
		return t
	}
	return "Untitled agreement"
}
