package rubric

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"corridor/corpus"
)

// What the tables say besides parties, dates and codes: kept as facts under their own names.
var (
	formationFacts = []string{"ratified", "copy_available", "evidence_available", "evidence_notavailable", "dataset_original"}
	codingFacts    = []string{"coded_google_translation", "autorenew", "bla_duration", "bla_duration_other", "bla_duration_years",
		"past_bla_amend", "past_bla_ref", "past_bla_replace", "quota", "quota_num", "recruit_auth_who"}
	codingText = []string{"agreement_title", "coded_orig_lang"}
	flags      = []string{"copy_available", "evidence_available", "evidence_notavailable", "autorenew", "past_bla_amend", "past_bla_replace", "quota"}
)

// facts keeps the values of columns that are there; flags become yes and no.
func facts(t *csvTable, e *corpus.Entry, columns []string) error {
	for _, column := range columns {
		v := t.cell(column)
		if v == "" || v == missingValue {
			continue
		}
		if slices.Contains(flags, column) {
			yes, _, err := yesNo(t, column)
			if err != nil {
				return err
			}
			v = map[bool]string{true: "yes", false: "no"}[yes]
		}
		e.Facts[column] = strings.Join(strings.Fields(v), " ")
	}
	return nil
}

// date reads the day of signature; of several (an exchange of notes) the last counts. The year column is
// the surer one: where the two differ the day is dropped and the note says so.
func (d *chiltonWoda) date(t *csvTable, e *corpus.Entry) error {
	var year int
	if v := t.cell("year"); v != "" && v != missingValue && v != missingYear {
		whole, err := corpus.ParseDate(v)
		if err != nil || len(v) != 4 {
			return t.fail("year", "%q is no year", v)
		}
		year, e.Signed = whole.Year(), whole
	}
	days := strings.FieldsFunc(t.cell("datesigned"), func(r rune) bool { return r == ',' || r == ';' })
	if len(days) == 0 || t.cell("datesigned") == missingValue {
		return nil
	}
	y, m, day, err := usDate(days[len(days)-1])
	if err != nil {
		return t.fail("datesigned", "%q: %v", t.cell("datesigned"), err)
	}
	if len(days) > 1 {
		d.note(t, e, "%d days of signature: the last counts", len(days))
	}
	if year != 0 && y != year {
		d.note(t, e, "signed %s, and the year is %d: the year counts", t.cell("datesigned"), year)
		return nil
	}
	if e.Signed, err = corpus.NewDate(y, m, day); err != nil {
		return t.fail("datesigned", "%v", err)
	}
	return nil
}

// usDate reads month/day/year with any white space.
func usDate(s string) (year, month, day int, err error) {
	parts := strings.Split(s, "/")
	if len(parts) != 3 {
		return 0, 0, 0, errors.New("a day is written month/day/year")
	}
	for i, into := range []*int{&month, &day, &year} {
		if *into, err = strconv.Atoi(strings.TrimSpace(parts[i])); err != nil {
			return 0, 0, 0, errors.New("a day is written month/day/year")
		}
	}
	if month < 1 || month > 12 || day < 1 || day > 31 {
		return 0, 0, 0, fmt.Errorf("there is no month %d, or no day %d in it", month, day)
	}
	return year, month, day, nil
}

func (d *chiltonWoda) note(t *csvTable, e *corpus.Entry, format string, args ...any) {
	line, _ := t.rd.FieldPos(0)
	d.set.Notes = append(d.set.Notes, DatasetNote{Entry: e.ID, Where: fmt.Sprintf("%s:%d", t.name, line), Note: fmt.Sprintf(format, args...)})
}

// languageNames are the languages that the tables name, as their columns (copy_NAME) and cells do.
var languageNames = map[string]string{"english": "en", "french": "fr", "german": "de", "spanish": "es", "arabic": "ar", "polish": "pl", "russian": "ru",
	"portugese": "pt", "portuguese": "pt", "czech": "cs", "slovak": "sk", "dutch": "nl", "japanese": "ja", "italian": "it", "chinese": "zh", "korean": "ko",
	"turkish": "tr", "romanian": "ro", "bulgarian": "bg", "ukrainian": "uk", "hungarian": "hu", "swedish": "sv", "danish": "da", "norwegian": "no",
	"finnish": "fi", "greek": "el", "serbian": "sr", "croatian": "hr", "slovenian": "sl", "indonesian": "id", "thai": "th", "vietnamese": "vi"}

// copyColumns are the columns that say in which languages there is a copy.
func copyColumns() []string {
	var out []string
	for _, name := range []string{"english", "french", "german", "spanish", "arabic", "polish", "russian", "portugese"} {
		out = append(out, "copy_"+name)
	}
	return out
}

func copies(t *csvTable, e *corpus.Entry) error {
	for _, column := range copyColumns() {
		yes, _, err := yesNo(t, column)
		if err != nil {
			return err
		}
		if yes {
			e.Copies = append(e.Copies, languageNames[strings.TrimPrefix(column, "copy_")])
		}
	}
	if len(e.Copies) == 1 {
		e.Language = e.Copies[0]
	}
	return nil
}

// codedLanguage takes the language in which the agreement was coded before that of its only copy.
func codedLanguage(t *csvTable, e *corpus.Entry) error {
	v := strings.ToLower(t.cell("coded_orig_lang"))
	if v == "" || v == missingValue || v == "other" {
		return nil
	}
	if e.Language = languageNames[v]; e.Language == "" {
		return t.fail("coded_orig_lang", "%q is no language that is known", t.cell("coded_orig_lang"))
	}
	return nil
}

// readTitle takes off quotation marks and undoes letters that were taken for Windows-1252 on their way ("MÃ©xico").
func readTitle(s string) string {
	s = strings.Join(strings.Fields(strings.Trim(s, `"' `)), " ")
	if once, err := charmap.Windows1252.NewEncoder().String(s); err == nil && utf8.ValidString(once) {
		return once
	}
	return s
}
