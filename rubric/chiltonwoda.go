package rubric

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"time"

	"corridor/corpus"
)

// ChiltonWoda names the data set of Adam Chilton and Bartosz Woda, The Expanding Universe of Bilateral
// Labor Agreements (2022): as a catalogue, and as the rater that its human coders are.
const ChiltonWoda = "chilton-woda-2022"

// YesNo reports whether a rater's scale is yes and no alone, so that its codes have no strict reading.
func YesNo(rater string) bool { return rater == ChiltonWoda }

// Dataset is an outside catalogue with what its coders found.
type Dataset struct {
	Name        string
	Entries     []corpus.Entry
	Assessments []*Assessment
	Notes       []DatasetNote // values that were read otherwise than they stand
}

// DatasetNote is a value that contradicts another, and what was made of it.
type DatasetNote struct {
	Entry string `json:"entry"`
	Where string `json:"where"` // file and line
	Note  string `json:"note"`
}

// The tables of the data set, the columns that each must have, and those that are passed over.
const (
	formationFile = "formation.csv"
	codingFile    = "coding.csv"
)

var (
	formationNeeds = []string{"treatyID", "countryA", "countryB", "year", "datesigned"}
	codingNeeds    = []string{"treatyID"}
	idleColumns    = []string{"codeA", "codeB", "dyadID"}
)

// missingValue is how the data set writes that a value is not there, if it does not leave it blank.
const (
	missingValue = "101"
	missingYear  = "9999"
)

// ReadChiltonWoda reads the folder of the data set, whole or not at all: every agreement becomes an entry,
// and every coded one an assessment under the rubric, whose criteria are named cw.VARIABLE. The coders
// answered yes or no, so yes is kept as weak, the least it can be. Errors wrap corpus.ErrInvalid and begin
// with file, line and column.
func ReadChiltonWoda(fsys fs.FS, r *Rubric, tool string, now time.Time) (*Dataset, error) {
	d := &chiltonWoda{set: &Dataset{Name: ChiltonWoda}, rubric: r, tool: tool, now: now, at: map[string]int{}, coded: map[string]bool{}}
	err := eachTableRow(fsys, formationFile, formationNeeds, slices.Concat(idleColumns, formationFacts, copyColumns()), d.formation)
	if err == nil {
		err = eachTableRow(fsys, codingFile, slices.Concat(codingNeeds, d.variables()), slices.Concat(idleColumns, formationNeeds[1:4], codingFacts, codingText), d.coding)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", ChiltonWoda, err)
	}
	return d.set, nil
}

func eachTableRow(fsys fs.FS, name string, need, may []string, row func(*csvTable) error) error {
	t, err := openTable(fsys, name, need, may)
	if err != nil {
		return err
	}
	for {
		if err := t.next(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		if err := row(t); err != nil {
			return err
		}
	}
}

// chiltonWoda is the data set while it is read.
type chiltonWoda struct {
	set    *Dataset
	rubric *Rubric
	tool   string
	now    time.Time
	at     map[string]int  // entry id -> index into set.Entries
	coded  map[string]bool // entry ids
}

// variables are the rubric's criteria under the names that the data set gives them.
func (d *chiltonWoda) variables() []string {
	var out []string
	for _, c := range d.rubric.Criteria {
		out = append(out, strings.TrimPrefix(c.ID, "cw."))
	}
	return out
}

func (d *chiltonWoda) id(t *csvTable) (string, error) {
	number := t.cell("treatyID")
	if number == "" || strings.Trim(number, "0123456789") != "" {
		return "", t.fail("treatyID", "%q is no number", number)
	}
	return ChiltonWoda + "/" + number, nil
}

// formation reads a row of the list of agreements.
func (d *chiltonWoda) formation(t *csvTable) error {
	id, err := d.id(t)
	if err != nil {
		return err
	}
	if _, twice := d.at[id]; twice {
		return t.fail("treatyID", "agreement %s stands twice", t.cell("treatyID"))
	}
	e := corpus.Entry{ID: id, Facts: map[string]string{}}
	for _, column := range []string{"countryA", "countryB"} {
		c, ok := corpus.FindCountry(t.cell(column))
		if !ok {
			return t.fail(column, "%q is no country that is known", t.cell(column))
		}
		e.Parties = append(e.Parties, corpus.Party{Name: t.cell(column), Country: c.Code, Role: corpus.RoleUnknown})
	}
	if err := errors.Join(d.date(t, &e), copies(t, &e), facts(t, &e, formationFacts)); err != nil {
		return err
	}
	d.at[id] = len(d.set.Entries)
	d.set.Entries = append(d.set.Entries, e)
	return nil
}

// coding reads a row of the coders' answers.
func (d *chiltonWoda) coding(t *csvTable) error {
	id, err := d.id(t)
	if err != nil {
		return err
	}
	i, ok := d.at[id]
	switch {
	case !ok:
		return t.fail("treatyID", "agreement %s is not in %s", t.cell("treatyID"), formationFile)
	case d.coded[id]:
		return t.fail("treatyID", "agreement %s is coded twice", t.cell("treatyID"))
	}
	d.coded[id] = true
	e := &d.set.Entries[i]
	e.Title = readTitle(t.cell("agreement_title"))
	if err := errors.Join(codedLanguage(t, e), facts(t, e, codingFacts)); err != nil {
		return err
	}
	return d.assess(t, id)
}

// assess makes the assessment of a row. A criterion without an answer has no finding.
func (d *chiltonWoda) assess(t *csvTable, id string) error {
	s := &Assessment{Agreement: id, Rubric: d.rubric.Ref(), Rater: ChiltonWoda, RaterKind: Imported, Tool: d.tool, Time: d.now, Findings: []Finding{}}
	for _, c := range d.rubric.Criteria {
		column := strings.TrimPrefix(c.ID, "cw.")
		yes, known, err := yesNo(t, column)
		switch {
		case err != nil:
			return err
		case yes:
			s.Findings = append(s.Findings, Finding{Criterion: c.ID, Level: Weak, Confidence: 1, Reason: "coded yes: the source has no levels"})
		case known:
			s.Findings = append(s.Findings, Finding{Criterion: c.ID, Level: Absent, Confidence: 1, Reason: "coded no"})
		}
	}
	d.set.Assessments = append(d.set.Assessments, s)
	return nil
}

// yesNo reads 1 and 0; blank and 101 are not known.
func yesNo(t *csvTable, column string) (yes, known bool, err error) {
	switch v := t.cell(column); v {
	case "1":
		return true, true, nil
	case "0":
		return false, true, nil
	case "", missingValue:
		return false, false, nil
	default:
		return false, false, t.fail(column, "%q: 1, 0, or blank or 101 for missing", v)
	}
}
