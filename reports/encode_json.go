package reports

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// encodeJSON writes the value itself, two spaces deep, with the characters of its quotes as they are. A
// manifest is one more key, the last.
func encodeJSON(w io.Writer, v Report, o options) error {
	value, err := indented(v)
	if err != nil || o.manifest == nil {
		return errors.Join(err, write(w, value))
	}
	manifest, err := indented(o.manifest)
	if err != nil {
		return err
	}
	rest, ok := bytes.CutSuffix(bytes.TrimSpace(value), []byte("\n}"))
	if !ok {
		return fmt.Errorf("a %T is no JSON object with keys, so it cannot carry a manifest", v)
	}
	within := bytes.ReplaceAll(bytes.TrimSpace(manifest), []byte("\n"), []byte("\n  "))
	return write(w, rest, []byte(",\n  \"manifest\": "), within, []byte("\n}\n"))
}

func indented(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(v)
	return b.Bytes(), err
}

func write(w io.Writer, parts ...[]byte) error {
	_, err := w.Write(bytes.Join(parts, nil))
	return err
}
