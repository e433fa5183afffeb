package ingest

import (
	"slices"
	"strings"
	"unicode"

	"corridor/corpus"
)

// orgWords say nothing about an organisation's country.
var orgWords = wordSet("national nacional nationale general generale congress congreso congres federation federacion confederation confederacion workers worker trabajadores " +
	"travailleurs union unions unionen trade labour labor syndicat syndicats syndicale sindicato sindicatos sindical central centrale centro council gewerkschaftsbund " +
	"gewerkschaft association league free democratic independent organisation organization board executive gewerkschaften vakverbond bond")

// organisations reads the two sides of a union agreement from the title, else from the preamble.
func (r *factReader) organisations(title, pre corpus.Span) []corpus.Party {
	for _, s := range []corpus.Span{title, pre} {
		text := s.Of(r.text)
		f := foldWithOffsets(text)
		at := 0
		if s == title {
			i := firstWordIndex(f.s, []string{"between", "concluded by", "entre", "zwischen", "tussen", "conclu par", "celebrado por"})
			if i < 0 {
				continue
			}
			at = i + len(leadingToken(f.s[i:]))
			if strings.HasPrefix(f.s[i:], "concluded by") {
				at = i + len("concluded by")
			}
		}
		if a, b, ok := splitSides(f, at); ok {
			return []corpus.Party{r.organisation(s.Start, a), r.organisation(s.Start, b)}
		}
	}
	return nil
}

// splitSides cuts "the A (…) and the B …" into the stretches of A and B, in offsets of the original.
func splitSides(f folded, at int) (a, b corpus.Span, ok bool) {
	joint, width := -1, 0
	for _, w := range []string{" and the ", " et la ", " et le ", " et l'", " y la ", " y el ", " und der ", " und dem ", " und die ", " en de ", " en het ", " and ", " et ", " y ", " und "} {
		if i := strings.Index(f.s[at:], w); i >= 0 && (joint < 0 || i+at < joint) {
			joint, width = i+at, len(w)
		}
	}
	if joint < 0 {
		return a, b, false
	}
	end := joint + width
	stop := firstIndex(f.s[end:], []string{" for the ", " on ", " concerning", " regarding", ", ", " pour ", " sur ", " sobre ", " para ", " uber ", " (", ";"})
	if stop < 0 {
		stop = len(f.s) - end
	}
	a = corpus.Span{Start: int(f.at[at]), End: int(f.at[joint])}
	b = corpus.Span{Start: int(f.at[end]), End: int(f.at[end+stop])}
	return a, b, stop > 3
}

// organisation makes a party of the stretch: without articles and brackets, with the country in its name.
func (r *factReader) organisation(base int, s corpus.Span) corpus.Party {
	span := trimSpace(r.text, corpus.Span{Start: base + s.Start, End: base + s.End})
	name := span.Of(r.text)
	if i := strings.IndexByte(name, '('); i > 0 {
		span.End = span.Start + i
	}
	if w := leadingToken(name); nameLinks.has(fold(w)) || nameArticles.has(fold(w)) {
		span.Start += len(w)
		if rest := span.Of(r.text); strings.HasPrefix(rest, "'") || strings.HasPrefix(rest, "’") {
			span.Start += len(leadingApostrophe(rest))
		}
	}
	span = trimSpace(r.text, span)
	p := corpus.Party{Name: strings.Join(strings.Fields(span.Of(r.text)), " "), Role: corpus.RoleUnknown, Span: span}
	if m := corpus.ScanCountries(span.Of(r.text)); len(m) > 0 {
		p.Country = m[0].Code
	} else if m := corpus.ScanCountries(titleCase(p.Name)); len(m) > 0 {
		p.Country = m[0].Code
	}
	return p
}

func leadingApostrophe(s string) string { return s[:len(s)-len(strings.TrimLeft(s, "'’"))] }

// titleCase writes words in capitals with small letters, so that names in headings are recognised.
func titleCase(s string) string {
	var b strings.Builder
	start := true
	for _, c := range s {
		if start {
			b.WriteRune(c)
		} else {
			b.WriteRune(unicode.ToLower(c))
		}
		start = !unicode.IsLetter(c)
	}
	return b.String()
}

// unionHeads are what organisations call themselves, unionPeople whom they unite.
var (
	unionHeads  = []string{"union", "federation", "confederation", "congress", "council", "centre", "association", "syndica", "central", "sindica", "federacion", "confederacion", "uniones", "congreso", "gewerkschaft", "bund", "vakbond", "vakver", "vakcentrale", "verbond", "comisiones obreras"}
	unionPeople = []string{"worker", "labour", "labor", "trade union", "employee", "seafarer", "seamen", "travail", "syndica", "ouvri", "trabaj", "obrer", "sindic", "gewerkschaft", "arbeit", "vakver", "vakbond", "vakcentrale", "werknemer", "nurses"}
)

// unionSides reports whether both sides of a stretch are organisations of workers.
func (r *factReader) unionSides(s corpus.Span) bool {
	if s.Empty() {
		return false
	}
	f := fold(s.Of(r.text))
	if containsAny(f, []string{"government", "gouvernement", "gobierno", "regierung", "regering", "minist"}) {
		return false
	}
	words := strings.Fields(f)
	for i, w := range words {
		if joints.has(w) && unionSide(words[:i]) && unionSide(words[i+1:]) {
			return true
		}
	}
	return false
}

func unionSide(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return hasPrefixAny(w, unionHeads) || strings.HasSuffix(w, "bund") }) && containsAny(strings.Join(words, " "), unionPeople)
}
