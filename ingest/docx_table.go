package ingest

import "strconv"

// table reads a table with its rows and cells, which may stand in content controls.
func (w *docxWalk) table() error {
	if err := w.endOpen(); err != nil {
		return err
	}
	t := &table{}
	var rows func(c xmlNode) error
	rows = func(c xmlNode) error {
		switch c.name {
		case "w:tr":
			row, err := w.row()
			if row != nil {
				t.rows = append(t.rows, row)
			}
			return err
		case "w:sdt":
			return w.control(rows)
		case "w:customXml":
			return w.x.each(rows)
		}
		return nil
	}
	err := w.x.each(rows)
	w.f.addTable(t)
	w.item = ""
	return err
}

// row reads a row; nil when a change takes it away.
func (w *docxWalk) row() (row []cell, err error) {
	col, gone := 0, false
	var cells func(c xmlNode) error
	cells = func(c xmlNode) error {
		switch c.name {
		case "w:trPr":
			return w.x.each(func(c xmlNode) error {
				switch c.name {
				case "w:gridBefore":
					n, _ := strconv.Atoi(c.get("w:val"))
					col += min(max(n, 0), maxColumns)
				case "w:ins", "w:del":
					w.left.changes++
					gone = gone || !w.shows(c.name)
				}
				return nil
			})
		case "w:tc":
			one, err := w.cell(col)
			row = append(row, one)
			col += one.span
			return err
		case "w:sdt":
			return w.control(cells)
		case "w:customXml":
			return w.x.each(cells)
		}
		return nil
	}
	err = w.x.each(cells)
	if gone {
		row = nil
	}
	return row, err
}

// maxColumns is the greatest number of columns of a table in Word.
const maxColumns = 63

func (w *docxWalk) cell(col int) (cell, error) {
	out := cell{col: col, span: 1}
	w.f.open()
	err := w.x.each(func(c xmlNode) error {
		if c.name != "w:tcPr" {
			return w.block(c)
		}
		return w.x.each(func(c xmlNode) error {
			if n, err := strconv.Atoi(c.get("w:val")); c.name == "w:gridSpan" && err == nil {
				out.span = min(max(n, 1), maxColumns)
			}
			return nil
		})
	})
	if err == nil {
		err = w.endOpen()
	}
	out.lines = w.f.close()
	return out, err
}
