package site

import (
	"embed"
	"fmt"
	"html/template"
	"io/fs"
	"math"
	"path"
	"strings"

	"corridor/corpus"
	"corridor/reports"
	"corridor/rubric"
	"corridor/store"
)

//go:embed templates/*.html
var templateFiles embed.FS

// views are the templates in one language.
type views struct {
	pages   map[string]*template.Template
	symbols template.HTML
}

func (v *views) page(name string) *template.Template { return v.pages[name] }

// sharedViews are parts that every page may use.
var sharedViews = []string{"templates/layout.html", "templates/parts.html", "templates/forms.html"}

func newViews(t reports.Tongue) (*views, error) {
	v := &views{pages: map[string]*template.Template{}}
	var err error
	if v.symbols, err = reports.Symbols(); err != nil {
		return nil, err
	}
	shared, err := template.New("shared").Funcs(viewFuncs(t)).ParseFS(templateFiles, sharedViews...)
	if err != nil {
		return nil, err
	}
	names, err := fs.Glob(templateFiles, "templates/*.html")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		one, err := shared.Clone()
		if err != nil {
			return nil, err
		}
		if v.pages[path.Base(name)], err = one.ParseFS(templateFiles, name); err != nil {
			return nil, err
		}
	}
	return v, nil
}

// viewFuncs is what templates can say, in one language.
func viewFuncs(t reports.Tongue) template.FuncMap {
	return template.FuncMap{
		"t":        t.S,
		"n":        t.N,
		"date":     t.Date,
		"country":  t.Country,
		"language": t.Language,
		"number":   t.Number,
		"corridor": func(c corpus.Corridor) string { return corridorName(t, c) },
		"href":     agreementHref,
		"passage":  passageHref,
		"search":   searchHref,
		"slug":     func(l rubric.Level) string { return strings.ReplaceAll(l.String(), "/", "") },
		"level":    rubric.ParseLevel,
		"reason":   t.Reason,
		"part":     func(k corpus.SegmentKind) string { return partName(t, k) },
		"percent":  func(s reports.Share) string { return s.Percent() },
		"sentence": reports.Sentence,
		"short":    func(id string) string { return id[:min(12, len(id))] },
		"dir":      reports.Direction,
		"facet":    func(f store.Field, value string) string { return facetName(t, f, value) },
		"shorten":  reports.Shorten,
		"dict":     dict,
		"add":      func(a, b int) int { return a + b },
		"mul100":   hundredfold,
		"num":      func(n rubric.Num) string { return figure(t, n) },
	}
}

// partName names a part of an agreement.
func partName(t reports.Tongue, k corpus.SegmentKind) string {
	switch k {
	case corpus.SegWrapper:
		return t.S("Not the agreement's own text")
	case corpus.SegTitle:
		return t.S("Title")
	case corpus.SegPreamble:
		return t.S("Preamble")
	case corpus.SegAnnex:
		return t.S("Annex")
	case corpus.SegProtocol:
		return t.S("Protocol")
	case corpus.SegTestimony:
		return t.S("Testimonium")
	case corpus.SegSignatures:
		return t.S("Signatures")
	}
	return t.S("Other text")
}

// hundredfold is a share in per cent; undefined ones are 0.
func hundredfold(x any) float64 {
	switch v := x.(type) {
	case float64:
		return 100 * v
	case *float64:
		if v != nil {
			return 100 * *v
		}
	}
	return 0
}

// figure writes a figure with two decimals, "–" when it is undefined.
func figure(t reports.Tongue, n rubric.Num) string {
	if math.IsNaN(float64(n)) {
		return "–"
	}
	return t.Number(float64(n), 2)
}

// dict makes a map of pairs, to hand several values to a part.
func dict(pairs ...any) (map[string]any, error) {
	out := map[string]any{}
	for i := 0; i+1 < len(pairs); i += 2 {
		name, ok := pairs[i].(string)
		if !ok {
			return nil, fmt.Errorf("dict: %v is no name", pairs[i])
		}
		out[name] = pairs[i+1]
	}
	return out, nil
}

// corridorName writes "Nepal → Qatar".
func corridorName(t reports.Tongue, c corpus.Corridor) string {
	side := func(in []string, sep string) string {
		if len(in) == 0 {
			return "?"
		}
		var out []string
		for _, s := range in {
			out = append(out, t.Country(s))
		}
		return strings.Join(out, sep)
	}
	if c.Reciprocal {
		return side(c.Origin, " ↔ ")
	}
	return side(c.Origin, " + ") + " → " + side(c.Destination, " + ")
}
