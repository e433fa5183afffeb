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
		f := foldWithOffsets(s.Of(r.text))
		at := 0
		if names := r.organisationNames(r.namingPart(s, s == title)); len(names) > 1 {
			return []corpus.Party{r.organisation(0, names[0]), r.organisation(0, names[1])}
		}
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

// namingPart is the part of a title or an opening that names the organisations: from "between" on in a title, and
// no further than the first recital or the first clause.
func (r *factReader) namingPart(s corpus.Span, title bool) corpus.Span {
	f := foldWithOffsets(s.Of(r.text))
	from, to := 0, len(f.s)
	if at := firstWordIndex(f.s, partyWords); at >= 0 {
		from = at
	} else if title {
		return corpus.Span{}
	}
	if !title {
		if at := firstWordIndex(f.s[from:], firstClause); at > 0 {
			to = from + at
		}
		to = min(to, from+openingWindow)
	}
	part := corpus.Span{Start: s.Start + int(f.at[from]), End: s.Start + int(f.at[to])}
	if line := r.openingLine(part); !line.Empty() {
		return line
	}
	return part
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

// unionHeads are what organisations call themselves, unionPeople whom they unite. plainHeads are those heads that
// no state or body of a state bears.
var (
	unionHeads  = []string{"union", "federation", "confederation", "congress", "council", "centre", "association", "syndica", "central", "sindica", "federacion", "confederacion", "uniones", "congreso", "gewerkschaft", "bund", "vakbond", "vakver", "vakcentrale", "verbond", "comisiones obreras"}
	unionPeople = []string{"worker", "labour", "labor", "trade union", "employee", "seafarer", "seamen", "travail", "syndica", "ouvri", "trabaj", "obrer", "sindic", "gewerkschaft", "arbeit", "vakver", "vakbond", "vakcentrale", "werknemer", "nurses"}
	plainHeads  = wordSet("union unions federation confederation alliance brotherhood league solidarity association syndicat intersyndicale centrale ligue amicale " +
		"sindicato federacion confederacion central gremio liga alianza asociacion hermandad gewerkschaft fachgewerkschaft verband zentralverband " +
		"vereinigung vakbond bond vakcentrale vakverbond vakvereniging verbond federatie confederatie alliantie congress congres congreso council")
	tradePeople = wordSet("worker labour labor employee seafarer seamen travail syndica ouvri trabaj obrer sindic gewerkschaft arbeit vakver vakbond vakcentrale werknemer nurses trades crafts dockers miners teachers domestic servants drivers fishers sailors builders farmhands labourers toilers " +
		"salaries mineurs cheminots dockers marins domestiques employes metallurgistes enseignants saisonniers campesin jornaler minero portuari bracero peones marinos maestros emplead " +
		"docentes temporer hausangestellt erntehelfer bergleute seeleute angestellt beschaftigt arbeider zeelieden zeevarenden dokwerkers mijnwerkers personeel bedienden ambachts")
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
		if joints.has(w) && (unionSide(words[:i]) && unionSide(words[i+1:]) || tradeSides(words[:i], words[i+1:])) {
			return true
		}
	}
	return false
}

func unionSide(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return hasPrefixAny(w, unionHeads) || strings.HasSuffix(w, "bund") }) && containsAny(strings.Join(words, " "), unionPeople)
}

// tradeSides reports whether both sides are called as organisations are, and one of them by those whom it unites:
// "the Alliance of Household Workers" and "the Union of Service Trades", but not "the Federation of Malaya".
func tradeSides(a, b []string) bool {
	aHead, aPeople := tradeSide(a)
	bHead, bPeople := tradeSide(b)
	return aHead && bHead && (aPeople || bPeople)
}

// Words around a head among which those stand whom the organisation unites.
const (
	peopleBefore = 3
	peopleBehind = 6
)

func tradeSide(words []string) (head, people bool) {
	for i, w := range words {
		if !organisationHead(w) {
			continue
		}
		head = true
		people = people || slices.ContainsFunc(nameAround(words, i), unites)
	}
	return head, people
}

// nameAround returns the words of the name whose head stands at i: those behind it up to a comma or the subject,
// and those before it up to an article.
func nameAround(words []string, i int) []string {
	from, to := i, i+1
	for from > max(0, i-peopleBefore) && !nameArticles.has(words[from-1]) && !strings.HasSuffix(words[from-1], ",") {
		from--
	}
	for to < min(len(words), i+1+peopleBehind) && !strings.HasSuffix(words[to-1], ",") && !subjectWord(words[to]) && !recitalStems.has(words[to]) {
		to++
	}
	return words[from:to]
}

// unites reports whether the word of a name says whom an organisation unites.
func unites(w string) bool {
	bare := strings.TrimLeft(w, "(\"'’«“„")
	for stem := range tradePeople.all() {
		if strings.HasPrefix(bare, stem) {
			return true
		}
	}
	return containsAny(w, []string{"arbeit", "arbeider", "worker", "werker", "gewerkschaft", "vakbond", "syndicat", "sindicat"})
}

// subjectWord reports whether the subject of an agreement follows its parties from this word on.
func subjectWord(w string) bool {
	return slices.Contains([]string{"on", "concerning", "regarding", "relating", "for", "relatif", "relative", "concernant", "sur", "pour", "sobre", "relativo", "uber", "betreffende", "inzake", "over", "betreffend"}, w)
}

// organisationHead reports whether the word, with an article elided before it or a mark behind it, is one of plainHeads.
func organisationHead(w string) bool {
	w = strings.Trim(w, "(),.;:\"'’«»“”„")
	if i := strings.IndexAny(w, "'’"); i == 1 {
		w = strings.TrimLeft(w[i:], "'’")
	}
	return plainHeads.has(w) || strings.HasSuffix(w, "gewerkschaft") || strings.HasSuffix(w, "gewerkschaftsbund") || strings.HasSuffix(w, "arbeiterverband") || strings.HasSuffix(w, "bond") && len(w) > 6
}

// The part of a text that names who concludes it, in bytes.
const (
	openingWindow = 900
	namesEnd      = 150 // no first clause or recital stands before
)

// unionOpening reports whether the text begins with two organisations, one of them called by those whom it unites,
// and no state: the sides of a declaration or a list as well as those "between" which an agreement is concluded.
func (r *factReader) unionOpening() bool {
	f := fold(clip(properSpan(r.segs).Of(r.text), openingWindow))
	if at := firstWordIndex(f, firstClause); at > namesEnd {
		f = f[:at]
	}
	words := strings.Fields(f)
	if at := slices.IndexFunc(words, func(w string) bool { return recitalStems.has(w) }); at > namesEnd/10 {
		words = words[:at]
	}
	if containsAny(strings.Join(words, " "), statesAct) {
		return false
	}
	heads, people := 0, false
	for i, w := range words {
		if organisationHead(w) {
			heads++
			_, p := tradeSide(words[max(0, i-peopleBefore):min(len(words), i+1+peopleBehind)])
			people = people || p
		}
	}
	return heads > 1 && people
}

// statesAct are words of an opening in which states, employers or a legislator act; firstClause begins the first clause.
var (
	statesAct = []string{"government", "gouvernement", "gobierno", "regierung", "regering", "minist", "contracting parties", "contracting states", "contractantes",
		"employers", "patron", "arbeitgeber", "werkgever", "empleador", "bundesrat", "majest", "convention no", "law no", "enacted", "collective agreement", "convention collective", "convenio colectivo", "tarifvertrag", "collectieve arbeidsovereenkomst"}
	firstClause = []string{"article 1", "article premier", "articulo 1", "artikel 1", "§ 1", "clause 1", "1."}
)
