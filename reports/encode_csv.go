package reports

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"

	"corridor/store"
)

// encodeCSV writes the report's sheet as RFC 4180: a header line, CRLF line ends, UTF-8 without a
// byte order mark. Text that a spreadsheet would run as a formula gets a leading apostrophe.
func encodeCSV(w io.Writer, v Report, o options) error {
	s := sheetOf(v, o)
	out := csv.NewWriter(w)
	out.UseCRLF = true
	if err := out.Write(s.Columns); err != nil {
		return err
	}
	for _, row := range s.Rows {
		record := make([]string, len(row))
		for i, c := range row {
			record[i] = csvCell(c)
		}
		if err := out.Write(record); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func csvCell(c any) string {
	switch c := c.(type) {
	case nil:
		return ""
	case float64:
		return strconv.FormatFloat(c, 'f', -1, 64)
	case string:
		return store.NeutralCSV(c)
	}
	return fmt.Sprint(c)
}
