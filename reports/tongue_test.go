package reports_test

import (
	"encoding/csv"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"corridor/corpus"
	"corridor/reports"
	"corridor/reports/site"
	"corridor/rubric"
	"corridor/store"
)

// TestCatalogues holds that both languages say every phrase, with its arguments, and nothing besides.
func TestCatalogues(t *testing.T) {
	said := map[string]bool{}
	for _, list := range [][]string{sourcePhrases(t), reports.KeptPhrases(), listPhrases(), dataPhrases(t), site.Phrases()} {
		for _, phrase := range list {
			said[phrase] = true
		}
	}
	delete(said, "")
	t.Logf("%d phrases", len(said))
	for _, code := range reports.TongueCodes()[1:] {
		tongue, err := reports.ParseTongue(code)
		if err != nil {
			t.Fatal(err)
		}
		own := tongue.Phrases()
		for _, phrase := range slices.Sorted(maps.Keys(said)) {
			if own[phrase] == "" {
				t.Errorf("%s lacks %q", code, phrase)
			}
		}
		for _, phrase := range slices.Sorted(maps.Keys(own)) {
			checkPhrase(t, code, phrase, own[phrase], said[phrase])
		}
	}
}

func checkPhrase(t *testing.T, code, phrase, own string, said bool) {
	t.Helper()
	if !said {
		t.Errorf("%s has %q, which nothing says", code, phrase)
	}
	if a, b := reports.Verbs(phrase), reports.Verbs(own); !slices.Equal(a, ordered(b)) {
		t.Errorf("%s says %q with the arguments %v, the phrase has %v", code, own, b, a)
	}
	for _, end := range []string{".", "?", "!", ":"} {
		if strings.HasSuffix(phrase, end) != strings.HasSuffix(own, end) {
			t.Errorf("%s ends %q otherwise: %q", code, phrase, own)
		}
	}
	if strings.TrimSpace(own) != own {
		t.Errorf("%s: blanks around %q", code, own)
	}
}

var explicit = regexp.MustCompile(`^%\[(\d+)\]`)

// ordered puts verbs with explicit indexes, such as %[2]s, into the order of the arguments.
func ordered(verbs []string) []string {
	out := slices.Clone(verbs)
	for _, v := range verbs {
		if m := explicit.FindStringSubmatch(v); m != nil {
			if i, err := strconv.Atoi(m[1]); err == nil && i <= len(out) {
				out[i-1] = "%" + v[len(m[0]):]
			}
		}
	}
	return out
}

// sourcePhrases is every literal that the sources of this package, of the site and of the commands give to a Tongue.
func sourcePhrases(t *testing.T) (out []string) {
	t.Helper()
	for _, folder := range []string{".", "../cmd/corridor"} {
		before := len(out)
		err := filepath.WalkDir(filepath.FromSlash(folder), func(path string, d fs.DirEntry, err error) error {
			switch {
			case err != nil || d.IsDir() && d.Name() == "testdata":
				return cmpErr(err, fs.SkipDir)
			case strings.HasSuffix(path, "_test.go"):
			case strings.HasSuffix(path, ".go"):
				out = append(out, goPhrases(t, path)...)
			case strings.HasSuffix(path, ".html") || strings.HasSuffix(path, ".tmpl"):
				out = append(out, templatePhrases(t, path)...)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if len(out)-before < 50 {
			t.Fatalf("only %d phrases found in %s", len(out)-before, folder)
		}
	}
	return out
}

func cmpErr(err, otherwise error) error {
	if err != nil {
		return err
	}
	return otherwise
}

// goPhrases is the literals in the phrase arguments of calls of the methods S and N in a Go file.
func goPhrases(t *testing.T, path string) (out []string) {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		if method, ok := call.Fun.(*ast.SelectorExpr); ok {
			switch {
			case method.Sel.Name == "S" && len(call.Args) > 0:
				out = append(out, literal(call.Args[0]))
			case method.Sel.Name == "N" && len(call.Args) > 2:
				out = append(out, literal(call.Args[1]), literal(call.Args[2]))
			}
		}
		return true
	})
	return out
}

// literal is the text of a string literal, or of several put together; "" for any other expression.
func literal(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.BasicLit:
		s, _ := strconv.Unquote(e.Value)
		return s
	case *ast.BinaryExpr:
		if a, b := literal(e.X), literal(e.Y); e.Op == token.ADD && a != "" && b != "" {
			return a + b
		}
	}
	return ""
}

// A template says a phrase by {{t "Phrase"}}, {{t "%d pages" .N}} or {{n .N "%d page" "%d pages"}}.
var (
	templateS = regexp.MustCompile(`[{(|=,\s-]t\s+("(?:[^"\\]|\\.)*")`)
	templateN = regexp.MustCompile(`[{(|=,\s-]n\s+(?:\([^)]*\)|[^\s"()]+)\s+("(?:[^"\\]|\\.)*")\s+("(?:[^"\\]|\\.)*")`)
	action    = regexp.MustCompile(`\{\{[^}]*\}\}`)
)

func templatePhrases(t *testing.T, path string) (out []string) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range action.FindAllString(string(data), -1) {
		for _, m := range append(templateS.FindAllStringSubmatch(a, -1), templateN.FindAllStringSubmatch(a, -1)...) {
			for _, quoted := range m[1:] {
				s, err := strconv.Unquote(quoted)
				if err != nil {
					t.Fatalf("%s: %s: %v", path, a, err)
				}
				out = append(out, s)
			}
		}
	}
	return out
}

func TestTemplatePhrases(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.html")
	page := `<h1 title="{{t "Title"}}">{{- t "%d of \"x\"" .N}}</h1>{{if .Not "here"}}{{n (len .A) "%d page" "%d pages"}}{{end}}{{template "cell" (t "In brackets")}}`
	if err := os.WriteFile(path, []byte(page), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(templatePhrases(t, path), "|"); got != `Title|%d of "x"|%d page|%d pages|In brackets` {
		t.Error(got)
	}
}

// listPhrases is the words of the lists that packages keep.
func listPhrases() (out []string) {
	out = append(out, names(corpus.Kinds())...)
	out = append(out, names(store.States())...)
	out = append(out, names(corpus.Scopes())...)
	out = append(out, names(corpus.Sectors())...)
	out = append(out, names(store.FacetFields())...)
	out = append(out, names([]corpus.TextState{corpus.TextBorn, corpus.TextNoisy, corpus.TextOCR, corpus.TextNone})...)
	for _, l := range rubric.Levels() {
		out = append(out, l.String())
	}
	for _, r := range corpus.Regions() {
		out = append(out, r.Name)
	}
	for month := 1; month <= 12; month++ {
		name, _, _ := strings.Cut(reports.DateName(corpus.Date("2005-"+strconv.Itoa(month))), " ")
		out = append(out, name)
	}
	return out
}

func names[T ~string](list []T) (out []string) {
	for _, x := range list {
		out = append(out, string(x))
	}
	return out
}

// dataPhrases is what the rubrics, the notes on their criteria and the dictionary say.
func dataPhrases(t *testing.T) (out []string) {
	t.Helper()
	lib, err := rubric.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range lib.Rubrics {
		out = append(out, r.Title, r.Source)
		for _, c := range r.Criteria {
			if !c.Derived() {
				out = append(out, c.Definition)
			}
			out = append(out, c.Theme, c.Title, c.Counts, c.DoesNotCount, reports.DraftingNote(c.ID), reports.Question(c.ID))
			if !reports.Composed(c.Source) {
				out = append(out, c.Source)
			}
			for _, s := range c.Signals {
				out = append(out, s.Say)
			}
		}
	}
	data, err := os.ReadFile("dictionary.csv")
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(string(data))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows[1:] {
		out = append(out, row[2], row[3])
	}
	return out
}
