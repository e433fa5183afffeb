package site_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"maps"
	"mime/multipart"
	"net/http"
	"slices"
	"strings"
	"testing"

	"corridor/reports/site"
	"corridor/store"
)

// handIn posts a draft and returns the answer, which for a draft that was taken leads to its page.
func (s *served) handIn(name, body string, fields ...string) answer {
	s.t.Helper()
	form, contentType := draftForm(s.t, name, body, fields...)
	return s.do("POST", "/drafts", form, "Content-Type", contentType)
}

func draftForm(t testing.TB, name, body string, fields ...string) (io.Reader, string) {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for i := 0; i+1 < len(fields); i += 2 {
		if err := w.WriteField(fields[i], fields[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	part, err := w.CreateFormFile("file", name)
	if err == nil {
		_, err = io.WriteString(part, body)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return &b, w.FormDataContentType()
}

// taken waits until a draft was read, and returns the address of its page.
func (s *served) taken(a answer) string {
	s.t.Helper()
	if a.StatusCode != http.StatusSeeOther {
		s.t.Fatalf("the draft was not taken: %s\n%s", a.Status, a.body)
	}
	path := a.Header.Get("Location")
	stream := s.get(path + "/progress") // ends when the draft was read
	if !strings.Contains(stream.body, "event: done") {
		s.t.Fatalf("the draft was not read: %s", stream.body)
	}
	return path
}

// draftText is a small draft of our own.
const draftText = `MEMORANDUM OF UNDERSTANDING
between the Government of Norvalia and the Government of Cardessa on the Employment of Workers

Article 1
Recruitment

The employer shall bear all costs of recruitment. %s

Article 2
Passports

The employer shall keep the passport of the worker.

Done at Norhaven on 3 March 2019 in two originals in the English language.
`

// payloads are pieces of markup that must never become markup.
var payloads = []string{
	`<script>alert(1)</script>`, `"><script>alert(1)</script>`, `'><img src=x onerror=alert(1)>`, `<img src=x onerror=alert(1)>`, `<svg onload=alert(1)>`,
	`<svg><script>alert(1)</script></svg>`, `<iframe src=javascript:alert(1)>`, `<body onload=alert(1)>`, `<a href="javascript:alert(1)">x</a>`, `javascript:alert(1)`,
	`<math><mi xlink:href="javascript:alert(1)">x</mi></math>`, `<details open ontoggle=alert(1)>`, `<input autofocus onfocus=alert(1)>`, `</title><script>alert(1)</script>`,
	`</textarea><script>alert(1)</script>`, `</style><script>alert(1)</script>`, `<!--><script>alert(1)</script>-->`, `<style>@import'//x'</style>`, `<link rel=stylesheet href=//x>`,
	`<base href=//x/>`, `<meta http-equiv=refresh content="0;url=//x">`, `<form action=//x><input type=submit>`, `<object data=//x>`, `<embed src=//x>`, `<video><source onerror=alert(1)>`,
	`<marquee onstart=alert(1)>`, `{{.}}`, `{{template "x"}}`, `${alert(1)}`, `&lt;script&gt;alert(1)&lt;/script&gt;`, `%3Cscript%3Ealert(1)%3C/script%3E`, `\u003cscript\u003ealert(1)`,
	"<scr\x00ipt>alert(1)</scr\x00ipt>", `<SCRIPT SRC=//x></SCRIPT>`, `<<script>alert(1)//<</script>`, `<x onclick=alert(1)>`, `" onmouseover="alert(1)`, `' style='x:expression(alert(1))`,
	"`onmouseover=alert(1)", `]]><script>alert(1)</script>`, `<template><script>alert(1)</script></template>`,
}

// markup lists what a page must not hold: elements that only an attacker would put there, handlers, foreign addresses.
func markup(t *testing.T, body string) (found []string) {
	t.Helper()
	for n := range parse(t, body).Descendants() {
		switch n.Data {
		case "iframe", "object", "embed", "base", "marquee", "math", "video", "source", "style", "template", "x":
			if n.Type == 3 { // element
				found = append(found, "<"+n.Data+">")
			}
		case "script":
			if !strings.HasPrefix(get(n, "src"), "/static/site.js") {
				found = append(found, "<script>")
			}
		}
		for _, a := range n.Attr {
			value := strings.ToLower(strings.TrimSpace(a.Val))
			switch {
			case strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "srcdoc":
				found = append(found, n.Data+" "+a.Key)
			case slices.Contains([]string{"href", "src", "action", "data"}, a.Key) && (strings.HasPrefix(value, "javascript:") || strings.HasPrefix(value, "//") || strings.HasPrefix(value, "http")):
				found = append(found, n.Data+" "+a.Key+"="+value)
			}
		}
	}
	return found
}

// TestMarkupStaysText puts 40 payloads in eight places, and looks at the structure of the pages that answer.
func TestMarkupStaysText(t *testing.T) {
	s := serve(t)
	if len(payloads) < 40 {
		t.Fatalf("%d payloads", len(payloads))
	}
	places := map[string]func(p string) []answer{
		"query":  func(p string) []answer { return []answer{s.get("/search?q=" + escape(p))} },
		"facet":  func(p string) []answer { return []answer{s.get("/search?f=" + escape("kind:"+p))} },
		"rubric": func(p string) []answer { return []answer{s.get("/coverage?rubric=" + escape(p))} },
		"rater":  func(p string) []answer { return []answer{s.get("/coverage?rater=" + escape(p))} },
		"path": func(p string) []answer {
			return []answer{s.get("/agreements/" + escapePath(p)), s.get("/clauses/" + escapePath(p))}
		},
		"form fields": func(p string) []answer {
			return []answer{s.get("/compare?choose=1&origin=" + escape(p) + "&from=" + escape(p)), s.get("/clauses/cw.passport?origin=" + escape(p))}
		},
		"text of a draft": func(p string) []answer {
			at := s.taken(s.handIn("draft.txt", fmt.Sprintf(draftText, strings.ReplaceAll(p, "\x00", ""))))
			return []answer{s.get(at), s.get(at + "/text"), s.get(at + "/scorecard"), s.get(at + "/checklist")}
		},
		"name of a draft": func(p string) []answer {
			a := s.handIn("x"+strings.NewReplacer(`"`, "'", "\x00", "").Replace(p)+".bin", "\x00\x01\x02")
			return []answer{s.get(a.Header.Get("Location"))}
		},
	}
	for place, ask := range places {
		list := payloads
		if testing.Short() {
			list = list[:5]
		}
		for _, p := range list {
			for _, a := range ask(p) {
				if a.StatusCode >= 500 {
					t.Errorf("%s: %q: %s", place, p, a.Status)
				}
				if bad := markup(t, a.body); len(bad) > 0 {
					t.Errorf("%s: %q became %v", place, p, bad)
				}
			}
		}
	}
}

func escape(s string) string {
	var b strings.Builder
	for _, c := range []byte(s) {
		fmt.Fprintf(&b, "%%%02X", c)
	}
	return b.String()
}

// escapePath leaves out what no path can hold.
func escapePath(s string) string { return escape(strings.ReplaceAll(s, "\x00", "")) }

// TestPathsStayInside asks for files outside the site.
func TestPathsStayInside(t *testing.T) {
	s := serve(t)
	for _, p := range []string{"/static/../site.go", "/static/..%2f..%2fgo.mod", "/static/%2e%2e/%2e%2e/etc/passwd", "/static//etc/passwd", "/static/site.css%00.html", "/..%5c..%5cwindows", "/agreements/..%2f..%2fetc%2fpasswd"} {
		a := s.get(p)
		if a.StatusCode == http.StatusOK || strings.Contains(a.body, "package site") || strings.Contains(a.body, "root:") {
			t.Errorf("%s: %s", p, a.Status)
		}
	}
}

// TestOversized hands in more than is taken.
func TestOversized(t *testing.T) {
	s := serve(t)
	a := s.handIn("big.txt", strings.Repeat("x", 50<<20+1))
	if a.StatusCode != http.StatusRequestEntityTooLarge {
		t.Errorf("a file over the limit: %s", a.Status)
	}
	if a := s.do("POST", "/saved", strings.NewReader("name="+strings.Repeat("x", 70<<10)), "Content-Type", "application/x-www-form-urlencoded"); a.StatusCode != http.StatusRequestEntityTooLarge {
		t.Errorf("a form over the limit: %s", a.Status)
	}
	if a := s.get("/search?q=" + strings.Repeat("x", 9000)); a.StatusCode != http.StatusRequestEntityTooLarge {
		t.Errorf("an address over the limit: %s", a.Status)
	}
	if a := s.get("/search?q=" + strings.Repeat("x+", 80)); a.StatusCode != http.StatusOK || !strings.Contains(a.body, `role="alert"`) {
		t.Errorf("a query over the limit: %s", a.Status)
	}
}

// TestForeignRequests: a page of another site may not write, nor lead a browser here by a name of its own.
func TestForeignRequests(t *testing.T) {
	s := serve(t)
	form := func() io.Reader { return strings.NewReader("name=x&q=passport") }
	if a := s.do("POST", "/saved", form(), "Content-Type", "application/x-www-form-urlencoded", "Sec-Fetch-Site", "cross-site"); a.StatusCode != http.StatusForbidden {
		t.Errorf("from another site: %s", a.Status)
	}
	if a := s.do("POST", "/saved", form(), "Content-Type", "application/x-www-form-urlencoded", "Origin", "https://elsewhere.example"); a.StatusCode != http.StatusForbidden {
		t.Errorf("from another origin: %s", a.Status)
	}
	req, err := http.NewRequest("GET", s.URL+"/agreements", nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Host = "rebound.example"
	res, err := client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	if res.StatusCode != http.StatusForbidden {
		t.Errorf("under another name: %s", res.Status)
	}
	if a := s.do("POST", "/saved", form(), "Content-Type", "application/x-www-form-urlencoded"); a.StatusCode != http.StatusSeeOther {
		t.Errorf("from here: %s", a.Status)
	}
	if a := s.get("/saved"); !strings.Contains(a.body, "passport") {
		t.Error("the search was not saved")
	}
}

// TestWritingFromTheNetwork is refused with a reason.
func TestWritingFromTheNetwork(t *testing.T) {
	s := serve(t, remote)
	a := s.do("POST", "/saved", strings.NewReader("name=x&q=passport"), "Content-Type", "application/x-www-form-urlencoded")
	if a.StatusCode != http.StatusForbidden || !strings.Contains(a.body, "account") {
		t.Errorf("%s\n%s", a.Status, a.body)
	}
}

// TestTheRateOfOneAddress: many requests at once from one address are told to wait; static files are not counted.
func TestTheRateOfOneAddress(t *testing.T) {
	s := serve(t, remote)
	refused := 0
	for range 200 {
		if a := s.get("/help"); a.StatusCode == http.StatusTooManyRequests {
			refused++
			if a.Header.Get("Retry-After") == "" {
				t.Fatal("no Retry-After")
			}
		}
	}
	if refused < 60 || refused > 120 {
		t.Errorf("%d of 200 were refused", refused)
	}
	if a := s.get("/static/site.css"); a.StatusCode != http.StatusOK {
		t.Errorf("static files: %s", a.Status)
	}
}

// TestThePublicSeesWhatIsPublished: a private agreement does not exist, and of a metadata-only one no word is sent,
// on any page, in any file and anywhere in the API.
func TestThePublicSeesWhatIsPublished(t *testing.T) {
	s := serve(t, public, hurrying)
	ctx := context.Background()
	hidden, bare := s.one(passport), s.one("parunggi-qabariyah")
	for id, level := range map[string]store.Publication{hidden.ID: store.PublishPrivate, bare.ID: store.PublishMetadata} {
		if _, err := s.store.Publish(ctx, id, level); err != nil {
			t.Fatal(err)
		}
	}
	text, err := s.store.Text(ctx, bare.ID)
	if err != nil {
		t.Fatal(err)
	}
	words := longLines(text)
	if len(words) < 10 {
		t.Fatalf("%d long lines", len(words))
	}
	wanted := maps.Clone(wanted)
	for _, path := range []string{"/search?q=", "/api/v1/search?q=&limit=100", "/compare?rubric=cw2022&all=1&id=" + bare.ID[:16] + "&id=" + s.one("tauranui").ID[:16],
		"/agreements/ID/scorecard?format=json", "/agreements/ID/gap?format=csv", "/coverage?rubric=cw2022&format=json", "/search?q=worker&format=csv"} {
		wanted[path] = wantedOf{path: path, get: 200}
	}
	for path, want := range wanted {
		if want.get == 0 {
			continue
		}
		for _, id := range []string{hidden.ID[:16], bare.ID[:16]} {
			for _, at := range []string{strings.ReplaceAll(want.path, "ID", id)} {
				a := s.get(at)
				if strings.Contains(a.body, hidden.ID[:12]) && !strings.Contains(at, hidden.ID[:12]) {
					t.Errorf("%s (%s) names the private agreement", at, path)
				}
				if strings.Contains(at, hidden.ID[:16]) && strings.Contains(want.path, "/ID") && a.StatusCode != http.StatusNotFound {
					t.Errorf("%s: %s", at, a.Status)
				}
				for _, line := range words {
					if strings.Contains(a.body, line) {
						t.Errorf("%s sends %q of a text that is not published", at, line)
						break
					}
				}
			}
			if !strings.Contains(want.path, "ID") {
				break
			}
		}
	}
	if a := s.get("/agreements/" + bare.ID[:16]); a.StatusCode != http.StatusOK {
		t.Errorf("what is known about a metadata-only agreement: %s", a.Status)
	}
	if a := s.handIn("draft.txt", draftText); a.StatusCode != http.StatusForbidden {
		t.Errorf("a draft on a public site: %s", a.Status)
	}
}

// longLines are the lines of a text but those of its first tenth, which holds the title.
func longLines(text string) (out []string) {
	text = text[len(text)/10:]
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); len(line) > 60 && !strings.ContainsAny(line, `<>&"'`) {
			out = append(out, line)
		}
	}
	return out
}

// TestDraftsStayInMemory: a draft is scored, set beside the round before, downloaded and forgotten, and the store does
// not change.
func TestDraftsStayInMemory(t *testing.T) {
	s := serve(t, func(c *site.Config) { c.Local = true })
	ctx := context.Background()
	before, err := s.store.Head(ctx)
	if err != nil {
		t.Fatal(err)
	}
	first := s.taken(s.handIn("draft.txt", fmt.Sprintf(draftText, "")))
	token := first[strings.LastIndex(first, "/")+1:]
	gap := s.get(first + "?rubric=cw2022")
	if !strings.Contains(gap.body, "The employer shall keep the passport") || !strings.Contains(gap.body, `name="previous" value="`+token) {
		t.Errorf("the gap report lacks the contrary clause or the next round:\n%s", gap.body)
	}
	if gap.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("a draft may be kept by %q", gap.Header.Get("Cache-Control"))
	}
	second := s.taken(s.handIn("draft-2.txt", strings.Replace(fmt.Sprintf(draftText, ""), "shall keep the passport", "shall not keep the passport", 1), "previous", token))
	if round := s.get(second + "/round?rubric=cw2022"); !strings.Contains(round.body, "<ins") || round.StatusCode != http.StatusOK {
		t.Errorf("the round does not show what changed: %s\n%.2000s", round.Status, round.body)
	}
	file := s.get(second + "?format=docx")
	if !strings.HasPrefix(file.body, "PK") || !strings.Contains(file.Header.Get("Content-Disposition"), ".docx") {
		t.Errorf("the download is no DOCX: %s %v", file.Status, file.Header)
	}
	s.do("POST", first+"/forget", nil)
	if a := s.get(first); a.StatusCode != http.StatusNotFound {
		t.Errorf("a forgotten draft: %s", a.Status)
	}
	if after, err := s.store.Head(ctx); err != nil || after != before {
		t.Errorf("the store changed: %v %v", after, err)
	}
}

// TestTheRoomForDrafts: as many drafts are held as the limit says, whenever they came; one more takes the place of the
// one that was longest unseen, and never its own.
func TestTheRoomForDrafts(t *testing.T) {
	s := serve(t)
	const room = 64
	var at []string
	for i := range room + 2 {
		path := s.taken(s.handIn("draft.txt", fmt.Sprintf(draftText, fmt.Sprint(i))))
		at = append(at, path)
	}
	for i, path := range at {
		want := http.StatusOK
		if i < 2 {
			want = http.StatusNotFound
		}
		if a := s.get(path + "/checklist"); a.StatusCode != want {
			t.Errorf("draft %d of %d: %s, want %d", i+1, len(at), a.Status, want)
		}
	}
}
