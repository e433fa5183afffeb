package reports

// Sheet is a flat table of typed cells: string, int, float64, bool, or nil for a value that is not
// there. Every row is as long as Columns.
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
