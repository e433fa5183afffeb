package site_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// described is what a program that knows nothing but the description of the API makes of it.
type described struct {
	doc     map[string]any
	schemas *jsonschema.Compiler
}

const descriptionAt = "mem:///openapi.json"

func (s *served) described() described {
	s.t.Helper()
	a := s.get("/api/openapi.json")
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(a.body))
	if err != nil {
		s.t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource(descriptionAt, doc); err != nil {
		s.t.Fatal(err)
	}
	return described{doc.(map[string]any), c}
}

// operation is one call that the description allows.
type operation struct {
	method, path string
	params       []map[string]any
	id           string
}

// operations lists the calls in the order of their paths.
func (d described) operations() (out []operation) {
	paths := d.doc["paths"].(map[string]any)
	for _, path := range slices.Sorted(maps.Keys(paths)) {
		for method, x := range paths[path].(map[string]any) {
			op := operation{method: strings.ToUpper(method), path: path, id: x.(map[string]any)["operationId"].(string)}
			list, _ := x.(map[string]any)["parameters"].([]any)
			for _, p := range list {
				op.params = append(op.params, p.(map[string]any))
			}
			out = append(out, op)
		}
	}
	return out
}

// check holds an answer to the schema that the description gives for its status and media type.
func (d described) check(op operation, a answer) error {
	media, _, _ := strings.Cut(a.Header.Get("Content-Type"), ";")
	status := fmt.Sprint(a.StatusCode)
	responses := d.doc["paths"].(map[string]any)[op.path].(map[string]any)[strings.ToLower(op.method)].(map[string]any)["responses"].(map[string]any)
	if responses[status] == nil {
		status = "default"
	}
	content := responses[status].(map[string]any)["content"].(map[string]any)
	if content[media] == nil {
		return fmt.Errorf("the description knows no %s in answer %s", media, status)
	}
	if media != "application/json" && media != "application/problem+json" {
		return nil
	}
	escape := strings.NewReplacer("~", "~0", "/", "~1")
	at := fmt.Sprintf("%s#/paths/%s/%s/responses/%s/content/%s/schema", descriptionAt, escape.Replace(op.path), strings.ToLower(op.method), status, escape.Replace(media))
	schema, err := d.schemas.Compile(at)
	if err != nil {
		return err
	}
	value, err := jsonschema.UnmarshalJSON(strings.NewReader(a.body))
	if err != nil {
		return err
	}
	return schema.Validate(value)
}

// TestTheDescriptionIsEnough drives every call of the API by its description alone: values of paths come from
// examples, or from the list of agreements, which the description names.
func TestTheDescriptionIsEnough(t *testing.T) {
	s := serve(t)
	d := s.described()
	var list struct{ Agreements []struct{ ID, Kind string } }
	if err := json.Unmarshal([]byte(s.get("/api/v1/agreements?limit=100").body), &list); err != nil || len(list.Agreements) < 2 {
		t.Fatalf("%v: %d agreements", err, len(list.Agreements))
	}
	for _, op := range d.operations() {
		if op.method != "GET" {
			continue
		}
		asked := 0
		for _, variant := range d.variants(op) {
			path := op.path
			for name, value := range variant.inPath {
				if value == "" {
					value = list.Agreements[0].ID
				}
				path = strings.ReplaceAll(path, "{"+name+"}", value)
			}
			if op.id == "compare" {
				variant.query += "&id=" + list.Agreements[0].ID + "&id=" + list.Agreements[1].ID + "&rubric=cw2022"
			}
			if op.id == "similar" {
				variant.query += "&at=1500-1600"
			}
			a := s.get(path + "?" + variant.query)
			asked++
			if a.StatusCode >= 500 || a.StatusCode != http.StatusOK && variant.query == "" {
				t.Errorf("%s?%s: %s\n%.400s", path, variant.query, a.Status, a.body)
			}
			if err := d.check(op, a); err != nil {
				t.Errorf("%s?%s: %v", path, variant.query, err)
			}
		}
		if asked == 0 {
			t.Errorf("%s was not asked", op.path)
		}
	}
}

// variant is one way to fill in a call.
type variant struct {
	inPath map[string]string
	query  string
}

// variants asks a call without its query, then with every value of each list of values, then with a value that is wrong.
func (d described) variants(op operation) (out []variant) {
	inPath := map[string]string{}
	var queries []string
	if op.id != "compare" && op.id != "similar" {
		queries = append(queries, "")
	}
	for _, p := range op.params {
		name := p["name"].(string)
		schema := p["schema"].(map[string]any)
		if p["in"] == "path" {
			inPath[name], _ = p["example"].(string)
			continue
		}
		values, _ := schema["enum"].([]any)
		for _, v := range values {
			queries = append(queries, name+"="+fmt.Sprint(v))
		}
		if schema["type"] == "integer" {
			queries = append(queries, name+"=7", name+"=wrong")
		} else if values != nil {
			queries = append(queries, name+"=wrong")
		}
	}
	if len(queries) == 0 {
		queries = []string{""}
	}
	for _, q := range queries {
		out = append(out, variant{inPath, q})
	}
	return out
}

// TestDraftsByTheAPI scores a draft in one answer and as a stream, and names the round before.
func TestDraftsByTheAPI(t *testing.T) {
	s := serve(t)
	d := s.described()
	form, media := draftForm(t, "draft.txt", fmt.Sprintf(draftText, ""))
	a := s.do("POST", "/api/v1/drafts?rubric=cw2022", form, "Content-Type", media)
	if a.StatusCode != http.StatusCreated {
		t.Fatalf("%s\n%s", a.Status, a.body)
	}
	op := operation{method: "POST", path: "/api/v1/drafts"}
	if err := d.check(op, a); err != nil {
		t.Error(err)
	}
	var got struct {
		Token     string
		Scorecard struct{ Contrary []struct{ Criterion string } }
		Round     json.RawMessage
	}
	if err := json.Unmarshal([]byte(a.body), &got); err != nil || len(got.Scorecard.Contrary) != 1 || got.Scorecard.Contrary[0].Criterion != "cw.passport" || got.Round != nil {
		t.Errorf("%v: %+v", err, got)
	}
	form, media = draftForm(t, "draft.txt", strings.Replace(fmt.Sprintf(draftText, ""), "shall keep", "shall not keep", 1), "previous", got.Token)
	a = s.do("POST", "/api/v1/drafts?rubric=cw2022", form, "Content-Type", media, "Accept", "text/event-stream")
	var result []byte
	for event := range strings.SplitSeq(a.body, "\n\n") {
		if data, ok := strings.CutPrefix(event, "event: result\ndata: "); ok {
			result = []byte(data)
		}
	}
	if !strings.Contains(a.body, "event: stage") || !bytes.Contains(result, []byte(`"round":{`)) {
		t.Errorf("the stream has no stage or no round: %.600s", a.body)
	}
	for body, status := range map[string]int{"": http.StatusBadRequest, "\x00\x01\x02\x03": http.StatusUnprocessableEntity} {
		form, media = draftForm(t, "x.bin", body)
		a := s.do("POST", "/api/v1/drafts", form, "Content-Type", media)
		if a.StatusCode != status || a.Header.Get("Content-Type") != "application/problem+json" {
			t.Errorf("%q: %s %s", body, a.Status, a.Header.Get("Content-Type"))
		}
		if err := d.check(op, a); err != nil {
			t.Error(err)
		}
	}
}

// TestAnswersAreKept: an ETag that is sent back is answered by 304, and text is compressed for those who can read it.
func TestAnswersAreKept(t *testing.T) {
	s := serve(t)
	for _, path := range []string{"/", "/api/v1/agreements", "/api/v1/coverage", "/search?q=passport"} {
		first := s.get(path)
		tag := first.Header.Get("ETag")
		if tag == "" {
			t.Errorf("%s: no ETag", path)
			continue
		}
		if again := s.get(path, "If-None-Match", tag); again.StatusCode != http.StatusNotModified || again.body != "" {
			t.Errorf("%s: %s with %d bytes", path, again.Status, len(again.body))
		}
		if zipped := s.get(path, "Accept-Encoding", "gzip"); len(first.body) > 1400 && (zipped.Header.Get("Content-Encoding") != "gzip" || len(zipped.body) >= len(first.body)) {
			t.Errorf("%s: not compressed: %q", path, zipped.Header.Get("Content-Encoding"))
		}
	}
}

// TestExports: everything is handed out once, as JSON Lines and as CSV.
func TestExports(t *testing.T) {
	s := serve(t)
	lines := strings.Split(strings.TrimSpace(s.get("/api/v1/export/agreements.jsonl").body), "\n")
	var total struct{ Total int }
	if err := json.Unmarshal([]byte(s.get("/api/v1/agreements").body), &total); err != nil || total.Total != len(lines) {
		t.Errorf("%v: %d lines of %d agreements", err, len(lines), total.Total)
	}
	for _, line := range lines {
		if !json.Valid([]byte(line)) {
			t.Errorf("no JSON: %.80s", line)
		}
	}
	findings := strings.Count(s.get("/api/v1/export/findings.jsonl").body, "\n")
	if csv := s.get("/api/v1/export/findings.csv"); findings < 100*len(lines) || strings.Count(csv.body, "\n") < findings+1 {
		t.Errorf("%d findings as JSON, %d lines as CSV", findings, strings.Count(csv.body, "\n"))
	}
}
