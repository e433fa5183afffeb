package ingest

import (
	"fmt"
	"strconv"

	"corridor/corpus"
)

// table reads a table with its rows and cells.
func (w *odtWalk) table() error {
	if err := w.endOpen(); err != nil {
		return err
	}
	t := &table{}
	var rows func(c xmlNode) error
	rows = func(c xmlNode) error {
		switch c.name {
		case "table:table-row":
			row, size, err := w.row()
			if err != nil {
				return err
			}
			n := repeats(c, "table:number-rows-repeated")
			if size*n > 2*MaxTextBytes {
				return fmt.Errorf("a row of a table repeats %d times: more than %d bytes of text: %w", n, MaxTextBytes, corpus.ErrTooLarge)
			}
			for i := 0; i < n && (size > 0 || i == 0); i++ {
				t.rows = append(t.rows, row)
			}
		case "table:table-header-rows", "table:table-rows", "table:table-row-group":
			return w.x.each(rows)
		}
		return nil
	}
	err := w.x.each(rows)
	if w.captured != nil {
		for _, l := range t.lines() {
			p := &odtParagraph{}
			p.write(l.text)
			*w.captured = append(*w.captured, p)
		}
		return err
	}
	w.f.addTable(t)
	w.item = false
	return err
}

// repeats reads how often a row or cell stands there.
func repeats(c xmlNode, attr string) int {
	n, err := strconv.Atoi(c.get(attr))
	if err != nil || n < 1 {
		return 1
	}
	return min(n, 1<<20)
}

// row reads a row, and how many bytes of text it holds.
func (w *odtWalk) row() (row []cell, size int, err error) {
	col := 0
	err = w.x.each(func(c xmlNode) error {
		n := repeats(c, "table:number-columns-repeated")
		switch c.name {
		case "table:table-cell":
			one := cell{span: min(repeats(c, "table:number-columns-spanned"), maxColumns)}
			lines, err := w.apart(w.block)
			one.lines = lines
			bytes := len(plainText(lines))
			if size += bytes * n; size > 2*MaxTextBytes {
				return fmt.Errorf("a cell of a table repeats %d times: more than %d bytes of text: %w", n, MaxTextBytes, corpus.ErrTooLarge)
			}
			for i := 0; i < n && i < maxColumns; i++ {
				one.col = min(col+i, maxColumns)
				if bytes > 0 || i == 0 {
					row = append(row, one)
				}
			}
			col += n
			return err
		case "table:covered-table-cell":
			col += n
		}
		return nil
	})
	return row, size, err
}
