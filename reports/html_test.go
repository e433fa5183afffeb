package reports_test

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"corridor/corpus"
	"corridor/reports"
	"corridor/rubric"
)

func page(t testing.TB, v reports.Report) *html.Node {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(encode(t, reports.HTML, v)))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// all lists the elements with the tag and every attribute given as "name=value"; "name" alone asks
// that the attribute be there.
func all(n *html.Node, tag string, attrs ...string) []*html.Node {
	var out []*html.Node
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && (tag == "*" || d.Data == tag) && hasAll(d, attrs) {
			out = append(out, d)
		}
	}
	return out
}

func hasAll(n *html.Node, attrs []string) bool {
	for _, want := range attrs {
		name, value, valued := strings.Cut(want, "=")
		got, ok := attr(n, name)
		if !ok || valued && got != value {
			return false
		}
	}
	return true
}

func attr(n *html.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

func text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

func TestHTMLStructure(t *testing.T) {
	for name, report := range goldens(t) {
		t.Run(name, func(t *testing.T) {
			doc := page(t, report)
			for tag, want := range map[string]int{"h1": 1, "main": 1, "script": 0, "link": 0, "img": 0, "iframe": 0} {
				if got := len(all(doc, tag)); got != want {
					t.Errorf("%d <%s>, want %d", got, tag, want)
				}
			}
			if got := len(all(all(doc, "head")[0], "title")); got != 1 {
				t.Errorf("%d titles in the head", got)
			}
			if got := len(all(doc, "html", "lang=en")); got != 1 {
				t.Error("the page does not say its language")
			}
			checkTables(t, doc)
			checkAnchors(t, doc)
			checkPictures(t, doc)
		})
	}
}

// checkTables asks that every table has a caption and that every header cell has a scope.
func checkTables(t *testing.T, doc *html.Node) {
	for _, table := range all(doc, "table") {
		if c := all(table, "caption"); len(c) != 1 || text(c[0]) == "" {
			t.Error("a table has no caption")
		}
		for _, row := range all(table, "tbody") {
			for _, tr := range all(row, "tr") {
				if len(all(tr, "th")) != 1 {
					t.Errorf("a row has no header cell: %.60s", text(tr))
				}
			}
		}
	}
	for _, th := range all(doc, "th") {
		if scope, _ := attr(th, "scope"); !strings.Contains(" col row rowgroup ", " "+scope+" ") {
			t.Errorf("a header cell has scope %q", scope)
		}
	}
}

// checkAnchors asks that ids are unique and that every address points into the page.
func checkAnchors(t *testing.T, doc *html.Node) {
	ids := map[string]int{}
	for _, n := range all(doc, "*", "id") {
		id, _ := attr(n, "id")
		ids[id]++
		if ids[id] > 1 {
			t.Errorf("id %q is used twice", id)
		}
	}
	for _, name := range []string{"href", "src", "action", "aria-labelledby"} {
		for _, n := range all(doc, "*", name) {
			v, _ := attr(n, name)
			if ids[strings.TrimPrefix(v, "#")] == 0 {
				t.Errorf("%s %q points outside the page", name, v)
			}
		}
	}
	if css := text(all(doc, "style")[0]); strings.Contains(css, "url(") || strings.Contains(css, "@import") {
		t.Error("the styles fetch something")
	}
}

// checkPictures asks that every drawing is either hidden from screen readers or has a label.
func checkPictures(t *testing.T, doc *html.Node) {
	for _, n := range append(all(doc, "svg"), all(doc, "*", "role=img")...) {
		_, hidden := attr(n, "aria-hidden")
		label, _ := attr(n, "aria-label")
		if !hidden && label == "" {
			t.Errorf("a picture has no label: %v", n.Attr)
		}
	}
}

func TestHTMLEscapes(t *testing.T) {
	const bad = `"><script>alert(1)</script>`
	a, r := demoAgreement(), smallRubric()
	a.Text = "Article 1 " + bad
	a.Title.Value, a.Source.Name, a.Language = bad, bad, `e"n`
	a.Parties[0].Name, a.Corridor.Origin = bad, []string{bad}
	r.Title, r.Criteria[0].Title, r.Criteria[0].Theme = bad, bad, bad
	f := found(r.Criteria[0].ID, rubric.Contrary, bad, rubric.Evidence{Span: corpus.Span{Start: 0, End: len(a.Text)}, Path: bad})
	f.Rater, f.Why, f.Note = bad, bad, bad
	doc := page(t, reports.NewScorecard(a, r, []rubric.Resolved{f}))
	if n := len(all(doc, "script")); n > 0 {
		t.Errorf("%d scripts came through", n)
	}
	if got := text(all(doc, "h1")[0]); got != bad {
		t.Errorf("title is %q, want %q", got, bad)
	}
	if q := all(doc, "q"); len(q) == 0 || text(q[0]) != a.Text {
		t.Error("the quote is not shown as it stands")
	}
}

func TestHTMLQuotesSayTheirLanguage(t *testing.T) {
	for lang, dir := range map[string]string{"fr": "ltr", "ar": "rtl", "ur": "rtl", "und": "ltr"} {
		a := demoAgreement()
		a.Language = lang
		doc := page(t, reports.NewScorecard(a, demoRubric(), demoFindings()))
		if len(all(doc, "q", "lang="+lang, "dir="+dir)) == 0 {
			t.Errorf("no quote in %s is set %s", lang, dir)
		}
	}
}

func TestHTMLContraryComesFirst(t *testing.T) {
	doc := page(t, demoCard())
	sections := all(doc, "section", "class=warning")
	if len(sections) != 1 || !strings.Contains(text(sections[0]), "shall keep the passport") {
		t.Fatal("no warning section with the contrary clause")
	}
	if all(doc, "table")[0] != all(sections[0], "table")[0] {
		t.Error("another table stands before the contrary clauses")
	}
}

// TestContrast holds text to 4.5 and marks to 3 against every ground they stand on, in each palette.
func TestContrast(t *testing.T) {
	css, err := os.ReadFile("html/report.css")
	if err != nil {
		t.Fatal(err)
	}
	palettes := regexp.MustCompile(`(?s):root \{(.*?)\}`).FindAllSubmatch(css, -1)
	if len(palettes) != 3 {
		t.Fatalf("%d palettes, want light, dark and print", len(palettes))
	}
	for i, p := range palettes {
		colour := map[string]string{}
		for _, m := range regexp.MustCompile(`--([a-z0-9-]+): (#[0-9a-f]+)`).FindAllStringSubmatch(string(p[1]), -1) {
			colour[m[1]] = m[2]
		}
		for _, ground := range []string{"paper", "alert"} {
			for _, ink := range []string{"ink", "quiet", "absent", "weak", "operative", "contrary", "na"} {
				wantContrast(t, i, colour, ink, ground, 4.5)
			}
		}
		for step := 1; step <= 5; step++ {
			wantContrast(t, i, colour, "ink", fmt.Sprintf("h%d", step), 4.5)
		}
		wantContrast(t, i, colour, "bar-strict", "bar-track", 3)
	}
}

func wantContrast(t *testing.T, palette int, colour map[string]string, ink, ground string, least float64) {
	t.Helper()
	a, b := luminance(t, colour[ink]), luminance(t, colour[ground])
	if ratio := (max(a, b) + 0.05) / (min(a, b) + 0.05); ratio < least {
		t.Errorf("palette %d: %s on %s has contrast %.2f, want %.1f", palette, ink, ground, ratio, least)
	}
}

// luminance is the relative luminance of WCAG 2.2.
func luminance(t *testing.T, colour string) float64 {
	t.Helper()
	if len(colour) == 4 {
		colour = "#" + strings.Repeat(colour[1:2], 2) + strings.Repeat(colour[2:3], 2) + strings.Repeat(colour[3:4], 2)
	}
	sum := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		v, err := strconv.ParseUint(colour[1+2*i:3+2*i], 16, 8)
		if err != nil {
			t.Fatalf("colour %q: %v", colour, err)
		}
		c := float64(v) / 255
		if c <= 0.04045 {
			sum += weight * c / 12.92
		} else {
			sum += weight * math.Pow((c+0.055)/1.055, 2.4)
		}
	}
	return sum
}

// TestFragmentLeads: in a page, codes lead to agreements and quotes to their passages, in every block; what
// leads nowhere stays as it is, and the report itself has no links.
func TestFragmentLeads(t *testing.T) {
	links := reports.Links{
		Agreement: func(id string) string {
			if strings.HasPrefix(demoAgreement().ID, id) {
				return "/agreements/" + id
			}
			return ""
		},
		Passage: func(id string, s corpus.Span) string {
			return fmt.Sprintf("/agreements/%.12s#p%d-%d", id, s.Start, s.End)
		},
	}
	part, err := reports.Fragment(demoCard(), reports.Tongue{}, links)
	if err != nil {
		t.Fatal(err)
	}
	body := string(part.Body)
	if n := strings.Count(body, fmt.Sprintf(`<a href="/agreements/%.12s#p`, demoAgreement().ID)); n == 0 || n != strings.Count(body, "<q ") {
		t.Errorf("%d of %d quotes lead to their passage", n, strings.Count(body, "<q "))
	}
	if strings.Contains(body, "<h1") || strings.Contains(body, "<style") || strings.Contains(body, " style=") {
		t.Error("a fragment has a head of its own, or styles")
	}
	if plain := string(encode(t, reports.HTML, demoCard())); strings.Contains(plain, "/agreements/") {
		t.Error("links of a page are left in a report")
	}
}
