package fake

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode"
)

// schema is what a collection is made of.
type schema struct {
	Name    string    `json:"name"`
	Fields  []field   `json:"fields"`
	Symbols *[]string `json:"symbols_to_index,omitempty"`
}

type field struct {
	Name  string `json:"name"`
	Type  string `json:"type"`
	Facet bool   `json:"facet,omitempty"`
	Sort  bool   `json:"sort,omitempty"`
}

type collection struct {
	schema
	fields map[string]field
	docs   map[string]*doc
}

// doc is a document: as it was sent, and its fields ready for filters.
type doc struct {
	id      string
	raw     map[string]json.RawMessage
	texts   map[string][]string
	folded  map[string]map[string]bool
	numbers map[string]float64
}

// strict reads JSON and refuses fields that it does not know.
func strict(body []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(body))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return bad("%v", err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return bad("more than one value")
	}
	return nil
}

var types = []string{"string", "string[]", "int32", "int64", "float"}

func (s *Server) makeCollection(_ *http.Request, body []byte) (int, any, error) {
	c := &collection{fields: map[string]field{}, docs: map[string]*doc{}}
	if err := strict(body, &c.schema); err != nil {
		return 0, nil, err
	}
	if s.collections[c.Name] != nil {
		return 0, nil, fault{http.StatusConflict, "A collection with name `" + c.Name + "` already exists."}
	}
	if c.Name == "" || len(c.Fields) == 0 {
		return 0, nil, bad("a collection needs a name and fields")
	}
	for _, f := range c.Fields {
		if _, twice := c.fields[f.Name]; twice || f.Name == "" || !slices.Contains(types, f.Type) {
			return 0, nil, bad("field %q of type %q", f.Name, f.Type)
		}
		c.fields[f.Name] = f
	}
	s.collections[c.Name] = c
	return http.StatusCreated, c.describe(), nil
}

func (c *collection) describe() map[string]any {
	return map[string]any{"name": c.Name, "fields": c.Fields, "num_documents": len(c.docs), "created_at": 1}
}

func (s *Server) listCollections(*http.Request, []byte) (int, any, error) {
	out := []any{}
	for _, c := range s.collections {
		out = append(out, c.describe())
	}
	return http.StatusOK, out, nil
}

func (s *Server) getCollection(r *http.Request, _ []byte) (int, any, error) {
	c, err := s.named(r.PathValue("name"))
	if err != nil {
		return 0, nil, err
	}
	return http.StatusOK, c.describe(), nil
}

func (s *Server) dropCollection(r *http.Request, _ []byte) (int, any, error) {
	c, err := s.named(r.PathValue("name"))
	if err != nil {
		return 0, nil, err
	}
	delete(s.collections, c.Name)
	return http.StatusOK, c.describe(), nil
}

func (s *Server) putDocument(r *http.Request, body []byte) (int, any, error) {
	c, err := s.named(r.PathValue("name"))
	if err != nil {
		return 0, nil, err
	}
	if action := r.URL.Query().Get("action"); action != "upsert" {
		return 0, nil, bad("action %q", action)
	}
	d, err := c.read(body)
	if err != nil {
		return 0, nil, err
	}
	c.docs[d.id] = d
	return http.StatusCreated, d.raw, nil
}

func (s *Server) getDocument(r *http.Request, _ []byte) (int, any, error) {
	c, err := s.named(r.PathValue("name"))
	if err != nil {
		return 0, nil, err
	}
	d := c.docs[r.PathValue("id")]
	if d == nil {
		return 0, nil, fault{http.StatusNotFound, "Could not find a document with id: " + r.PathValue("id")}
	}
	return http.StatusOK, d.raw, nil
}

func (s *Server) deleteDocuments(r *http.Request, _ []byte) (int, any, error) {
	c, err := s.named(r.PathValue("name"))
	if err != nil {
		return 0, nil, err
	}
	holds, err := c.filter(r.URL.Query().Get("filter_by"))
	if err != nil {
		return 0, nil, err
	}
	n := 0
	for id, d := range c.docs {
		if holds(d) {
			delete(c.docs, id)
			n++
		}
	}
	return http.StatusOK, map[string]int{"num_deleted": n}, nil
}

// importDocuments takes a document a line and answers a line for each.
func (s *Server) importDocuments(r *http.Request, body []byte) (int, any, error) {
	c, err := s.named(r.PathValue("name"))
	if err != nil {
		return 0, nil, err
	}
	if n, err := strconv.Atoi(r.URL.Query().Get("batch_size")); err != nil || n < 1 || r.URL.Query().Get("action") != "upsert" {
		return 0, nil, bad("action %q, batch size %q", r.URL.Query().Get("action"), r.URL.Query().Get("batch_size"))
	}
	var out bytes.Buffer
	for line := range bytes.SplitSeq(body, []byte("\n")) {
		result := map[string]any{"success": true}
		if err := s.importLine(c, line); err != nil {
			result = map[string]any{"success": false, "error": err.Error(), "code": err.(fault).status, "document": string(line)}
		}
		data, err := json.Marshal(result)
		if err != nil {
			return 0, nil, err
		}
		out.Write(append(data, '\n'))
	}
	return http.StatusOK, lines(bytes.TrimSuffix(out.Bytes(), []byte("\n"))), nil
}

func (s *Server) importLine(c *collection, line []byte) error {
	d, err := c.read(line)
	if err != nil {
		s.problems = append(s.problems, "import into "+c.Name+": "+err.Error())
		return err
	}
	if s.RefuseLine != nil {
		if code, message := s.RefuseLine(d.id); code != 0 {
			return fault{code, message}
		}
	}
	c.docs[d.id] = d
	return nil
}

// read reads a document and holds its fields to their types.
func (c *collection) read(data []byte) (*doc, error) {
	d := &doc{texts: map[string][]string{}, folded: map[string]map[string]bool{}, numbers: map[string]float64{}}
	if err := json.Unmarshal(data, &d.raw); err != nil {
		return nil, bad("%v", err)
	}
	if err := json.Unmarshal(d.raw["id"], &d.id); err != nil || d.id == "" {
		return nil, bad("a document needs an id that is a string")
	}
	for _, f := range c.Fields {
		if err := c.readField(d, f); err != nil {
			return nil, bad("Field `%s` must be a %s: %v", f.Name, f.Type, err)
		}
	}
	return d, nil
}

func (c *collection) readField(d *doc, f field) (err error) {
	raw, ok := d.raw[f.Name]
	if !ok || string(raw) == "null" {
		return errors.New("it is missing")
	}
	switch f.Type {
	case "string":
		var s string
		err = json.Unmarshal(raw, &s)
		d.texts[f.Name] = []string{s}
	case "string[]":
		list := []string{}
		err = json.Unmarshal(raw, &list)
		d.texts[f.Name] = list
	case "int32", "int64":
		var n int64
		if f.Type == "int32" {
			var small int32
			err = json.Unmarshal(raw, &small)
		}
		err = errors.Join(err, json.Unmarshal(raw, &n))
		d.numbers[f.Name] = float64(n)
	default:
		var n float64
		err = json.Unmarshal(raw, &n)
		d.numbers[f.Name] = float64(float32(n))
	}
	if list, ok := d.texts[f.Name]; ok {
		set := map[string]bool{}
		for _, s := range list {
			set[c.fold(s)] = true
		}
		d.folded[f.Name] = set
	}
	return err
}

// longestToken is how long words are that the server keeps whole.
const longestToken = 100

// fold is a text as the server compares it: words in small letters, without the signs that are not indexed.
func (c *collection) fold(s string) string {
	symbols := ""
	if c.Symbols != nil {
		symbols = strings.Join(*c.Symbols, "")
	}
	var out []string
	for _, w := range strings.Fields(strings.ToLower(s)) {
		w = strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune(symbols, r) {
				return r
			}
			return -1
		}, w)
		if w != "" {
			out = append(out, w[:min(len(w), longestToken)])
		}
	}
	return strings.Join(out, " ")
}

// sorted lists the documents by their ids.
func (c *collection) sorted() []*doc {
	out := make([]*doc, 0, len(c.docs))
	for _, d := range c.docs {
		out = append(out, d)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].id < out[j].id })
	return out
}
