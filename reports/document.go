package reports

import (
	"slices"

	"corridor/corpus"
	"corridor/rubric"
)

// Document is a report laid out for reading in one language, free of any format. Encoders render it.
type Document struct {
	Kind      string // what sort of report: "Scorecard"
	Title     string
	TitleLang string // BCP 47 code of the title where it is an agreement's own words; "" otherwise
	Lead      string // one line under the title
	Wide      bool   // better printed on the long side
	Blocks    []Block
	Sections  []Section
	Citation  []string // how to cite what is shown: its agreements, and its tables
	Passages  []string // how to cite the passages, in the order of their notes; set by numbered

	// Set by the encoder.
	Lang  string        // BCP 47 code of the language of all but quotes
	Label DocumentWords // what encoders themselves say
}

// DocumentWords are the words that encoders add to a document.
type DocumentWords struct{ Contents, CiteAs, Passages, Warning string }

// layOut lays the report out in the language of the options.
func layOut(v Report, o options) Document {
	t := o.tongue
	d := v.Document(t)
	d.Lang = t.Code()
	d.Label = DocumentWords{Contents: t.S("Contents"), CiteAs: t.S("Cite as"), Passages: t.S("Passages cited"), Warning: t.S("Warning.")}
	d.Citation = allCited(d)
	if line := tablesCited(v, d, o); line != "" {
		d.Citation = append(d.Citation, line)
	}
	if o.manifest != nil {
		d.Sections = append(slices.Clip(d.Sections), o.manifest.section(t))
	}
	return d
}

// Section is a titled part of a document.
type Section struct {
	ID       string // anchor, unique in the document
	Title    string
	Tone     Tone
	Blocks   []Block
	Sections []Section
}

// Tone says how loud a passage of a document is.
type Tone string

// The tones.
const (
	Normal  Tone = ""
	Note    Tone = "note"    // method, sources
	Warning Tone = "warning" // the reader must know this first
)

// Block is one of Paragraph, Facts, Figures and Table.
type Block interface{ Block() string }

// Paragraph is running text.
type Paragraph struct {
	Tone Tone
	Body []Inline
}

// Facts is a list of terms, each with its value.
type Facts []Fact

// Fact is one term and its value.
type Fact struct {
	Term string
	Body []Inline
}

// Figures is a row of numbers that deserve a large type.
type Figures []Figure

// Figure is one number, what it is, and what it rests on.
type Figure struct{ Label, Value, Note string }

// Table is a captioned table whose rows stand in groups.
type Table struct {
	Caption string
	Style   TableStyle
	Columns []Column
	Head    int // the column that names the row; it and those before it stay in sight
	Groups  []Group
}

// TableStyle tells encoders what a table is for.
type TableStyle string

// The table styles.
const (
	Numbers  TableStyle = "numbers"  // short cells
	Passages TableStyle = "passages" // cells with quotes
	Heat     TableStyle = "heat"     // shaded cells
)

// Column is one column of a table.
type Column struct {
	Title string
	Right bool // align right: numbers
	Grow  int  // share of spare width; 0 keeps the column as narrow as its cells
}

// Group is a run of rows under a common title; the title may be empty.
type Group struct {
	Title string
	Aside []Inline
	Rows  [][]Cell
}

// Cell is one cell of a table.
type Cell struct {
	Body  []Inline
	Shade int    // 1 to 5 on heat maps, 0 for none
	Thin  bool   // rests on too few cases
	Query string // that finds what is counted, for pages that can search; "" for none
}

// Inline is one of Plain, Strong, Quiet, Code, Mark, Strip, Bar, Quote, Edit, Cited and Break.
type Inline interface{ Inline() string }

type (
	// Plain is text.
	Plain string
	// Strong is text that stands out.
	Strong string
	// Quiet is secondary text.
	Quiet string
	// Code is an identifier or a hash.
	Code string
	// Anchor is an identifier that leads somewhere; Fragment makes them of codes.
	Anchor struct{ Text, Href string }
	// Link is text that leads somewhere; Fragment makes them of cells with a query.
	Link struct {
		Body []Inline
		Href string
	}
	// Mark is a level: its sign and its name.
	Mark struct {
		Level rubric.Level
		Name  string // in the language of the document; "" for English
	}
	// Strip is a row of level signs in codebook order, without names.
	Strip []StripMark
	// Bar pictures the strict and the broad share on one track.
	Bar struct {
		Strict, Broad Share
		Label         string // says the same in words
	}
	// Quote is a passage of an agreement, shortened for display, and where it stands.
	Quote struct {
		Text, Lang, Dir, Where string
		Cite                   CiteLines
		Note                   int    // place among the Passages of the document; set by numbered
		Of                     string // id of the agreement, "" when not known
		Span                   corpus.Span
		Href                   string // where the passage can be read; set by Fragment
	}
	// Edit is a run of words of a redline, kept, inserted or deleted, or of a hit, kept or matched.
	Edit struct {
		Op              DiffOp
		Text, Lang, Dir string
	}
	// Cited is the note that cites the passage before it, where that is no Quote.
	Cited struct {
		Cite CiteLines
		Note int
	}
	// CiteLines are the lines by which to cite a passage: whole, as a footnote has it; beside the citation of its
	// agreement; and that citation.
	CiteLines struct{ Full, Brief, Agreement string }
	// Break starts a new line.
	Break struct{}
)

// StripMark is one sign of a strip and the criterion it stands for.
type StripMark struct {
	Mark
	Title string
}

// Word is the mark's name.
func (m Mark) Word() string {
	if m.Name != "" {
		return m.Name
	}
	return m.Level.String()
}

// mark makes the mark of a level.
func (t Tongue) mark(l rubric.Level) Mark { return Mark{l, t.S(l.String())} }

// bar makes a bar of two shares and says it in words.
func (t Tongue) bar(strict, broad Share) Bar {
	if broad.N == 0 {
		return Bar{strict, broad, t.S("no criterion applies")}
	}
	return Bar{strict, broad, t.S("strict %s, broad %s", strict.Percent(), broad.Percent())}
}

// Block names the kind of block.
func (Paragraph) Block() string { return "paragraph" }

// Block names the kind of block.
func (Facts) Block() string { return "facts" }

// Block names the kind of block.
func (Figures) Block() string { return "figures" }

// Block names the kind of block.
func (Table) Block() string { return "table" }

// Inline names the kind of inline.
func (Plain) Inline() string { return "plain" }

// Inline names the kind of inline.
func (Strong) Inline() string { return "strong" }

// Inline names the kind of inline.
func (Quiet) Inline() string { return "quiet" }

// Inline names the kind of inline.
func (Code) Inline() string { return "code" }

// Inline names the kind of inline.
func (Anchor) Inline() string { return "anchor" }

// Inline names the kind of inline.
func (Link) Inline() string { return "link" }

// Inline names the kind of inline.
func (Mark) Inline() string { return "mark" }

// Inline names the kind of inline.
func (Strip) Inline() string { return "strip" }

// Inline names the kind of inline.
func (Bar) Inline() string { return "bar" }

// Inline names the kind of inline.
func (Quote) Inline() string { return "quote" }

// Inline names the kind of inline.
func (Edit) Inline() string { return "edit" }

// Inline names the kind of inline.
func (Cited) Inline() string { return "cited" }

// Inline names the kind of inline.
func (Break) Inline() string { return "break" }

// words makes a body of plain text.
func words(s string) []Inline { return []Inline{Plain(s)} }

// cell makes a cell of the inlines given.
func cell(body ...Inline) Cell { return Cell{Body: body} }
