package ingest

import (
	"slices"
	"strings"
)

// cellBorder parts the cells of a row.
const cellBorder = " | "

// columnVoice is what its column says for the language of a cell.
const columnVoice = 4

// cutRows cuts the rows of tables whose columns are in different languages into their cells.
func (p *parting) cutRows() {
	var out []passage
	for i := 0; i < len(p.passages); {
		j := i
		for j < len(p.passages) && p.passages[j].kind == markTableRow {
			j++
		}
		if j == i {
			out = append(out, p.passages[i])
			i++
			continue
		}
		out = append(out, p.cells(p.passages[i:j], len(out))...)
		i = j
	}
	p.passages = out
}

// cells gives the cells of a table whose columns are in different languages, else its rows.
func (p *parting) cells(rows []passage, before int) []passage {
	n := commonCells(rows)
	columns := p.columnVoices(rows, n)
	if !severalVoices(columns) {
		return rows
	}
	var out []passage
	for r, u := range rows {
		cells, in := strings.Split(u.text, cellBorder), columns
		if len(cells) != n {
			in = slices.DeleteFunc(slices.Clone(columns), func(v voice) bool { return v < 0 })
		}
		if len(cells) != len(in) {
			u.kind, u.row, u.gap = 0, before+r+1, true
			out = append(out, u)
			continue
		}
		label, at := "", 0
		for c, text := range cells {
			from := at
			at += len(text) + len(cellBorder)
			if in[c] < 0 { // a number or a mark for the whole row
				label = text + " "
				continue
			}
			cell := passage{rawLine: u.rawLine, row: before + r + 1}
			cell.text, cell.kind, cell.gap = label+strings.TrimSpace(text), 0, true
			cell.spots = shifted(u.spotsIn(from, from+len(text)), len(label))
			cell.heard.listen(text)
			cell.heard.score[in[c]] += columnVoice
			out = append(out, cell)
		}
	}
	return out
}

// commonCells is how many cells most rows have.
func commonCells(rows []passage) int {
	count := map[int]int{}
	best := 0
	for _, u := range rows {
		n := strings.Count(u.text, cellBorder) + 1
		count[n]++
		if count[n] > count[best] {
			best = n
		}
	}
	return best
}

// columnVoices finds the language of each column among those of the document; -1 where it has none.
func (p *parting) columnVoices(rows []passage, n int) []voice {
	sums := make([]tally, n)
	for _, u := range rows {
		cells := strings.Split(u.text, cellBorder)
		for c := 0; c < n && len(cells) == n; c++ {
			sums[c].listen(cells[c])
		}
	}
	out := make([]voice, n)
	for c := range sums {
		out[c] = -1
		lead := float32(0)
		for _, v := range p.langs {
			others := float32(0)
			for _, o := range p.langs {
				if o != v {
					others = max(others, sums[c].score[o])
				}
			}
			if d := sums[c].score[v] - others; d >= decided && d > lead {
				out[c], lead = v, d
			}
		}
	}
	return out
}

func severalVoices(columns []voice) bool {
	first := voice(-1)
	for _, v := range columns {
		switch {
		case v < 0:
		case first < 0:
			first = v
		case v != first:
			return true
		}
	}
	return false
}
