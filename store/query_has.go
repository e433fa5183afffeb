package store

import (
	"slices"
	"strings"

	"corridor/corpus"
	"corridor/rubric"
)

// comparisons of levels and years, longer ones first.
var comparisons = []string{">=", "<=", "=", ">", "<"}

// has reads a criterion with the levels asked for: cw.passport, cw.passport>=operative, cw.passport=weak|contrary.
// The colon of a facet's value is as good as "=".
func (p *parser) has(f Field, v value) (Node, *QueryError) {
	criterion, op, level := v.text, "", ""
	if i := strings.IndexAny(v.text, "<>=:"); i >= 0 {
		criterion = v.text[:i]
		op, level = comparison(v.text[i:])
	}
	criterion = strings.ToLower(strings.TrimSpace(criterion))
	known := p.vocabulary.Criteria
	if criterion == "" || strings.Trim(criterion, criterionSigns) != "" || len(known) > 0 && !slices.Contains(known, criterion) {
		return nil, faultAt(part(v, 0, len(criterion)), "no criterion %q", criterion).
			mend("%s\"corridor rubric list\" and \"corridor rubric show\" name them", meant(criterion, known))
	}
	n := &Has{at: at(v.span), Criterion: criterion, Clause: f == FieldEvidence}
	if op == "" {
		n.Levels = []rubric.Level{rubric.Weak, rubric.Operative}
		if n.Clause {
			n.Levels = append(n.Levels, rubric.Contrary)
		}
		return n, nil
	}
	for _, one := range strings.Split(level, "|") {
		place := part(v, len(v.text)-len(level), len(v.text))
		asked, err := rubric.ParseLevel(strings.ToLower(strings.TrimSpace(one)))
		if err != nil {
			return nil, faultAt(place, "no level %q", one).mend("levels: absent, weak, operative, contrary, n/a; several are set apart by |")
		}
		if op != "=" && (asked == rubric.Contrary || asked == rubric.NA || one != level) {
			return nil, faultAt(place, "%s is no single level on the scale of strength", level).mend("several levels, contrary and n/a are asked for by \"=\"")
		}
		n.Levels = append(n.Levels, levelsThat(op, asked)...)
	}
	if slices.Sort(n.Levels); len(n.Levels) == 0 {
		return nil, faultAt(v.span, "no level is %s %s", op, level)
	}
	n.Levels = slices.Compact(n.Levels)
	return n, nil
}

// criterionSigns are the signs of the ids of criteria.
const criterionSigns = "abcdefghijklmnopqrstuvwxyz0123456789._-"

// comparison splits what follows a name into the operator and its operand.
func comparison(s string) (op, operand string) {
	if strings.HasPrefix(s, ":") {
		return "=", s[1:]
	}
	for _, op := range comparisons {
		if rest, ok := strings.CutPrefix(s, op); ok {
			return op, rest
		}
	}
	return "", s
}

// levelsThat lists the levels that compare with the one asked for; contrary counts as 0 like absent, n/a with nothing.
func levelsThat(op string, asked rubric.Level) (out []rubric.Level) {
	if op == "=" {
		return []rubric.Level{asked}
	}
	for _, l := range rubric.Levels() {
		if l != rubric.NA && compares(l.Value(), op, asked.Value()) {
			out = append(out, l)
		}
	}
	return out
}

func compares(a int, op string, b int) bool {
	switch op {
	case ">=":
		return a >= b
	case "<=":
		return a <= b
	case ">":
		return a > b
	case "<":
		return a < b
	}
	return a == b
}

// part is the place of text[from:to] of a value; of a value in quotes it is all of it.
func part(v value, from, to int) corpus.Span {
	if v.quoted || from >= to {
		return v.span
	}
	return corpus.Span{Start: v.span.Start + from, End: v.span.Start + to}
}

// dates reads a year or date, a range of them, or a comparison.
func dates(f Field, v value) (Node, *QueryError) {
	n := &Dates{at: at(v.span), field: string(f)}
	text := strings.TrimSpace(v.text)
	from, to, isRange := strings.Cut(text, "..")
	op, operand := comparison(text)
	var err *QueryError
	switch {
	case isRange:
		if n.From, err = dateIn(f, v, from); err == nil {
			n.To, err = dateIn(f, v, to)
		}
	case op == ">=" || op == "<=" || op == "=":
		err = n.compare(f, v, op, operand)
	case op != "":
		return nil, faultAt(v.span, "%s does not go with dates", op).mend("write %s:>=2005, %s:<=2015 or %s:2005..2015; both ends are included", f, f, f)
	default:
		err = n.compare(f, v, "=", text)
	}
	if err != nil {
		return nil, err
	}
	if n.From == "" && n.To == "" {
		return nil, faultAt(v.span, "this range is open at both ends")
	}
	if low, high := n.Bounds(); low > high {
		return nil, faultAt(v.span, "nothing lies from %s to %s", n.From, n.To)
	}
	return n, nil
}

func (n *Dates) compare(f Field, v value, op, operand string) *QueryError {
	d, err := dateIn(f, v, operand)
	if err == nil && d == "" {
		err = faultAt(v.span, "no %s to compare with", f)
	}
	if op != "<=" {
		n.From = d
	}
	if op != ">=" {
		n.To = d
	}
	return err
}

// dateIn reads a date, or a year alone for the field of years; "" is an open end.
func dateIn(f Field, v value, text string) (corpus.Date, *QueryError) {
	if text = strings.TrimSpace(text); text == "" {
		return "", nil
	}
	d, err := corpus.ParseDate(text)
	if err != nil || f == FieldYear && len(text) != len("2005") {
		i := strings.Index(v.text, text)
		how := "a year is four digits: year:2005, year:2005..2015, year:>=2005"
		if f == FieldSigned {
			how = "a date is 2005, 2005-03 or 2005-03-21: signed:2005-03..2006"
		}
		return "", faultAt(part(v, i, i+len(text)), "%q is no %s", text, map[Field]string{FieldYear: "year", FieldSigned: "date"}[f]).mend("%s", how)
	}
	return d, nil
}
