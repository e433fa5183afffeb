package reports

import (
	"fmt"
	"strings"

	"corridor/store"
)

// Accounting is the account of a repository: what was given, what became of it, and all that it holds. Every file
// that was ever given is in exactly one state, and every total was counted apart from its parts.
type Accounting struct {
	*store.Status
	Index store.Standing `json:"index"`
	List  []store.File   `json:"list,omitempty"` // the files that were asked for; nil when none were
}

// AccountFiles is the account of some files and of the agreements of a list, for readers who may know of no more: it has
// the totals of these alone.
func AccountFiles(files []store.File, list []store.Summary) Accounting {
	states, levels := map[string]int{}, map[string]int{}
	for _, f := range files {
		states[string(f.State)]++
	}
	for _, m := range list {
		levels[string(m.Publication)]++
	}
	s := &store.Status{Files: store.Tally{Total: len(files)}, Agreements: store.Tally{Total: len(list)}, Unsound: []string{}}
	for _, state := range store.States() {
		s.Files.Parts = append(s.Files.Parts, store.Part{Name: string(state), Count: states[string(state)]})
	}
	for _, p := range store.Publications() {
		s.Agreements.Parts = append(s.Agreements.Parts, store.Part{Name: string(p), Count: levels[string(p)]})
	}
	return Accounting{Status: s, List: files}
}

// Document lays the account out: what does not add up first, then every total with its parts, then the files.
func (a Accounting) Document(t Tongue) Document {
	d := Document{Kind: t.S("Accounting"), Title: a.Store, Lead: t.S("schema %d, head of the journal %s", a.Schema, a.Head), Wide: len(a.List) > 0}
	for _, fault := range a.Unsound {
		d.Blocks = append(d.Blocks, Paragraph{Tone: Warning, Body: words(t.S("Does not add up: %s", t.Said(fault)))})
	}
	d.Blocks = append(d.Blocks, a.totals(t), Facts{{Term: t.S("Index"), Body: words(t.Index(a.Index))}})
	if len(a.List) > 0 {
		d.Sections = []Section{{ID: "files", Title: t.S("Files"), Blocks: []Block{a.files(t)}}}
	}
	return d
}

// Index says in words how the index stands.
func (t Tongue) Index(s store.Standing) string {
	if s.State == store.Missing {
		return t.S("%s: %s; the next search builds it", t.S(string(s.State)), s.Why)
	}
	text := t.S("%s: %s, %s", t.S(string(s.State)), t.N(s.Agreements, "%d agreement", "%d agreements"), t.N(s.Clauses, "%d clause", "%d clauses"))
	if s.State == store.Stale {
		text = t.S("%s; %s", text, t.N(s.Behind, "%d agreement to bring up to date", "%d agreements to bring up to date"))
	}
	return text
}

// total is one total of the account. Its title is English, as sheets have it.
type total struct {
	title string
	store.Tally
}

// tallied are the totals in display order.
func (a Accounting) tallied() []total {
	return []total{{"Files given", a.Files}, {"Agreements", a.Agreements}, {"Sources kept", a.Sources}, {"Assessments", a.Assessments},
		{"Catalogue records", a.Catalogue}, {"Codings of catalogue records", a.Codings}, {"Family relations", a.Relations}, {"Saved", a.Saved}}
}

func (a Accounting) totals(t Tongue) Table {
	out := Table{Caption: t.S("Totals"), Style: Numbers, Columns: []Column{{Title: t.S("What"), Grow: 1}, {Title: t.S("Count"), Right: true}}}
	all := func(n int) []Cell { return []Cell{cell(Strong(t.S("in all"))), cell(Strong(fmt.Sprint(n)))} }
	for i, y := range a.tallied() {
		if i > 1 && y.Total+y.Sum() == 0 { // nothing of that sort
			continue
		}
		g := Group{Title: t.S(y.title)}
		for _, part := range y.Parts {
			g.Rows = append(g.Rows, []Cell{cell(Plain(t.S(part.Name))), cell(Plain(fmt.Sprint(part.Count)))})
		}
		g.Rows = append(g.Rows, all(y.Total))
		out.Groups = append(out.Groups, g)
	}
	out.Groups = append(out.Groups, Group{Title: t.S("Raters"), Rows: [][]Cell{all(a.Raters)}})
	return out
}

func (a Accounting) files(t Tongue) Table {
	out := Table{Caption: t.S("Files"), Columns: []Column{{Title: t.S("File"), Grow: 2}, {Title: t.S("State")}, {Title: t.S("Agreement")},
		{Title: t.S("Why"), Grow: 3}, {Title: t.S("Bytes"), Right: true}}, Groups: []Group{{}}}
	for _, f := range a.List {
		out.Groups[0].Rows = append(out.Groups[0].Rows, []Cell{cell(Plain(f.Name)), cell(Plain(t.S(string(f.State)))),
			cell(Code(f.Agreement[:min(12, len(f.Agreement))])), cell(Plain(f.Reason)), cell(Plain(fmt.Sprint(f.Bytes)))})
	}
	return out
}

// Sheet is one row a file when files were asked for, else one row a part of a total.
func (a Accounting) Sheet() Sheet {
	if a.List != nil {
		s := Sheet{Name: "files", Columns: []string{"name", "sha256", "bytes", "state", "agreement", "others", "reason", "time"}}
		for _, f := range a.List {
			s.Rows = append(s.Rows, []any{f.Name, f.SHA256, int(f.Bytes), string(f.State), f.Agreement, strings.Join(f.Others, " "), f.Reason, f.Time.Format("2006-01-02T15:04:05Z07:00")})
		}
		return s
	}
	s := Sheet{Name: "totals", Columns: []string{"what", "part", "count"}}
	for _, y := range a.tallied() {
		for _, part := range y.Parts {
			s.Rows = append(s.Rows, []any{y.title, part.Name, part.Count})
		}
		s.Rows = append(s.Rows, []any{y.title, "in all", y.Total})
	}
	s.Rows = append(s.Rows, []any{"Raters", "in all", a.Raters}, []any{"Index: agreements", string(a.Index.State), a.Index.Agreements})
	return s
}
