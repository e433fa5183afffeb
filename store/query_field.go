package store

import (
	"slices"
	"strings"

	"golang.org/x/text/language"

	"corridor/corpus"
	"corridor/rubric"
	"corridor/store/words"
)

// field reads a field with its values. Several values are alternatives.
func (p *parser) field(l lexeme) (Node, *QueryError) {
	f, err := fieldNamed(l)
	if err != nil {
		return nil, err
	}
	for _, v := range l.values {
		if strings.TrimSpace(v.text) == "" {
			return nil, faultAt(v.span, "%s: has no value here", f).mend("the value stands right after the colon; a value with spaces stands in quotation marks: %s:\"…\"", f)
		}
	}
	switch f {
	case FieldKind, FieldLanguage, FieldSector, FieldScope, FieldTheme, FieldLevel, FieldPart:
		return p.is(f, l)
	case FieldOrigin, FieldDestination, FieldCountry, FieldRegion:
		return placeOf(f, l)
	}
	var parts []Node
	for _, v := range l.values {
		n, err := p.fieldValue(f, v)
		if err != nil {
			return nil, err
		}
		parts = append(parts, n)
	}
	if len(parts) == 1 {
		return parts[0], nil
	}
	return &Or{at(l.span), parts}, nil
}

// fieldNamed finds the field of a lexeme.
func fieldNamed(l lexeme) (Field, *QueryError) {
	f := Field(strings.ToLower(l.text))
	if slices.Contains(Fields(), f) {
		return f, nil
	}
	var names []string
	for _, known := range Fields() {
		names = append(names, string(known))
	}
	name := corpus.Span{Start: l.span.Start, End: l.span.Start + len(l.text)}
	return "", faultAt(name, "no field %q", l.text).mend("%sfields: %s; in quotes it is a phrase", meant(l.text, names), strings.Join(names, ", "))
}

// meant says which of the names a misspelt one was probably meant to be.
func meant(given string, names []string) string {
	if best := words.Nearest(given, names); best != "" {
		return "did you mean " + best + "? "
	}
	return ""
}

// fieldValue reads one value of a field whose values are alternatives of their own.
func (p *parser) fieldValue(f Field, v value) (Node, *QueryError) {
	switch f {
	case FieldCorridor:
		return pair(v)
	case FieldYear, FieldSigned:
		return dates(f, v)
	case FieldHas, FieldEvidence:
		return p.has(f, v)
	case FieldID:
		return identity(v)
	}
	return named(f, v) // title and party
}

// is reads the values of a field that has a list of them.
func (p *parser) is(f Field, l lexeme) (Node, *QueryError) {
	n := &Is{at: at(l.span), Field: f}
	for _, v := range l.values {
		known, allowed, ok := p.known(f, v.text)
		if !ok {
			return nil, faultAt(v.span, "no %s %q", f, v.text).mend("%s%s: %s", meant(v.text, allowed), f, strings.Join(allowed, ", "))
		}
		n.Values = append(n.Values, known)
	}
	return n, nil
}

// known finds the value as the facet of the field writes it, and lists what is allowed.
func (p *parser) known(f Field, given string) (found string, allowed []string, ok bool) {
	switch f {
	case FieldKind:
		allowed = textsOf(corpus.Kinds())
	case FieldLanguage:
		return languageNamed(given)
	case FieldLevel:
		for _, l := range rubric.Levels() {
			allowed = append(allowed, l.String())
		}
		allowed = slices.DeleteFunc(allowed, func(s string) bool { return s == rubric.Absent.String() || s == rubric.NA.String() })
	case FieldPart:
		allowed = textsOf(ownParts)
	case FieldSector:
		allowed = textsOf(corpus.Sectors())
	case FieldScope:
		allowed = textsOf(corpus.Scopes())
	case FieldTheme:
		if allowed = p.vocabulary.Themes; len(allowed) == 0 {
			return strings.ToLower(strings.TrimSpace(given)), nil, true
		}
	}
	i := slices.IndexFunc(allowed, func(a string) bool { return sameName(a, given) })
	if i < 0 {
		return "", allowed, false
	}
	return allowed[i], allowed, true
}

func textsOf[T ~string](list []T) (out []string) {
	for _, v := range list {
		out = append(out, string(v))
	}
	return out
}

// ownParts are the parts of an agreement that clauses stand in.
var ownParts = []corpus.SegmentKind{corpus.SegTitle, corpus.SegPreamble, corpus.SegBody, corpus.SegAnnex, corpus.SegProtocol, corpus.SegTestimony, corpus.SegSignatures}

// sameName compares names without regard to letter case and to whether a hyphen or a blank parts their words.
func sameName(a, b string) bool {
	return slices.Equal(words.Words(a), words.Words(b))
}

// languages that a query can name in English; codes can be of any other, too.
var languages = []struct{ code, name string }{{"en", "English"}, {"fr", "French"}, {"es", "Spanish"}, {"de", "German"}, {"nl", "Dutch"},
	{"ar", "Arabic"}, {"ne", "Nepali"}, {"km", "Khmer"}, {"pt", "Portuguese"}, {"it", "Italian"}, {"tr", "Turkish"}, {"ru", "Russian"},
	{"th", "Thai"}, {"vi", "Vietnamese"}, {"id", "Indonesian"}, {"zh", "Chinese"}, {"ko", "Korean"}, {"ja", "Japanese"}, {"hi", "Hindi"},
	{"bn", "Bengali"}, {"ur", "Urdu"}, {"fil", "Filipino"}}

func languageNamed(given string) (code string, allowed []string, ok bool) {
	for _, l := range languages {
		allowed = append(allowed, l.code)
		if strings.EqualFold(l.code, given) || strings.EqualFold(l.name, given) {
			return l.code, nil, true
		}
	}
	base, err := language.ParseBase(strings.TrimSpace(given))
	if err != nil {
		return "", append(allowed, "and other ISO 639 codes"), false
	}
	return base.String(), nil, true
}

// identity reads the first digits of an id.
func identity(v value) (Node, *QueryError) {
	prefix := strings.ToLower(v.text)
	if len(prefix) < MinPrefix || len(prefix) > 64 || strings.Trim(prefix, "0123456789abcdef") != "" {
		return nil, faultAt(v.span, "%q is no id", v.text).mend("an id is at least its first %d hex digits", MinPrefix)
	}
	return &Identity{at(v.span), prefix}, nil
}

// named reads words of a title or of a party's name.
func named(f Field, v value) (Node, *QueryError) {
	var t *Term
	var err *QueryError
	if v.quoted && !strings.HasSuffix(v.text, "*") && !strings.HasSuffix(v.text, "~") {
		t, err = phraseTerm(v.span, v.text)
	} else {
		t, err = wordTerm(v.span, v.text)
	}
	if err != nil {
		return nil, err
	}
	return &Named{at(v.span), f, t}, nil
}
