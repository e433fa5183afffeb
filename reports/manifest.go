package reports

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"corridor/corpus"
)

// Manifest says what a report rests on and how it was made, so that it can be made again and compared byte
// for byte. It holds no time and no place of a machine: the same texts, codings and program give the same bytes.
type Manifest struct {
	Tool      string   `json:"tool"`      // name and version of the program
	Arguments []string `json:"arguments"` // of the command line that makes it again: the query and every filter
	Format    Format   `json:"format"`
	Language  string   `json:"language"`
	Basis
}

// Basis is what a report counts.
type Basis struct {
	N          int        `json:"n"`                    // agreements and catalogue entries that were looked at
	Agreements []BaseText `json:"agreements,omitempty"` // in the order of their ids
	Rubrics    []string   `json:"rubrics,omitempty"`    // with their versions
	Raters     []string   `json:"raters,omitempty"`
}

// BaseText is one text that a report rests on.
type BaseText struct {
	ID     string `json:"id"`               // SHA-256 of the text, or the id of a catalogue entry
	Source string `json:"source,omitempty"` // name of the file
	SHA256 string `json:"sha256,omitempty"` // of the file
}

// Based is a report that says what it counts.
type Based interface{ Basis() Basis }

// NewManifest gathers what the report rests on.
func NewManifest(v Report, tool string, arguments []string) Manifest {
	m := Manifest{Tool: tool, Arguments: slices.Clone(arguments)}
	if b, ok := v.(Based); ok {
		m.Basis = b.Basis()
	}
	m.Basis = m.Basis.tidy()
	return m
}

// tidy puts everything in one order, each once.
func (b Basis) tidy() Basis {
	b.Agreements = slices.Clone(b.Agreements)
	slices.SortFunc(b.Agreements, func(x, y BaseText) int {
		return cmp.Or(cmp.Compare(x.ID, y.ID), cmp.Compare(y.SHA256, x.SHA256), cmp.Compare(x.Source, y.Source)) // the one that says most first
	})
	b.Agreements = slices.CompactFunc(b.Agreements, func(x, y BaseText) bool { return x.ID == y.ID })
	for _, list := range []*[]string{&b.Rubrics, &b.Raters} {
		*list = slices.Clone(*list)
		slices.Sort(*list)
		*list = slices.Compact(*list)
	}
	b.N = max(b.N, len(b.Agreements))
	return b
}

// baseOf names the text of an agreement.
func baseOf(a *corpus.Agreement) BaseText {
	return BaseText{ID: a.ID, Source: squeeze(a.Source.Name), SHA256: a.Source.SHA256}
}

// basisOfRows is what a table counts: every agreement given, and who coded them.
func basisOfRows(rows []CoverageRow, rubrics ...string) Basis {
	b := Basis{Rubrics: rubrics, N: len(rows)}
	seen := map[string]bool{}
	for _, r := range rows {
		b.Agreements = append(b.Agreements, BaseText{r.Agreement.ID, squeeze(r.Agreement.Source), r.Agreement.SHA256})
		for _, f := range r.Findings {
			if !seen[f.Rater] && f.Rater != "" {
				seen[f.Rater] = true
				b.Raters = append(b.Raters, f.Rater)
			}
		}
	}
	return b
}

// Basis is the agreements of the cards.
func (s Scorecards) Basis() (b Basis) {
	for _, c := range s.Cards {
		h := c.Agreement
		b.Agreements = append(b.Agreements, BaseText{h.ID, h.Source, h.SHA256})
		b.Rubrics = append(b.Rubrics, c.Rubric.Ref)
		if c.Peers != nil {
			b.Agreements = append(b.Agreements, c.Peers.basis...)
		}
		for _, th := range c.Themes {
			for _, coded := range th.Criteria {
				b.Raters = append(b.Raters, coded.Rater)
			}
		}
	}
	return b
}

// Basis is the agreement of the card.
func (s Scorecard) Basis() Basis { return Scorecards{Cards: []Scorecard{s}}.Basis() }

// Basis is every agreement given, counted or not.
func (c Coverage) Basis() Basis { return c.basis }

// Basis is every agreement given, counted or not.
func (b Beside) Basis() Basis { return b.basis }

// Basis is the texts that two raters or more coded.
func (c Concordance) Basis() Basis { return c.basis }

// Basis is the agreements that were coded under both versions.
func (r Rescore) Basis() Basis { return r.basis }

// Digest is one hash over all texts that the report rests on: hex SHA-256 of their ids, a line each.
func (b Basis) Digest() string {
	h := sha256.New()
	for _, a := range b.Agreements {
		fmt.Fprintln(h, a.ID)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Command is the command line that makes the report again, fit to be typed.
func (m Manifest) Command() string {
	out := "corridor"
	for _, a := range m.Arguments {
		if a == "" || strings.ContainsAny(a, " \t\n\"'$`\\|&;<>()*?#~[]{}!") {
			a = "'" + strings.ReplaceAll(a, "'", `'\''`) + "'"
		}
		out += " " + a
	}
	return out
}

// section lays the manifest out: how to make the report again, and what it rests on.
func (m Manifest) section(t Tongue) Section {
	facts := Facts{
		{t.S("Command"), []Inline{Code(m.Command())}},
		{t.S("Program"), words(m.Tool)},
		{t.S("Agreements"), words(fmt.Sprint(m.N))},
	}
	if len(m.Agreements) > 0 {
		facts = append(facts, Fact{t.S("Digest of the texts"), []Inline{Code(m.Digest())}})
	}
	for _, f := range []struct {
		term string
		list []string
	}{{t.S("Rubrics"), m.Rubrics}, {t.S("Raters"), m.Raters}} {
		if len(f.list) > 0 {
			facts = append(facts, Fact{f.term, words(strings.Join(f.list, ", "))})
		}
	}
	return Section{ID: "manifest", Title: t.S("How this report was made"), Tone: Note, Blocks: []Block{facts}}
}

// manifestMark begins the line on which a report of text, Markdown, HTML or DOCX carries its manifest as JSON.
const manifestMark = "corridor-manifest: "

// line is the manifest as JSON on one line.
func (m Manifest) line() (string, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(true) // "<" and "&" stay out of it, whatever file it is put into
	if err := enc.Encode(m); err != nil {
		return "", err
	}
	return strings.TrimSpace(b.String()), nil
}
