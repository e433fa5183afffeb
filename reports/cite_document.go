package reports

import (
	"slices"
	"strconv"
	"strings"
)

// tablesCited is the line by which to cite the tables of a report: what they are, what they rest on, and the program
// when the options tell. It is "" for a document without tables.
func tablesCited(v Report, d Document, o options) string {
	if !hasTable(d.Blocks, d.Sections) {
		return ""
	}
	t := o.tongue
	m := NewManifest(v, "", nil)
	if o.manifest != nil {
		m = *o.manifest
	}
	parts := []string{t.S("Tables of Corridor, “%s” (%s)", d.Title, d.Kind)}
	if m.N > 0 {
		parts = append(parts, t.N(m.N, "%d agreement", "%d agreements"))
	}
	if len(m.Agreements) > 0 {
		parts[len(parts)-1] += " (" + t.S("digest %s", m.Digest()[:citedID]) + ")"
	}
	if len(m.Rubrics) > 0 {
		parts = append(parts, strings.Join(m.Rubrics, ", "))
	}
	if len(m.Raters) > 0 {
		parts = append(parts, t.S("coded by %s", strings.Join(m.Raters, ", ")))
	}
	if m.Tool != "" {
		parts = append(parts, m.Tool)
	}
	return strings.Join(parts, ", ") + "."
}

// allCited is what a document cites, and the agreements of its passages besides.
func allCited(d Document) []string {
	out, seen := slices.Clone(d.Citation), map[string]bool{"": true}
	for _, line := range out {
		seen[line] = true
	}
	add := func(in Inline) Inline {
		var line string
		switch in := in.(type) {
		case Quote:
			line = in.Cite.Agreement
		case Cited:
			line = in.Cite.Agreement
		}
		if !seen[line] {
			seen[line] = true
			out = append(out, line)
		}
		return in
	}
	m := mapping{inline: add}
	m.blocks(d.Blocks)
	m.sections(d.Sections)
	return out
}

func hasTable(blocks []Block, sections []Section) bool {
	for _, b := range blocks {
		if _, ok := b.(Table); ok {
			return true
		}
	}
	for _, s := range sections {
		if hasTable(s.Blocks, s.Sections) {
			return true
		}
	}
	return false
}

// numbered gives each passage of the document that can be cited the number of a note, the same passage the same one,
// and lists the notes.
func numbered(d Document) Document {
	numbers := map[string]int{}
	number := func(c CiteLines) int {
		if c.Full == "" {
			return 0
		}
		if numbers[c.Full] == 0 {
			d.Passages = append(d.Passages, c.Brief)
			numbers[c.Full] = len(d.Passages)
		}
		return numbers[c.Full]
	}
	m := mapping{inline: func(in Inline) Inline {
		switch in := in.(type) {
		case Quote:
			in.Note = number(in.Cite)
			return in
		case Cited:
			in.Note = number(in.Cite)
			return in
		}
		return in
	}}
	d.Blocks, d.Sections = m.blocks(d.Blocks), m.sections(d.Sections)
	return d
}

// noteSign shows the number of a note: "[3]"; "" for none.
func noteSign(n int) string {
	if n == 0 {
		return ""
	}
	return "[" + strconv.Itoa(n) + "]"
}

// whereNoted is where a passage stands, with its note.
func whereNoted(q Quote) string { return strings.TrimSpace(q.Where + " " + noteSign(q.Note)) }
