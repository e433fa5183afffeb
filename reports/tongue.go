package reports

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"corridor/corpus"
)

// Tongue is a language that reports and pages speak to the reader. The zero value is English. Phrases are
// written in English where they are used; a catalogue, the files of phrases/LANGUAGE, says each of them in another
// language. A test holds that no catalogue lacks a phrase or keeps one that nobody says any more. Pages of
// reports/site speak through the same catalogues.
//
// What an agreement says is never translated, nor are ids, column names of sheets and the values of JSON.
type Tongue struct {
	code    string
	phrases map[string]string
}

//go:embed phrases
var phraseFiles embed.FS

// tongues are the languages besides English, by their code.
var tongues = sync.OnceValues(readTongues)

// readTongues reads every catalogue: a folder of YAML maps from the English phrase to the phrase.
func readTongues() (map[string]Tongue, error) {
	out := map[string]Tongue{"en": {}}
	folders, err := phraseFiles.ReadDir("phrases")
	if err != nil {
		return nil, err
	}
	for _, f := range folders {
		t := Tongue{code: f.Name(), phrases: map[string]string{}}
		files, err := fs.Glob(phraseFiles, "phrases/"+f.Name()+"/*.yaml")
		if err != nil {
			return nil, err
		}
		for _, file := range files {
			if err := t.read(file); err != nil {
				return nil, fmt.Errorf("%s: %w", file, err)
			}
		}
		out[t.code] = t
	}
	return out, nil
}

// read adds a file to the catalogue. A phrase that another file has too is an error.
func (t Tongue) read(file string) error {
	data, err := phraseFiles.ReadFile(file)
	if err != nil {
		return err
	}
	var phrases map[string]string
	if err := yaml.Unmarshal(data, &phrases); err != nil {
		return err
	}
	for phrase, own := range phrases {
		if t.phrases[phrase] != "" {
			return fmt.Errorf("phrase %q stands in another file too", phrase)
		}
		t.phrases[phrase] = own
	}
	return nil
}

// TongueCodes lists the languages of reports and pages: English first.
func TongueCodes() []string { return []string{"en", "fr", "es"} }

// ParseTongue finds the language of a code such as "fr". It wraps corpus.ErrInvalid and names the allowed ones.
func ParseTongue(code string) (Tongue, error) {
	code = strings.ToLower(strings.TrimSpace(code))
	if !slices.Contains(TongueCodes(), code) {
		return Tongue{}, fmt.Errorf("language %q: %w: one of %s", code, corpus.ErrInvalid, strings.Join(TongueCodes(), ", "))
	}
	all, err := tongues()
	return all[code], err
}

// Code is the BCP 47 code of the language.
func (t Tongue) Code() string {
	if t.code == "" {
		return "en"
	}
	return t.code
}

// S says a phrase, with the arguments of fmt.Sprintf when there are any.
func (t Tongue) S(phrase string, args ...any) string {
	if own := t.phrases[phrase]; own != "" {
		phrase = own
	}
	if len(args) == 0 {
		return phrase
	}
	return fmt.Sprintf(phrase, args...)
}

// N says a count with its noun: t.N(3, "%d page", "%d pages"). Further arguments follow the count.
func (t Tongue) N(n int, one, many string, args ...any) string {
	phrase := many
	if n == 1 || n == 0 && t.code == "fr" {
		phrase = one
	}
	return t.S(phrase, append([]any{n}, args...)...)
}

// Date writes a date as "21 March 2005", "March 2005" or "2005"; "" when unknown.
func (t Tongue) Date(d corpus.Date) string {
	var year, month, day int
	n, _ := fmt.Sscanf(string(d), "%d-%d-%d", &year, &month, &day)
	switch {
	case n >= 2 && (month < 1 || month > 12):
		return string(d)
	case n == 3 && t.code == "fr" && day == 1:
		return fmt.Sprintf("1er %s %d", t.S(months[month]), year)
	case n == 3 && t.code == "es":
		return fmt.Sprintf("%d de %s de %d", day, t.S(months[month]), year)
	case n == 3:
		return fmt.Sprintf("%d %s %d", day, t.S(months[month]), year)
	case n == 2 && t.code == "es":
		return fmt.Sprintf("%s de %d", t.S(months[month]), year)
	case n == 2:
		return fmt.Sprintf("%s %d", t.S(months[month]), year)
	case n == 1:
		return fmt.Sprint(year)
	}
	return ""
}

// Language names a language: "French".
func (t Tongue) Language(tag string) string {
	if tag == "" || tag == "und" {
		return t.S("unknown language")
	}
	if name := display.Languages(language.Make(t.Code())).Name(language.Make(tag)); name != "" {
		return name
	}
	return tag
}

// Country names a country by its alpha-3 code; what is no known code stays as it is.
func (t Tongue) Country(code string) string {
	if c, ok := countryOf(code); ok {
		return c.Name(t.Code())
	}
	return code
}

// Number writes a number with so many decimals, with the decimal sign of the language.
func (t Tongue) Number(v float64, decimals int) string {
	s := fmt.Sprintf("%.*f", decimals, v)
	if t.code == "fr" || t.code == "es" {
		s = strings.Replace(s, ".", ",", 1)
	}
	return s
}
