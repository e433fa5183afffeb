package rubric

import (
	"errors"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"corridor/corpus"
	"corridor/corpus/sharedtest"
)

// twoQuestions stands for cw2022 in tests of the tables' form.
func twoQuestions() *Rubric {
	return &Rubric{ID: "cw2022", Version: "1", Criteria: []Criterion{{ID: "cw.passport"}, {ID: "cw.ngos"}}}
}

const (
	someFormation = "treatyID,countryA,countryB,year,datesigned,copy_english,copy_french,dataset_original\n" +
		"7,West Germany,Turkey,1961,10/30/1961,1,0,CPW\n" +
		"8,Ivory Coast,Mali,1960,  8/9/1960 ,1,1,\n" +
		"9,Timor Leste,South Korea,2009,5/2/2997,0,0,\n" +
		"10,Mexico,Yugoslavia,1951,\"1/26/1951, 4/24/1951\",0,0,\n" +
		"11,Mexico,Cuba,9999,,101,,\n"
	someCoding = "treatyID,passport,ngos,agreement_title,coded_orig_lang,autorenew,bla_duration_years,quota_num\n" +
		"7,1,0,\"\"\"Notes at MÃ©xico\"\"\",German,1,5,101\n" +
		"8,101,,Accord,Other,,101,100 a year\n"
)

func readSet(formation, coding string) (*Dataset, error) {
	files := fstest.MapFS{formationFile: {Data: []byte(formation)}, codingFile: {Data: []byte(coding)}}
	return ReadChiltonWoda(files, twoQuestions(), "test", time.Unix(0, 0))
}

func TestReadChiltonWoda(t *testing.T) {
	d, err := readSet(someFormation, someCoding)
	if err != nil {
		t.Fatal(err)
	}
	party := func(name, code string) corpus.Party {
		return corpus.Party{Name: name, Country: code, Role: corpus.RoleUnknown}
	}
	want := []corpus.Entry{
		{ID: "chilton-woda-2022/7", Title: "Notes at México", Parties: []corpus.Party{party("West Germany", "DEU"), party("Turkey", "TUR")}, Signed: "1961-10-30",
			Language: "de", Copies: []string{"en"}, Facts: map[string]string{"dataset_original": "CPW", "autorenew": "yes", "bla_duration_years": "5"}},
		{ID: "chilton-woda-2022/8", Title: "Accord", Parties: []corpus.Party{party("Ivory Coast", "CIV"), party("Mali", "MLI")}, Signed: "1960-08-09",
			Copies: []string{"en", "fr"}, Facts: map[string]string{"quota_num": "100 a year"}},
		{ID: "chilton-woda-2022/9", Parties: []corpus.Party{party("Timor Leste", "TLS"), party("South Korea", "KOR")}, Signed: "2009", Facts: map[string]string{}},
		{ID: "chilton-woda-2022/10", Parties: []corpus.Party{party("Mexico", "MEX"), party("Yugoslavia", "YUG")}, Signed: "1951-04-24", Facts: map[string]string{}},
		{ID: "chilton-woda-2022/11", Parties: []corpus.Party{party("Mexico", "MEX"), party("Cuba", "CUB")}, Facts: map[string]string{}},
	}
	if diff := cmp.Diff(want, d.Entries); diff != "" {
		t.Errorf("entries (-want +have):\n%s", diff)
	}
	if len(d.Notes) != 2 || d.Notes[0].Where != "formation.csv:4" || d.Notes[1].Entry != "chilton-woda-2022/10" {
		t.Errorf("notes: have %+v", d.Notes)
	}
	if len(d.Assessments) != 2 || len(d.Assessments[1].Findings) != 0 {
		t.Fatalf("assessments: have %+v", d.Assessments)
	}
	if f := d.Assessments[0].Findings; len(f) != 2 || f[0].Level != Weak || f[1].Level != Absent {
		t.Errorf("findings: have %+v", f)
	}
}

func TestReadChiltonWodaInOtherForms(t *testing.T) {
	want, err := readSet(someFormation, someCoding)
	if err != nil {
		t.Fatal(err)
	}
	quoted := strings.NewReplacer("\"1/26/1951, 4/24/1951\"", "1/26/1951; 4/24/1951", ",", "\t")
	for name, form := range map[string]func(string) string{
		"byte order mark": func(s string) string { return "\ufeff" + s },
		"CRLF":            func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") },
		"CR":              func(s string) string { return strings.ReplaceAll(s, "\n", "\r") },
		"no last newline": func(s string) string { return strings.TrimSuffix(s, "\n") },
		"tabs":            quoted.Replace,
		"semicolons": func(s string) string {
			return strings.NewReplacer("\"1/26/1951, 4/24/1951\"", "\"1/26/1951, 4/24/1951\"", ",", ";").Replace(s)
		},
	} {
		have, err := readSet(form(someFormation), form(someCoding))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if diff := cmp.Diff(want, have); diff != "" {
			t.Errorf("%s (-want +have):\n%s", name, diff)
		}
	}
}

func TestReadChiltonWodaRefuses(t *testing.T) {
	for want, spoil := range map[string]func(f, c *string){
		`formation.csv:1:28: column "mood" is not known`:                         func(f, _ *string) { *f = strings.Replace(*f, "year", "mood", 1) },
		`formation.csv:1:1: column "datesigned" is missing`:                      func(f, _ *string) { *f = "treatyID,countryA,countryB,year\n" },
		`formation.csv:1:10: column "treatyID" stands twice`:                     func(f, _ *string) { *f = "treatyID,treatyID\n" },
		`formation.csv:3:3: column countryA: invalid: "Atlantis"`:                func(f, _ *string) { *f = strings.Replace(*f, "Ivory Coast", "Atlantis", 1) },
		`formation.csv:2:28: column datesigned: invalid: "30/10/1961": there is`: func(f, _ *string) { *f = strings.Replace(*f, "10/30/1961", "30/10/1961", 1) },
		`formation.csv:2:28: column datesigned: invalid: "Oct 1961": a day`:      func(f, _ *string) { *f = strings.Replace(*f, "10/30/1961", "Oct 1961", 1) },
		`formation.csv:2:23: column year: invalid: "196"`:                        func(f, _ *string) { *f = strings.Replace(*f, ",1961,", ",196,", 1) },
		`formation.csv:2:39: column copy_english: invalid: "yes"`:                func(f, _ *string) { *f = strings.Replace(*f, ",1,0,CPW", ",yes,0,CPW", 1) },
		`formation.csv:3:1: column treatyID: invalid: agreement 7 stands twice`:  func(f, _ *string) { *f = strings.Replace(*f, "\n8,", "\n7,", 1) },
		`formation.csv:2:1: wrong number of fields`:                              func(f, _ *string) { *f = strings.Replace(*f, "7,West", "7,1,West", 1) },
		`formation.csv:2:1: invalid: the line is not UTF-8`:                      func(f, _ *string) { *f = strings.Replace(*f, "West", "\xe9", 1) },
		`formation.csv:1:1: invalid: the file is empty`:                          func(f, _ *string) { *f = "" },
		`coding.csv:2:3: column passport: invalid: "2"`:                          func(_, c *string) { *c = strings.Replace(*c, "7,1,0", "7,2,0", 1) },
		`coding.csv:3:1: column treatyID: invalid: agreement 80 is not in`:       func(_, c *string) { *c = strings.Replace(*c, "\n8,", "\n80,", 1) },
		`coding.csv:3:1: column treatyID: invalid: agreement 7 is coded twice`:   func(_, c *string) { *c = strings.Replace(*c, "\n8,", "\n7,", 1) },
		`coding.csv:1:1: column "ngos" is missing`:                               func(_, c *string) { *c = "treatyID,passport\n" },
		`column coded_orig_lang: invalid: "Elvish"`:                              func(_, c *string) { *c = strings.Replace(*c, "German", "Elvish", 1) },
	} {
		f, c := someFormation, someCoding
		spoil(&f, &c)
		if d, err := readSet(f, c); d != nil || !errors.Is(err, corpus.ErrInvalid) || !strings.Contains(err.Error(), want) {
			t.Errorf("have %v\nwant %s", err, want)
		}
	}
	_, err := ReadChiltonWoda(fstest.MapFS{}, twoQuestions(), "test", time.Unix(0, 0))
	if !errors.Is(err, corpus.ErrNotFound) {
		t.Errorf("empty folder: have %v", err)
	}
}

func TestReadChiltonWodaWhole(t *testing.T) {
	dir := sharedtest.Path(t, "data", ChiltonWoda)
	lib, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	r, err := lib.Rubric("cw2022")
	if err != nil {
		t.Fatal(err)
	}
	d, err := ReadChiltonWoda(os.DirFS(dir), r, "test", time.Unix(0, 0))
	if err != nil {
		t.Fatal(err)
	}
	findings := 0
	for _, s := range d.Assessments {
		findings += len(s.Findings)
	}
	for i := range d.Entries {
		if err := d.Entries[i].Validate(); err != nil {
			t.Error(err)
		}
	}
	have := [4]int{len(d.Entries), len(d.Assessments), findings, len(d.Notes)}
	if want := [4]int{1222, 570, 570 * 34, 8}; have != want {
		t.Errorf("entries, assessments, findings, notes: have %v, want %v", have, want)
	}
}
