package main

import (
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"corridor/corpus"
	"corridor/reports"
	"corridor/store"
)

func (p *program) statusCommand() *cli.Command {
	return &cli.Command{
		Name:  "status",
		Usage: "account for all that was given to the repository and all that it holds",
		Description: example("Every file that was ever given is in exactly one state: ingested, duplicate-of an agreement that was held, no-text-layer, failed "+
			"or withheld. Totals are counted apart from their parts; one that does not add up is named, and the exit code is 5. The index is fresh, stale "+
			"(agreements have come or changed since) or missing; the next search mends it.",
			"corridor status --store corridor.db", "corridor status --files failed", "corridor status --files all --format csv"),
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "files", Usage: "list the files in this `STATE`, or all: " + strings.Join(stateNames(), ", ")},
			formatFlag(), outFlag(), langFlag(), p.storeFlag(), p.indexFlag(),
		},
		Action: func(c *cli.Context) error {
			if err := wantArgs(c, 0, 0, ""); err != nil {
				return err
			}
			return p.withIndex(c, func(k *store.Keeper) error { return p.status(c, k) })
		},
	}
}

func stateNames() (out []string) {
	for _, s := range store.States() {
		out = append(out, string(s))
	}
	return out
}

func (p *program) status(c *cli.Context, k *store.Keeper) error {
	st, err := k.Store.Status(c.Context)
	if err != nil {
		return err
	}
	out := account{Status: st}
	if out.Index, err = k.Standing(c.Context); err != nil {
		return err
	}
	if state := c.String("files"); state != "" {
		files, err := k.Store.Files(c.Context)
		if err != nil {
			return err
		}
		if out.List, err = filesIn(files, state); err != nil {
			return usagef(c, "--files: %v", err)
		}
	}
	if err := p.writeReport(c, out); err != nil {
		return err
	}
	if len(st.Unsound) > 0 {
		return fmt.Errorf("%w: totals do not add up; run \"corridor verify\"", corpus.ErrInvalid)
	}
	return nil
}

// filesIn are the files in a state; "all" is every file.
func filesIn(files []store.File, state string) ([]store.File, error) {
	if state == "all" {
		return append([]store.File{}, files...), nil
	}
	out := []store.File{}
	for _, f := range files {
		if string(f.State) == state {
			out = append(out, f)
		}
	}
	for _, name := range stateNames() {
		if name == state {
			return out, nil
		}
	}
	return nil, fmt.Errorf("no state %q: all, or one of %s", state, strings.Join(stateNames(), ", "))
}

// account is the report of status.
type account struct {
	*store.Status
	Index store.Standing `json:"index"`
	List  []store.File   `json:"list,omitempty"` // with --files
}

func (a account) Document(reports.Tongue) reports.Document {
	d := reports.Document{Kind: "Status", Title: a.Store, Lead: fmt.Sprintf("schema %d, head of the journal %s", a.Schema, a.Head), Wide: len(a.List) > 0}
	for _, fault := range a.Unsound {
		d.Blocks = append(d.Blocks, reports.Paragraph{Tone: reports.Warning, Body: []reports.Inline{reports.Plain("Does not add up: " + fault)}})
	}
	d.Blocks = append(d.Blocks, a.totals(), reports.Facts{{Term: "Index", Body: []reports.Inline{reports.Plain(standing(a.Index))}}})
	return withTables(d, a.files())
}

// standing says in words how the index stands.
func standing(s store.Standing) string {
	text := fmt.Sprintf("%s: %s, %s", s.State, counted(s.Agreements, "agreement"), counted(s.Clauses, "clause"))
	switch {
	case s.State == store.Missing:
		return fmt.Sprintf("%s: %s; the next search builds it", s.State, s.Why)
	case s.State == store.Stale:
		text += fmt.Sprintf("; %s to bring up to date", counted(s.Behind, "agreement"))
	}
	return text
}

// tallied are the totals of a status in display order.
func (a account) tallied() []struct {
	title string
	store.Tally
} {
	return []struct {
		title string
		store.Tally
	}{
		{"Files given", a.Files}, {"Agreements", a.Agreements}, {"Sources kept", a.Sources}, {"Assessments", a.Assessments},
		{"Catalogue records", a.Catalogue}, {"Codings of catalogue records", a.Codings}, {"Family relations", a.Relations}, {"Saved", a.Saved},
	}
}

func (a account) totals() reports.Table {
	t := reports.Table{Caption: "Totals", Style: reports.Numbers, Columns: []reports.Column{{Title: "What", Grow: 1}, {Title: "Count", Right: true}}}
	for i, y := range a.tallied() {
		if i > 1 && y.Total+y.Sum() == 0 { // nothing of that sort
			continue
		}
		g := reports.Group{Title: y.title}
		for _, part := range y.Parts {
			g.Rows = append(g.Rows, row(reports.Plain(part.Name), reports.Plain(fmt.Sprint(part.Count))))
		}
		g.Rows = append(g.Rows, row(reports.Strong("in all"), reports.Strong(fmt.Sprint(y.Total))))
		t.Groups = append(t.Groups, g)
	}
	t.Groups = append(t.Groups, reports.Group{Title: "Raters", Rows: [][]reports.Cell{row(reports.Strong("in all"), reports.Strong(fmt.Sprint(a.Raters)))}})
	return t
}

func (a account) files() reports.Table {
	t := reports.Table{Caption: "Files", Columns: []reports.Column{{Title: "File", Grow: 2}, {Title: "State"}, {Title: "Agreement"}, {Title: "Why", Grow: 3}, {Title: "Bytes", Right: true}}}
	var rows [][]reports.Cell
	for _, f := range a.List {
		rows = append(rows, row(reports.Plain(f.Name), reports.Plain(f.State), reports.Code(f.Agreement[:min(12, len(f.Agreement))]),
			reports.Plain(f.Reason), reports.Plain(fmt.Sprint(f.Bytes))))
	}
	t.Groups = []reports.Group{{Rows: rows}}
	return t
}

// Sheet is one row a file with --files, else one row a part of a total.
func (a account) Sheet() reports.Sheet {
	if a.List != nil {
		s := reports.Sheet{Name: "files", Columns: []string{"name", "sha256", "bytes", "state", "agreement", "others", "reason", "time"}}
		for _, f := range a.List {
			s.Rows = append(s.Rows, []any{f.Name, f.SHA256, int(f.Bytes), string(f.State), f.Agreement, strings.Join(f.Others, " "), f.Reason, f.Time.Format("2006-01-02T15:04:05Z07:00")})
		}
		return s
	}
	s := reports.Sheet{Name: "totals", Columns: []string{"what", "part", "count"}}
	for _, y := range a.tallied() {
		for _, part := range y.Parts {
			s.Rows = append(s.Rows, []any{y.title, part.Name, part.Count})
		}
		s.Rows = append(s.Rows, []any{y.title, "in all", y.Total})
	}
	s.Rows = append(s.Rows, []any{"Raters", "in all", a.Raters}, []any{"Index: agreements", string(a.Index.State), a.Index.Agreements})
	return s
}
