package corpus

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// Validate checks every rule an agreement must keep and returns all breaches joined, each wrapping
// ErrInvalid and naming the field. It is linear in the text and the tree.
func (a *Agreement) Validate() error {
	c := checker{text: a.Text}
	c.identity(a)
	c.facts(a)
	c.corridor(a)
	c.tree(a)
	c.pages(a)
	c.lines(a)
	return errors.Join(c.errs...)
}

type checker struct {
	text string
	errs []error
}

func (c *checker) fail(format string, args ...any) {
	c.errs = append(c.errs, fmt.Errorf("agreement: "+format+": %w", append(args, ErrInvalid)...))
}

func (c *checker) identity(a *Agreement) {
	if !utf8.ValidString(a.Text) {
		c.fail("text is not UTF-8")
	}
	if strings.ContainsAny(a.Text, "\r\x00") {
		c.fail("text holds carriage returns or NUL bytes")
	}
	if a.ID != TextID(a.Text) {
		c.fail("id %.12s is not the hash of the text", a.ID)
	}
	if a.Language == "" {
		c.fail("language is empty: use \"und\" when unknown")
	}
}

func (c *checker) facts(a *Agreement) {
	if !slices.Contains(Kinds(), a.Kind.Value) {
		c.fail("kind %q is not one of %v", a.Kind.Value, Kinds())
	}
	for _, d := range []struct {
		name  string
		value Date
	}{{"signed", a.Signed.Value}, {"in force", a.InForce.Value}, {"expires", a.Expires.Value}, {"entry", a.Entry.Value.Date}} {
		if d.value != "" {
			if _, err := ParseDate(string(d.value)); err != nil {
				c.fail("%s: %v", d.name, err)
			}
		}
	}
	for name, s := range map[string]Span{"title": a.Title.Span, "kind": a.Kind.Span, "signed": a.Signed.Span,
		"place": a.Place.Span, "duration": a.Duration.Span, "renewal": a.Renewal.Span, "corridor": a.Corridor.Span, "entry": a.Entry.Span,
		"in force": a.InForce.Span, "expires": a.Expires.Span, "prevailing": a.Prevailing.Span, "scope": a.Scope.Span} {
		c.span(name, s)
	}
	for i, p := range a.Parties {
		c.span(fmt.Sprintf("party %d", i+1), p.Span)
		checkFacts(c, fmt.Sprintf("authority of party %d", i+1), p.Authorities, nil)
	}
	c.coverage(a)
	for i, s := range a.Footnotes {
		c.span(fmt.Sprintf("footnote %d", i+1), s)
	}
	for i, k := range a.Comments {
		c.span(fmt.Sprintf("comment %d", i+1), k.Span)
	}
}

// coverage checks whom the agreement covers, its languages and its family.
func (c *checker) coverage(a *Agreement) {
	if s := a.Scope.Value; s != "" && !slices.Contains(Scopes(), s) {
		c.fail("scope %q is not one of %v", s, Scopes())
	}
	checkFacts(c, "sector", a.Sectors, func(s Sector) bool { return slices.Contains(Sectors(), s) })
	checkFacts(c, "occupation", a.Occupations, func(o Occupation) bool { return o.Name != "" && 0 <= o.ISCO && o.ISCO <= 9 })
	checkFacts(c, "authentic language", a.Authentic, func(lang string) bool { return lang != "" })
	for i, r := range a.Family {
		c.span(fmt.Sprintf("relation %d", i+1), r.Span)
	}
}

// checkFacts checks the spans, confidences and values of a list of facts.
func checkFacts[T any](c *checker, name string, facts []Fact[T], valid func(T) bool) {
	for i, f := range facts {
		c.span(fmt.Sprintf("%s %d", name, i+1), f.Span)
		if f.Confidence < 0 || f.Confidence > 1 {
			c.fail("%s %d: confidence %v lies outside [0, 1]", name, i+1, f.Confidence)
		}
		if valid != nil && !valid(f.Value) {
			c.fail("%s %d: %v is not known", name, i+1, f.Value)
		}
	}
}

func (c *checker) corridor(a *Agreement) {
	k := a.Corridor
	if k.Reciprocal && !slices.Equal(k.Origin, k.Destination) {
		c.fail("corridor is reciprocal, but its sides differ: %v and %v", k.Origin, k.Destination)
	}
	for _, p := range a.Parties {
		if p.Country == "" {
			continue
		}
		if _, err := CountryByCode(p.Country); err != nil {
			c.fail("party %q: country %q is unknown", p.Name, p.Country)
		}
	}
}

// tree checks that the top level covers the text exactly and that every child lies inside its parent
// after its elder siblings.
func (c *checker) tree(a *Agreement) {
	pos := 0
	for i := range a.Segments {
		s := &a.Segments[i]
		if !s.Kind.TopLevel() {
			c.fail("segment %d: %q cannot stand at the top", i, s.Kind)
		}
		if s.Span.Start != pos {
			c.fail("segment %d (%s) starts at %d, the one before ends at %d", i, s.Kind, s.Span.Start, pos)
		}
		pos = s.Span.End
		c.node(s)
	}
	if pos != len(a.Text) {
		c.fail("segments end at %d, the text at %d", pos, len(a.Text))
	}
}

func (c *checker) node(s *Segment) {
	name := string(s.Kind) + " " + s.Number
	c.span(name, s.Span)
	for _, part := range []Span{s.Label, s.Heading} {
		if !part.Empty() && !s.Span.Contains(part) {
			c.fail("%s: label or heading %v lies outside %v", name, part, s.Span)
		}
		c.span(name, part)
	}
	pos := s.Span.Start
	for i := range s.Children {
		child := &s.Children[i]
		if child.Span.Start < pos || child.Span.End > s.Span.End {
			c.fail("%s: child %s %s at %v overlaps its elder or leaves %v", name, child.Kind, child.Number, child.Span, s.Span)
		}
		pos = child.Span.End
		c.node(child)
	}
}

func (c *checker) pages(a *Agreement) {
	pos := 0
	for _, p := range a.Pages {
		c.span(fmt.Sprintf("page %d", p.Number), p.Span)
		if p.Span.Start < pos {
			c.fail("page %d overlaps the one before", p.Number)
		}
		pos = p.Span.End
	}
}

func (c *checker) span(name string, s Span) {
	if s == (Span{}) {
		return
	}
	if s.Start < 0 || s.End < s.Start || s.End > len(c.text) {
		c.fail("%s: span %v lies outside the text of %d bytes", name, s, len(c.text))
		return
	}
	for _, at := range []int{s.Start, s.End} {
		if at < len(c.text) && !utf8.RuneStart(c.text[at]) {
			c.fail("%s: span %v cuts a character", name, s)
		}
	}
}
