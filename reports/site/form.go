package site

import (
	"strconv"

	"corridor/corpus"
	"corridor/reports"
	"corridor/rubric"
)

// form is what a reader can set on a page: fields in the order of the page.
type form struct {
	Action string
	Fields []field
	Hidden []option // further values that are kept: Value is the name, Name the value
	Submit string
}

// field is one control.
type field struct {
	Kind    string // select, number, text or check
	Name    string
	Label   string
	Value   string
	Options []option
	On      bool
}

type option struct {
	Value, Name string
	On          bool
}

func (v *visit) newForm(action string, fields ...field) form {
	return form{Action: action, Fields: fields, Submit: v.t.S("Show")}
}

// choice is a select; the options are pairs of value and name.
func (v *visit) choice(name, label, value string, options ...option) field {
	for i := range options {
		options[i].On = options[i].Value == value
	}
	return field{Kind: "select", Name: name, Label: label, Value: value, Options: options}
}

func (v *visit) yearFields() []field {
	return []field{
		{Kind: "number", Name: "from", Label: v.t.S("From year"), Value: v.q.Get("from")},
		{Kind: "number", Name: "to", Label: v.t.S("To year"), Value: v.q.Get("to")},
	}
}

func (v *visit) rubricField(chosen *rubric.Rubric) field {
	var options []option
	for _, r := range v.Library.Rubrics {
		options = append(options, option{Value: r.ID, Name: v.t.S(r.Title)})
	}
	return v.choice("rubric", v.t.S("Rubric"), chosen.ID, options...)
}

func (v *visit) readingField(chosen reports.Reading) field {
	return v.choice("reading", v.t.S("Reading"), string(chosen), option{Value: string(reports.Broad), Name: v.t.S("broad: weak and operative count")},
		option{Value: string(reports.Strict), Name: v.t.S("strict: operative alone counts")})
}

func (v *visit) kindField() field {
	options := []option{{Name: v.t.S("all kinds")}}
	for _, k := range corpus.Kinds() {
		options = append(options, option{Value: string(k), Name: v.t.S(string(k))})
	}
	return v.choice("kind", v.t.S("Kind"), v.q.Get("kind"), options...)
}

func (v *visit) themeField(r *rubric.Rubric) field {
	options := []option{{Name: v.t.S("all themes")}}
	for _, theme := range r.Themes() {
		options = append(options, option{Value: theme, Name: reports.Sentence(v.t.S(theme))})
	}
	return v.choice("theme", v.t.S("Theme"), v.q.Get("theme"), options...)
}

// args are the arguments of a command line: flags for all values that are given.
type args []string

func command(name string, more ...string) args { return append(args{name}, more...) }

func (a args) with(flag, value string) args {
	if value == "" || value == "0" {
		return a
	}
	return append(a, "--"+flag, value)
}

func (a args) withNumber(flag string, n int) args { return a.with(flag, strconv.Itoa(n)) }
