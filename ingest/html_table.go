package ingest

import (
	"strconv"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// table reads a table with its rows and cells: of data, or for layout.
func (w *htmlWalk) table(n *html.Node, depth int) error {
	w.flush(true)
	t := &table{}
	state := w.htmlState
	w.around(n)
	var taken []int // rows that a cell above still covers, by column
	err := w.rows(n, t, &taken, depth)
	w.htmlState = state
	w.f.addTable(t)
	w.f.settle(w.f.top())
	w.f.top().gap = true
	return err
}

// rows reads what stands in a table: rows, by themselves or in groups, and the caption.
func (w *htmlWalk) rows(n *html.Node, t *table, taken *[]int, depth int) error {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && w.skip(c) {
			continue
		}
		var err error
		switch c.DataAtom {
		case atom.Tr:
			var row []cell
			row, err = w.row(c, taken, depth+2)
			t.rows = append(t.rows, row)
		case atom.Tbody, atom.Thead, atom.Tfoot:
			err = w.rows(c, t, taken, depth+1)
		case atom.Caption:
			err = w.visit(c, depth+1)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (w *htmlWalk) row(tr *html.Node, taken *[]int, depth int) (row []cell, err error) {
	col := 0
	for c := tr.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom != atom.Td && c.DataAtom != atom.Th || w.skip(c) {
			continue
		}
		extra := w.judge.drops(c, w.inMain)
		for col < len(*taken) && (*taken)[col] > 0 {
			col++
		}
		one := cell{col: col, span: spanOf(c, "colspan")}
		for len(*taken) < min(col+one.span, maxColumns) {
			*taken = append(*taken, 0)
		}
		for i := col; i < min(col+one.span, maxColumns); i++ {
			(*taken)[i] = spanOf(c, "rowspan")
		}
		if !extra {
			one.lines, err = w.cell(c, depth)
		}
		if err != nil {
			return nil, err
		}
		row = append(row, one)
		col += one.span
	}
	for i := range *taken {
		(*taken)[i] = max(0, (*taken)[i]-1)
	}
	return row, nil
}

func spanOf(n *html.Node, key string) int {
	v, err := strconv.Atoi(attr(n, key))
	if err != nil || v < 1 {
		return 1
	}
	return min(v, maxColumns)
}

func (w *htmlWalk) cell(n *html.Node, depth int) ([]rawLine, error) {
	state := w.htmlState
	w.around(n)
	w.f.open()
	err := w.children(n, depth)
	w.flush(false)
	lines := w.f.close()
	w.htmlState = state
	return lines, err
}
