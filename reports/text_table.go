package reports

import (
	"slices"
	"strings"
)

// columnGap is the space between two columns of text.
const columnGap = 2

// growMin is the narrowest that a growing column is set, in columns of the terminal.
const growMin = 18

// growMax is the width up to which a growing column makes room for its identifiers.
const growMax = 26

// setTable sets a table in lines of at most width columns. A table too wide for that is set as
// several panels, each with the leading columns.
func setTable(t Table, width int) []string {
	s := newTableSetter(t, width)
	lines := wrap(t.Caption, width)
	panels := s.panels()
	if t.Style == Passages && (len(panels) > 1 || s.need(panels[0]) > width) {
		return append(lines, s.stack()...)
	}
	for _, panel := range panels {
		lines = append(lines, "")
		lines = append(lines, s.panel(panel)...)
	}
	return lines
}

type tableSetter struct {
	Table
	width   int
	natural []int // width of each column's widest line
	floor   []int // narrowest width of each column
}

func newTableSetter(t Table, width int) *tableSetter {
	s := &tableSetter{Table: t, width: width, natural: make([]int, len(t.Columns)), floor: make([]int, len(t.Columns))}
	for i, c := range t.Columns {
		for _, line := range s.title(c) {
			s.natural[i] = max(s.natural[i], textWidth(line))
		}
	}
	for _, g := range t.Groups {
		for _, row := range g.Rows {
			for i, c := range row {
				for _, line := range cellLines(c.Body) {
					s.natural[i] = max(s.natural[i], textWidth(line))
				}
			}
		}
	}
	for i, c := range t.Columns {
		s.floor[i] = min(s.natural[i], width)
		if c.Grow > 0 {
			s.floor[i] = min(s.natural[i], max(growMin, min(growMax, s.longestCode(i))))
		}
	}
	return s
}

// longestCode is the width of the column's widest identifier, which is best left in one piece.
func (s *tableSetter) longestCode(column int) int {
	widest := 0
	for _, g := range s.Groups {
		for _, row := range g.Rows {
			for _, in := range row[column].Body {
				if code, ok := in.(Code); ok {
					widest = max(widest, textWidth(string(code)))
				}
			}
		}
	}
	return widest
}

// stack sets the cells of each row under each other, for terminals too narrow for columns.
func (s *tableSetter) stack() []string {
	var lines []string
	for _, g := range s.Groups {
		if g.Title != "" {
			lines = append(lines, s.groupTitle(g)...)
		}
		for _, row := range g.Rows {
			lines = append(lines, "")
			for _, c := range row {
				lines = append(lines, setCell(c, s.width)...)
			}
		}
	}
	return lines
}

func (s *tableSetter) groupTitle(g Group) []string {
	return append([]string{""}, wrap(g.Title+"  "+strings.Join(cellLines(g.Aside), " "), s.width)...)
}

// title sets a column's title, in several lines where the column is narrow.
func (s *tableSetter) title(c Column) []string { return wrap(c.Title, 12) }

// panels splits the columns into runs that fit the width, each led by the head columns.
func (s *tableSetter) panels() [][]int {
	var head []int
	for i := 0; i <= s.Head && i < len(s.Columns)-1; i++ {
		head = append(head, i)
	}
	out := [][]int{slices.Clone(head)}
	for i := len(head); i < len(s.Columns); i++ {
		last := &out[len(out)-1]
		if len(*last) > len(head) && s.need(append(slices.Clone(*last), i)) > s.width {
			out = append(out, slices.Clone(head))
			last = &out[len(out)-1]
		}
		*last = append(*last, i)
	}
	return out
}

func (s *tableSetter) need(columns []int) int {
	sum := columnGap * (len(columns) - 1)
	for _, c := range columns {
		sum += s.floor[c]
	}
	return sum
}

// widths gives each column its floor and shares what is left among those that grow.
func (s *tableSetter) widths(columns []int) []int {
	out := make([]int, len(columns))
	spare, weight := s.width-s.need(columns), 0
	for i, c := range columns {
		out[i] = s.floor[c]
		weight += s.Columns[c].Grow
	}
	for i, c := range columns {
		if grow := s.Columns[c].Grow; grow > 0 {
			extra := min(max(0, spare*grow/weight), s.natural[c]-out[i])
			out[i] += extra
			spare -= extra
			weight -= grow
		}
	}
	return out
}

func (s *tableSetter) panel(columns []int) []string {
	widths := s.widths(columns)
	lines := s.header(columns, widths)
	rule := lines[len(lines)-1]
	for i, g := range s.Groups {
		if i > 0 && g.Title == "" {
			lines = append(lines, rule)
		}
		lines = append(lines, s.group(g, columns, widths)...)
	}
	return lines
}

func (s *tableSetter) header(columns []int, widths []int) []string {
	var cells [][]string
	total := columnGap * (len(columns) - 1)
	for i, c := range columns {
		cells = append(cells, wrap(s.Columns[c].Title, max(widths[i], 1)))
		total += widths[i]
	}
	return append(s.row(cells, columns, widths, true), strings.Repeat("─", total))
}

func (s *tableSetter) group(g Group, columns []int, widths []int) []string {
	var lines []string
	if g.Title != "" {
		lines = s.groupTitle(g)
	}
	for i, row := range g.Rows {
		var cells [][]string
		for j, c := range columns {
			cells = append(cells, setCell(row[c], widths[j]))
		}
		if s.Style == Passages && (i > 0 || g.Title != "") {
			lines = append(lines, "")
		}
		lines = append(lines, s.row(cells, columns, widths, false)...)
	}
	return lines
}

func setCell(c Cell, width int) []string {
	var out []string
	for _, line := range cellLines(c.Body) {
		out = append(out, wrap(line, width)...)
	}
	return out
}

// row sets cells side by side; a header stands on the bottom line, other cells on the top one.
func (s *tableSetter) row(cells [][]string, columns, widths []int, header bool) []string {
	height := 1
	for _, c := range cells {
		height = max(height, len(c))
	}
	out := make([]string, height)
	for y := range out {
		var parts []string
		for i, c := range cells {
			at := y
			if header {
				at = y - (height - len(c))
			}
			text := ""
			if at >= 0 && at < len(c) {
				text = c[at]
			}
			parts = append(parts, pad(text, widths[i], s.Columns[columns[i]].Right))
		}
		out[y] = strings.TrimRight(strings.Join(parts, strings.Repeat(" ", columnGap)), " ")
	}
	return out
}
