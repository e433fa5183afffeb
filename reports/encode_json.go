package reports

import (
	"encoding/json"
	"io"
)

// encodeJSON writes the value itself, two spaces deep, with the characters of its quotes as they are.
func encodeJSON(w io.Writer, v Report, _ options) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}
