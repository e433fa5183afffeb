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
}

// demoAgreement is one line of the first page. Addresses are relative to it.
type demoAgreement struct {
	Title, Corridor, Rubric string
	Kind                    corpus.Kind
	Signed                  corpus.Date
	Broad, Strict           string
	Contrary                int
	HTML, JSON, Text        string
}

func (x *demoIndex) add(m store.Summary, base string, card reports.Scorecard) {
	a := demoAgreement{
		Title: m.Title, Corridor: m.Corridor.String(), Kind: m.Kind, Signed: m.Signed, Rubric: card.Rubric.ID,
		Broad: card.Overall.Broad.Of(), Strict: card.Overall.Strict.Of(), Contrary: len(card.Contrary),
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

func (x *demoIndex) write(w io.Writer) error { return demoTemplate.Execute(w, x) }
