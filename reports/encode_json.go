package reports

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
)

// encodeJSON writes the value itself, two spaces deep, with the characters of its quotes as they are. How to cite its
// agreements and tables is one more key, and so is a manifest, the last.
func encodeJSON(w io.Writer, v Report, o options) error {
	value, err := indented(v)
	if err != nil {
		return err
	}
	o.tongue = Tongue{}
	out := bytes.TrimSpace(value)
	if lines := layOut(v, o).Citation; len(lines) > 0 {
		if out, err = withKey(out, "cite_as", lines); err != nil {
			return err
		}
	}
	if o.manifest != nil {
		if out, err = withKey(out, "manifest", o.manifest); err != nil {
			return err
		}
	}
	return write(w, out, []byte("\n"))
}

// withKey adds a key as the last of a JSON object that has keys.
func withKey(object []byte, key string, v any) ([]byte, error) {
	rest, ok := bytes.CutSuffix(object, []byte("\n}"))
	if !ok {
		return nil, fmt.Errorf("a report that is no JSON object with keys cannot carry %q", key)
	}
	value, err := indented(v)
	within := bytes.ReplaceAll(bytes.TrimSpace(value), []byte("\n"), []byte("\n  "))
	return slices.Concat(rest, []byte(",\n  \""+key+"\": "), within, []byte("\n}")), err
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
