package main

import (
	_ "embed"
	"html/template"
	"io"

	"corridor/corpus"
	"corridor/reports"
	"corridor/store"
)

//go:embed demo/index.html
var demoPage string

var demoTemplate = template.Must(template.New("index.html").Parse(demoPage))

// demoIndex is what the first page of a demonstration leads to.
type demoIndex struct {
	Agreements []demoAgreement
	Tables     []demoTable
	Style      template.CSS
}

// demoAgreement is one line of the first page. Addresses are relative to it.
type demoAgreement struct {
	Title, Corridor, Rubric string
	Kind                    corpus.Kind
	Signed                  string
	Broad, Strict           string
	Contrary                int
	HTML, JSON, Text        string
}

func (x *demoIndex) add(m store.Summary, base string, cards []reports.Scorecard) {
	card, contrary := cards[0], map[string]bool{}
	for _, c := range cards {
		for _, p := range c.Contrary {
			contrary[p.Criterion] = true
		}
	}
	a := demoAgreement{
		Title: m.Title, Corridor: m.Corridor.String(), Kind: m.Kind, Signed: reports.DateName(m.Signed), Rubric: card.Rubric.ID,
		Broad: card.Overall.Broad.Of(), Strict: card.Overall.Strict.Of(), Contrary: len(contrary),
		HTML: base + ".html", JSON: base + ".json", Text: "texts/" + m.Source,
	}
	if a.Title == "" {
		a.Title = m.Source
	}
	x.Agreements = append(x.Agreements, a)
}

// demoTable is a coverage table of the first page.
type demoTable struct{ Title, base string }

// HTML is the table's page.
func (t demoTable) HTML() string { return t.base + ".html" }

// CSV is the table for spreadsheets.
func (t demoTable) CSV() string { return t.base + ".csv" }

// JSON is the table for programs.
func (t demoTable) JSON() string { return t.base + ".json" }

func (x *demoIndex) write(w io.Writer) error {
	css, err := reports.Stylesheet()
	if err != nil {
		return err
	}
	x.Style = template.CSS(css)
	return demoTemplate.Execute(w, x)
}
