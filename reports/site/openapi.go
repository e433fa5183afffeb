package site

import (
	_ "embed"
	"encoding"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"corridor/corpus"
	"corridor/reports"
	"corridor/rubric"
)

// openAPIFile is the description of the API that is sent; a test holds it to the table of endpoints and the Go types.
//
//go:embed openapi.json
var openAPIFile []byte

// description is what the page on the API needs of it.
type description struct {
	Info struct{ Title, Version, Description string }
	// Paths by address, then method in small letters.
	Paths map[string]map[string]struct {
		OperationID string `json:"operationId"`
		Summary     string `json:"summary"`
		Parameters  []struct {
			Name, In, Description string
			Required              bool
		} `json:"parameters"`
	}
}

func describedAPI() (d description, err error) {
	if err := json.Unmarshal(openAPIFile, &d); err != nil {
		return d, fmt.Errorf("the description of the API is damaged: %w: %w", corpus.ErrInvalid, err)
	}
	return d, nil
}

// describe writes the description of the API from the table of endpoints and the Go types.
func (s *Site) describe() ([]byte, error) {
	g := &schemas{out: map[string]any{}}
	paths := map[string]map[string]any{}
	for _, e := range s.endpoints() {
		path := "/api/v1" + e.path
		if paths[path] == nil {
			paths[path] = map[string]any{}
		}
		paths[path][strings.ToLower(e.method)] = g.operation(e)
	}
	g.of(reflect.TypeFor[problem]())
	doc := map[string]any{
		"openapi": "3.1.0",
		"info": map[string]any{"title": "Corridor", "version": "1", "description": "Bilateral labour agreements and what they provide, with the passages that prove it. " +
			"The same values as the pages. Lists page; answers carry an ETag; errors are problem details (RFC 9457). Nothing of what is not published is sent.",
			"license": map[string]any{"name": "Apache-2.0", "identifier": "Apache-2.0"}},
		"paths":      paths,
		"components": map[string]any{"schemas": g.out},
	}
	return json.MarshalIndent(doc, "", " ")
}

func (g *schemas) operation(e endpoint) map[string]any {
	status, ok := "200", map[string]any{"description": e.summary}
	if e.name == "scoreDraft" {
		status = "201"
	}
	media, schema := "application/json", any(map[string]any{"type": "string"})
	if e.result != nil {
		schema = g.of(reflect.TypeOf(e.result))
	} else {
		media = e.media
	}
	ok["content"] = map[string]any{media: map[string]any{"schema": schema}}
	op := map[string]any{"operationId": e.name, "summary": e.summary, "responses": map[string]any{
		status: ok,
		"default": map[string]any{"description": "what went wrong", "content": map[string]any{
			"application/problem+json": map[string]any{"schema": map[string]any{"$ref": "#/components/schemas/problem"}}}},
	}}
	if e.name == "scoreDraft" {
		op["requestBody"] = map[string]any{"required": true, "content": map[string]any{"multipart/form-data": map[string]any{"schema": map[string]any{"type": "object", "properties": map[string]any{
			"file": map[string]any{"type": "string", "contentMediaType": "application/octet-stream"}, "text": map[string]any{"type": "string"}, "previous": map[string]any{"type": "string"}}}}}}
	}
	var params []any
	for _, p := range e.params {
		params = append(params, p.describe())
	}
	if params != nil {
		op["parameters"] = params
	}
	return op
}

func (p param) describe() map[string]any {
	schema := map[string]any{"type": p.kind}
	if p.enum != nil {
		schema["enum"] = p.enum
	}
	if p.many {
		schema = map[string]any{"type": "array", "items": schema}
	}
	out := map[string]any{"name": p.name, "in": p.in, "description": p.about, "schema": schema}
	if p.in == "path" {
		out["required"] = true
	}
	if p.example != "" {
		out["example"] = p.example
	}
	return out
}

// schemas gathers the JSON Schemas of Go types.
type schemas struct{ out map[string]any }

// special are the types that write their own JSON.
var special = map[reflect.Type]map[string]any{
	reflect.TypeFor[time.Time]():      {"type": "string", "format": "date-time"},
	reflect.TypeFor[reports.Share]():  {"type": "object", "properties": map[string]any{"k": map[string]any{"type": "integer"}, "n": map[string]any{"type": "integer"}, "share": map[string]any{"type": []string{"number", "null"}}}, "required": []string{"k", "n", "share"}},
	reflect.TypeFor[rubric.Num]():     {"type": []string{"number", "null"}},
	reflect.TypeFor[corpus.Layout]():  {"type": "array", "items": map[string]any{"type": "number"}},
	reflect.TypeFor[rubric.Applies](): {"type": "string"},
}

// of is the schema of a type: a reference for a struct that has a name.
func (g *schemas) of(t reflect.Type) map[string]any {
	if s, ok := special[t]; ok {
		return s
	}
	if t == reflect.TypeFor[rubric.Level]() {
		var names []string
		for _, l := range rubric.Levels() {
			names = append(names, l.String())
		}
		return map[string]any{"type": "string", "enum": names}
	}
	if t.Kind() != reflect.Pointer && (t.Implements(reflect.TypeFor[encoding.TextMarshaler]()) || t.Kind() == reflect.String) {
		return map[string]any{"type": "string"}
	}
	switch t.Kind() {
	case reflect.Pointer:
		return map[string]any{"anyOf": []any{g.of(t.Elem()), map[string]any{"type": "null"}}}
	case reflect.Bool:
		return map[string]any{"type": "boolean"}
	case reflect.Float32, reflect.Float64:
		return map[string]any{"type": "number"}
	case reflect.Slice:
		return map[string]any{"type": []string{"array", "null"}, "items": g.of(t.Elem())}
	case reflect.Array:
		return map[string]any{"type": "array", "items": g.of(t.Elem())}
	case reflect.Map:
		return map[string]any{"type": []string{"object", "null"}, "additionalProperties": g.of(t.Elem())}
	case reflect.Struct:
		return g.ref(t)
	case reflect.Interface:
		return map[string]any{}
	}
	return map[string]any{"type": "integer"}
}

func (g *schemas) ref(t reflect.Type) map[string]any {
	name := schemaName(t)
	if _, ok := g.out[name]; !ok {
		g.out[name] = nil // on its way
		properties, required := map[string]any{}, []string{}
		g.fields(t, properties, &required)
		slices.Sort(required)
		g.out[name] = map[string]any{"type": "object", "properties": properties, "required": required}
	}
	return map[string]any{"$ref": "#/components/schemas/" + name}
}

// schemaName is the type's name; that of the package goes before it, since several packages have a Coding.
func schemaName(t reflect.Type) string {
	name := strings.NewReplacer("[", "_", "]", "", "/", "_", "corridor_", "", "*", "").Replace(t.Name())
	if i := strings.LastIndex(name, "."); i >= 0 {
		name = strings.NewReplacer("corpus.", "", "rubric.", "").Replace(name)
	}
	if pkg := t.PkgPath()[strings.LastIndex(t.PkgPath(), "/")+1:]; pkg != "site" && pkg != "reports" {
		return pkg + "." + name
	}
	return name
}

// fields adds the fields of a struct as encoding/json writes them.
func (g *schemas) fields(t reflect.Type, properties map[string]any, required *[]string) {
	for i := range t.NumField() {
		f := t.Field(i)
		tag := f.Tag.Get("json")
		name, opts, _ := strings.Cut(tag, ",")
		if f.Anonymous && name == "" {
			inner := f.Type
			if inner.Kind() == reflect.Pointer {
				inner = inner.Elem()
			}
			g.fields(inner, properties, required)
			continue
		}
		if !f.IsExported() || tag == "-" {
			continue
		}
		if name == "" {
			name = f.Name
		}
		properties[name] = g.of(f.Type)
		if !strings.Contains(opts, "omit") {
			*required = append(*required, name)
		}
	}
}
