package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"corridor/corpus"
	"corridor/rubric"
)

// sheet is a table of an export for people and spreadsheets: rows of text, no nesting.
type sheet struct {
	name    string
	columns []column
	rows    func(x *exporter, ctx context.Context, emit func(...any) bool) error
}

// sheets lists the sheets of an export. Tables without JSON are written as they are.
func sheets() []sheet {
	out := []sheet{
		{"agreements", agreementSheet, (*exporter).agreementRows},
		{"findings", findingSheet("agreement", "id of the agreement"), (*exporter).findingRows},
		{"catalogue", entrySheet, (*exporter).entryRows},
		{"codings", findingSheet("entry", "id of the catalogue's entry"), (*exporter).codingRows},
	}
	for _, name := range []string{"originals", "files", "relations", "publications"} {
		t := tableNamed(name)
		out = append(out, sheet{name, t.columns, func(x *exporter, ctx context.Context, emit func(...any) bool) error {
			rows, err := x.tx.QueryContext(ctx, t.query()+` ORDER BY `+t.sorted())
			return each(rows, err, t.values, func(values []any) bool { return !x.pass.row(t, values) || emit(values...) })
		}})
	}
	return out
}

var agreementSheet = []column{
	{name: "id", meaning: "SHA-256 of the text; the text is texts/ID.txt"},
	{name: "title", meaning: "title as printed"},
	{name: "kind", meaning: "BLA, MOU, SSA, trainee, residence, union, framework, protocol or other"},
	{name: "language", meaning: "BCP 47 base; und when unknown"},
	{name: "parties", meaning: "names as printed, set apart by semicolons"},
	{name: "origin", meaning: "countries of origin, alpha-3, set apart by spaces; names where no code is known"},
	{name: "destination", meaning: "countries of destination"},
	{name: "reciprocal", meaning: "true when workers may go both ways"},
	{name: "signed", meaning: "date of signature, YYYY, YYYY-MM or YYYY-MM-DD; empty when unknown"},
	{name: "place", meaning: "place of signature"},
	{name: "duration_months", kind: number, meaning: "term; 0 when without limit or not stated"},
	{name: "renewal", meaning: "what follows the term: tacit, agreement or none"},
	{name: "publication", meaning: "full, metadata-only or private"},
	{name: "source", meaning: "name of the file that the text was first read from"},
	{name: "source_sha256", meaning: "SHA-256 of that file"},
	{name: "media_type", meaning: "format of that file"},
	{name: "text_state", meaning: "born-digital, noisy, ocr or no-text-layer"},
	{name: "articles", kind: number, meaning: "number of articles, those of annexes included"},
}

func (x *exporter) agreementRows(ctx context.Context, emit func(...any) bool) error {
	rows, err := x.tx.QueryContext(ctx, `SELECT meta FROM agreements ORDER BY `+tableNamed("agreements").sorted())
	list, err := collect(rows, err, scanMeta)
	for _, a := range list {
		if err != nil || !x.pass.known(a.ID) {
			continue
		}
		var level Publication
		level, err = publicationOf(ctx, x.tx, a.ID)
		var names []string
		for _, p := range a.Parties {
			names = append(names, p.Name)
		}
		emit(a.ID, a.Title.Value, a.Kind.Value, a.Language, strings.Join(names, "; "), strings.Join(a.Corridor.Origin, " "),
			strings.Join(a.Corridor.Destination, " "), a.Corridor.Reciprocal, a.Signed.Value, a.Place.Value, a.Duration.Value.Months, a.Renewal.Value,
			level, a.Source.Name, a.Source.SHA256, a.Source.MediaType, a.Source.Quality.State, len(a.Articles()))
	}
	return err
}

func scanMeta(scan func(...any) error) (a *corpus.Agreement, err error) {
	var meta []byte
	if err := scan(&meta); err != nil {
		return nil, err
	}
	a = new(corpus.Agreement)
	return a, json.Unmarshal(meta, a)
}

func findingSheet(of, meaning string) []column {
	return []column{
		{name: of, meaning: meaning},
		{name: "assessment", kind: number, meaning: "number of the assessment; a later one is a later opinion"},
		{name: "rubric", meaning: "rubric and its version"},
		{name: "rater", meaning: "who coded"},
		{name: "rater_kind", meaning: "adjudicated, person, model, rules or imported"},
		{name: "tool", meaning: "version of what coded"},
		{name: "time", meaning: "when"},
		{name: "criterion", meaning: "what was looked for"},
		{name: "level", meaning: "absent, weak, operative, contrary or n/a"},
		{name: "confidence", kind: share, meaning: "0 to 1"},
		{name: "reason", meaning: "why this level"},
		{name: "note", meaning: "a person's remark"},
		{name: "where", meaning: "articles of the evidence, set apart by semicolons"},
		{name: "bytes", meaning: "places of the evidence in the text, START-END, set apart by semicolons"},
		{name: "quote", meaning: "words of the strongest evidence, where the text is published"},
	}
}

// findingRows writes a row for each finding of held agreements.
func (x *exporter) findingRows(ctx context.Context, emit func(...any) bool) error {
	var id, text string
	return x.findings(ctx, selectNumbered, func(as *rubric.Assessment) (_ string, err error) {
		if as.Agreement != id {
			id, text = as.Agreement, ""
			if x.pass.text(id) {
				err = x.tx.QueryRowContext(ctx, `SELECT text FROM texts WHERE id = ?`, id).Scan(&text)
			}
		}
		return text, err
	}, emit)
}

const (
	selectNumbered = `SELECT seq, agreement, rubric, rater, rater_kind, tool, time, findings FROM assessments`
	selectCodings  = `SELECT seq, entry, rubric, rater, rater_kind, tool, time, findings FROM catalogue_assessments`
)

// codingRows writes a row for each finding of the entries of catalogues.
func (x *exporter) codingRows(ctx context.Context, emit func(...any) bool) error {
	return x.findings(ctx, selectCodings, func(*rubric.Assessment) (string, error) { return "", nil }, emit)
}

// numbered is an assessment with its number.
type numbered struct {
	seq int64
	*rubric.Assessment
}

func scanNumbered(scan func(...any) error) (n numbered, err error) {
	n.Assessment, err = scanAssessment(func(into ...any) error { return scan(append([]any{&n.seq}, into...)...) })
	return n, err
}

func (x *exporter) findings(ctx context.Context, query string, textOf func(*rubric.Assessment) (string, error), emit func(...any) bool) error {
	var fault error
	rows, err := x.tx.QueryContext(ctx, query+` ORDER BY seq`)
	err = each(rows, err, scanNumbered, func(n numbered) bool {
		if !x.pass.known(n.Agreement) {
			return true
		}
		var text string
		text, fault = textOf(n.Assessment)
		for _, f := range n.Findings {
			where, bytes, quote := evidence(f, text)
			emit(n.Agreement, n.seq, n.Rubric, n.Rater, n.RaterKind, n.Tool, stamp(n.Time), f.Criterion, f.Level, f.Confidence, f.Reason, f.Note, where, bytes, quote)
		}
		return fault == nil
	})
	return errors.Join(err, fault)
}

// evidence writes the passages of a finding.
func evidence(f rubric.Finding, text string) (where, bytes, quote string) {
	var paths, spans []string
	for i, e := range f.Evidence {
		paths = append(paths, e.Path)
		spans = append(spans, fmt.Sprintf("%d-%d", e.Span.Start, e.Span.End))
		if i == 0 {
			quote = strings.Join(strings.Fields(e.Span.Of(text)), " ")
		}
	}
	return strings.Join(paths, "; "), strings.Join(spans, "; "), quote
}

var entrySheet = []column{
	{name: "id", meaning: "CATALOGUE/NUMBER"},
	{name: "title", meaning: "title as the catalogue has it"},
	{name: "parties", meaning: "names as the catalogue has them, set apart by semicolons"},
	{name: "countries", meaning: "alpha-3 codes, sorted, set apart by spaces"},
	{name: "signed", meaning: "date of signature, YYYY, YYYY-MM or YYYY-MM-DD"},
	{name: "language", meaning: "of the text that was coded"},
	{name: "agreements", meaning: "ids of the held agreements that it stands for, set apart by spaces"},
}

func (x *exporter) entryRows(ctx context.Context, emit func(...any) bool) error {
	entries, err := entriesWhere(ctx, x.tx, ``)
	for i := range entries {
		e := &entries[i]
		var held []string
		if err == nil {
			var rows *sql.Rows
			rows, err = x.tx.QueryContext(ctx, `SELECT agreement FROM catalogue_links WHERE entry = ? ORDER BY agreement`, e.ID)
			held, err = collect(rows, err, scanString)
		}
		held = slices.DeleteFunc(held, func(id string) bool { return !x.pass.known(id) })
		var names []string
		for _, p := range e.Parties {
			names = append(names, p.Name)
		}
		emit(e.ID, e.Title, strings.Join(names, "; "), strings.Join(e.Countries(), " "), e.Signed, e.Language, strings.Join(held, " "))
	}
	return err
}
