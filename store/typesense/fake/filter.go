package fake

import (
	"regexp"
	"strconv"
	"strings"
)

// condition decides a document.
type condition func(*doc) bool

// maxOperators is how many operators a filter may have.
const maxOperators = 100

// filter reads the server's language of filters: comparisons joined by && or ||, and parentheses. Both signs
// in one group are refused, so that no client leans on which binds tighter.
func (c *collection) filter(text string) (condition, error) {
	p := &parser{c: c, rest: strings.TrimSpace(text)}
	holds, err := p.group()
	switch {
	case err != nil:
		return nil, err
	case p.rest != "":
		return nil, bad("Could not parse the filter query: at %.40q", p.rest)
	case p.operators > maxOperators:
		return nil, bad("`filter_by` has too many operations.")
	}
	return holds, nil
}

type parser struct {
	c         *collection
	rest      string
	operators int
}

func (p *parser) skip(sign string) bool {
	rest, ok := strings.CutPrefix(strings.TrimLeft(p.rest, " "), sign)
	if ok {
		p.rest = strings.TrimLeft(rest, " ")
	}
	return ok
}

// group reads parts joined by one sign.
func (p *parser) group() (condition, error) {
	first, err := p.part()
	if err != nil {
		return nil, err
	}
	parts, sign := []condition{first}, ""
	for _, s := range []string{"&&", "||"} {
		for p.skip(s) {
			if sign != "" && sign != s {
				return nil, bad("&& and || in one group: at %.40q", p.rest)
			}
			sign = s
			p.operators++
			next, err := p.part()
			if err != nil {
				return nil, err
			}
			parts = append(parts, next)
		}
	}
	return func(d *doc) bool {
		for _, holds := range parts {
			if holds(d) == (sign == "||") {
				return sign == "||"
			}
		}
		return sign != "||"
	}, nil
}

func (p *parser) part() (condition, error) {
	if !p.skip("(") {
		return p.comparison()
	}
	holds, err := p.group()
	if err == nil && !p.skip(")") {
		err = bad("Could not parse the filter query: unbalanced parentheses: at %.40q", p.rest)
	}
	return holds, err
}

var (
	listed   = regexp.MustCompile("^([a-z_]+):(!?=)\\[(`[^`]*`(?:,`[^`]*`)*)\\]")
	ranged   = regexp.MustCompile(`^([a-z_]+):\[(-?\d+)\.\.(-?\d+)\]`)
	compared = regexp.MustCompile(`^([a-z_]+):(<=|>=|<|>)(-?\d+)`)
)

func (p *parser) comparison() (condition, error) {
	if m := listed.FindStringSubmatch(p.rest); m != nil {
		p.rest = p.rest[len(m[0]):]
		return p.among(m[1], m[2] == "!=", strings.Split(strings.Trim(m[3], "`"), "`,`"))
	}
	if m := ranged.FindStringSubmatch(p.rest); m != nil {
		p.rest = p.rest[len(m[0]):]
		from, to := number(m[2]), number(m[3])
		return p.numeric(m[1], func(n float64) bool { return from <= n && n <= to })
	}
	if m := compared.FindStringSubmatch(p.rest); m != nil {
		p.rest = p.rest[len(m[0]):]
		to := number(m[3])
		return p.numeric(m[1], map[string]func(n float64) bool{"<": func(n float64) bool { return n < to }, ">": func(n float64) bool { return n > to },
			"<=": func(n float64) bool { return n <= to }, ">=": func(n float64) bool { return n >= to }}[m[2]])
	}
	return nil, bad("Could not parse the filter query: at %.40q", p.rest)
}

func number(digits string) float64 {
	n, _ := strconv.ParseInt(digits, 10, 64) // the expression lets only digits through
	return float64(n)
}

// among compares a text with values, as a whole.
func (p *parser) among(field string, negated bool, values []string) (condition, error) {
	wanted := map[string]bool{}
	if field == "id" {
		for _, v := range values {
			wanted[v] = true
		}
		return func(d *doc) bool { return wanted[d.id] != negated }, nil
	}
	if f, ok := p.c.fields[field]; !ok || !strings.HasPrefix(f.Type, "string") {
		return nil, bad("Could not find a filter field named `%s` in the schema.", field)
	}
	for _, v := range values {
		folded := p.c.fold(v)
		if folded == "" {
			return nil, bad("Error with filter field `%s`: Filter value cannot be empty.", field)
		}
		wanted[folded] = true
	}
	return func(d *doc) bool {
		has := d.folded[field]
		for v := range wanted {
			if has[v] {
				return !negated
			}
		}
		return negated
	}, nil
}

func (p *parser) numeric(field string, holds func(float64) bool) (condition, error) {
	if _, isText := p.c.fields[field]; !isText || strings.HasPrefix(p.c.fields[field].Type, "string") {
		return nil, bad("Could not find a filter field named `%s` in the schema.", field)
	}
	return func(d *doc) bool { return holds(d.numbers[field]) }, nil
}
