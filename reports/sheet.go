package reports

import (
	_ "embed"
	"encoding/csv"
	"slices"
	"strings"
	"sync"

	"corridor/corpus"
)

// Sheet is a flat table of typed cells: string, int, float64, bool, corpus.Date, or nil for a value that is
// not there. Every row is as long as Columns.
type Sheet struct {
	Name    string
	Columns []string
	Rows    [][]any
}

// positive makes a cell of a number that is there only when above 0, such as a page or a year.
func positive(v int) any {
	if v <= 0 {
		return nil
	}
	return v
}

// dateCell makes a cell of a date, when it is known.
func dateCell(d corpus.Date) any {
	if d == "" {
		return nil
	}
	return d
}

// citationCell is how to cite the first of the passages, or the agreement when there is none.
func citationCell(h Header, list []Passage) string {
	if len(list) > 0 {
		return list[0].Citation.String()
	}
	return h.Citation.String()
}

// sheetOf is the sheet of a report. A row that cites no agreement and no passage cites the tables of the report.
func sheetOf(v Report, o options) Sheet {
	s := v.Sheet()
	if slices.ContainsFunc(s.Columns, func(c string) bool { return strings.HasSuffix(c, citationColumn) }) {
		return s
	}
	o.tongue = Tongue{}
	line := tablesCited(v, v.Document(o.tongue), o)
	rows := make([][]any, len(s.Rows))
	for i, r := range s.Rows {
		rows[i] = append(slices.Clip(r), line)
	}
	return Sheet{Name: s.Name, Columns: append(slices.Clip(s.Columns), citationColumn), Rows: rows}
}

// citationColumn is the column that says how to cite a row; old_citation and the like say it of a part of it.
const citationColumn = "citation"

// ColumnMeaning explains a column of a sheet.
type ColumnMeaning struct {
	Type string // text, integer, number, date, yes or no
	Text string
}

//go:embed dictionary.csv
var dictionaryFile string

// dictionary is the meaning of every column, by the name of the sheet and of the column, or of the column alone.
var dictionary = sync.OnceValues(func() (map[[2]string]ColumnMeaning, error) {
	rows, err := csv.NewReader(strings.NewReader(dictionaryFile)).ReadAll()
	out := map[[2]string]ColumnMeaning{}
	for _, r := range rows {
		out[[2]string{r[0], r[1]}] = ColumnMeaning{r[2], r[3]}
	}
	return out, err
})

// Meaning explains a column of a sheet; the zero value when the dictionary lacks it, which tests refuse.
func Meaning(sheet, column string) ColumnMeaning {
	all, err := dictionary()
	if err != nil {
		return ColumnMeaning{}
	}
	if m, ok := all[[2]string{sheet, column}]; ok {
		return m
	}
	return all[[2]string{"", column}]
}
