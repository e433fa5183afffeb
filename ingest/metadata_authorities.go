package ingest

import (
	"strings"

	"corridor/corpus"
)

// authorityHeads begin, or in English end, the name of an authority.
var authorityHeads = wordSet("ministry minister department secretary secretariat agency office bureau directorate administration authority board service services corporation council " +
	"ministere ministre departement secretariat agence direction office service services administration delegation caisse " +
	"ministerio ministro ministra departamento secretaria secretario agencia direccion instituto superintendencia servicio administracion subsecretaria viceministerio oficina consejeria " +
	"ministerium bundesministerium bundesminister bundesministerin minister ministerin foderalministerium bundesanstalt bundesagentur bundesamt bundessekretariat landesarbeitsamt arbeitsamt amt staatssekretariat " +
	"arbeitsministerium sozialministerium arbeitsverwaltung direktion departement " +
	"ministerie minister directoraat rijksarbeidsbureau arbeidsbureau dienst bureau bondsministerie staatssecretaris rijksdienst centrum")

// headEndings end the German and Dutch compounds that name an authority.
var headEndings = []string{"ministerium", "ministeriums", "anstalt", "agentur", "zentrale", "arbeitsamt", "verwaltung", "sekretariat", "inspektorat", "direktorat", "hauptstelle", "ministerie", "arbeidsbureau", "directoraat"}

// authorityHead reports whether a folded word heads the name of an authority.
func authorityHead(f string) bool {
	return authorityHeads.has(f) || len(f) > 9 && hasSuffixAny(f, headEndings)
}

// lateHeads are English heads that end a name: "Employment Service", "Overseas Employment Agency".
var lateHeads = wordSet("service services agency office bureau board authority corporation administration directorate department secretariat council ministry")

// authorityJoins carry a name on: "Ministry of Labour and Social Affairs", "Bundesministerium für Arbeit".
var authorityJoins = wordSet("of for and the to & de du des d la le les l et del los las y e en fur und der die das des van voor het")

// smallParts are the languages in which the parts of a name are written small: "direction de la main-d'œuvre".
func smallParts(lang string) bool { return lang == "fr" || lang == "es" }

// titleAdjectives stand before the head of a name.
var titleAdjectives = wordSet("federal national royal state public central nationaal nationale koninklijk centraal federaal federale openbare")

// plainQualities are the adjectives that may follow a noun of a French or Spanish name.
var plainQualities = wordSet("national nationale nationaux generale general generales federal federale central centrale publique publics public regional regionale social sociale sociales sociaux professionnelle professionnel " +
	"nacional nacionales central publico publica publicos sociales social laboral migratorio espanol exterior exteriores profesional etrangeres etrangers etrangere etranger solidaire interieur")

// foreignOffices negotiate and sign; they are an authority of the agreement only when they stand for a party.
var foreignOffices = []string{"foreign affairs", "external relations", "affaires etrangeres", "relations exterieures", "asuntos exteriores", "relaciones exteriores", "auswartige", "buitenlandse zaken", "foreign office", "aussenminister"}

// standingFor are the words by which an authority acts for a party.
var standingFor = []string{"represented by", "through", "acting through", "represente par", "representee par", "par l'intermediaire", "representado por", "representada por", "por conducto",
	"a traves de", "vertreten durch", "vertegenwoordigd door"}

// authority is a name found in the text.
type authority struct {
	span  corpus.Span
	party int // -1 while unknown
	sure  float64
}

// readAuthorities finds the ministries and agencies of each party in title, preamble, body and closing.
func (r *factReader) readAuthorities(a *corpus.Agreement) {
	if len(a.Parties) != 2 || a.Kind.Value == corpus.KindUnion || a.Kind.Value == corpus.KindOther {
		return
	}
	var found []authority
	for _, kind := range []corpus.SegmentKind{corpus.SegTitle, corpus.SegPreamble, corpus.SegBody, corpus.SegTestimony, corpus.SegSignatures} {
		s := r.span(kind)
		if kind == corpus.SegTitle {
			s = r.title.Span
		}
		found = append(found, r.authoritiesIn(s, a)...)
	}
	r.settleAuthorities(a, found)
}

// maxAuthorities is how many authorities of one party are kept.
const maxAuthorities = 4

// surely is the confidence of an authority whose state stands beside it.
const surely = 0.9

// settleAuthorities gives each party its authorities, each once, in the order of the text. A name that is
// one party's beyond doubt is not given to the other on weaker grounds.
func (r *factReader) settleAuthorities(a *corpus.Agreement, found []authority) {
	type owned struct {
		name  string
		party int
	}
	certain, seen := map[string]int{}, map[owned]bool{}
	for _, f := range found {
		if f.sure >= surely {
			certain[fold(f.span.Of(r.text))] = f.party
		}
	}
	for _, f := range r.lastOne(a, found) {
		name := strings.Join(strings.Fields(f.span.Of(r.text)), " ")
		key := owned{fold(name), f.party}
		owner, settled := certain[key.name]
		if f.party < 0 || seen[key] || settled && f.sure < surely && owner != f.party || len(a.Parties[f.party].Authorities) == maxAuthorities {
			continue
		}
		seen[key] = true
		p := &a.Parties[f.party]
		p.Authorities = append(p.Authorities, corpus.Fact[string]{Value: name, Span: f.span, Confidence: f.sure})
	}
}

// lastOne gives the one authority that no words tie to a party to the party that has none, when the other
// has its own.
func (r *factReader) lastOne(a *corpus.Agreement, found []authority) []authority {
	open := map[string]bool{}
	var has [2]bool
	for _, f := range found {
		if f.party < 0 {
			open[fold(f.span.Of(r.text))] = true
		}
	}
	for _, f := range found {
		if f.party >= 0 {
			has[f.party] = true
			delete(open, fold(f.span.Of(r.text)))
		}
	}
	if len(open) != 1 || has[0] == has[1] {
		return found
	}
	for i := range found {
		if found[i].party < 0 && open[fold(found[i].span.Of(r.text))] {
			found[i].party, found[i].sure = 0, 0.5
			if has[0] {
				found[i].party = 1
			}
		}
	}
	return found
}

// authoritiesIn finds the authorities named in a stretch, with the party each belongs to.
func (r *factReader) authoritiesIn(s corpus.Span, a *corpus.Agreement) []authority {
	words := wordsOf(s.Of(r.text), s.Start)
	named := r.namings(words, s, r.sidesOf(a.Parties))
	var out []authority
	last, taken := -1, -1
	for i := range words {
		if i <= last || !authorityHead(words[i].fold) {
			continue
		}
		first, end := r.authorityName(words, i, named)
		if first < 0 || first <= last {
			continue
		}
		last = end
		span := corpus.Span{Start: words[first].at, End: words[end].end}
		if f := fold(span.Of(r.text)); containsAny(f, foreignOffices) && !r.standsFor(words, first) || !competent(f) {
			continue
		}
		party, sure := r.authorityParty(words, first, end, taken, named)
		for _, n := range named {
			if n.first > end && onlyLinks(r.text[words[end].end:words[n.first].at]) {
				taken = n.first
			}
		}
		if party >= 0 || !r.letterhead(span) {
			out = append(out, authority{span, party, sure})
		}
	}
	return out
}

// letterhead reports whether a name stands alone on its line, as in the head of a letter or under a signature.
func (r *factReader) letterhead(s corpus.Span) bool {
	from := strings.LastIndexByte(r.text[:s.Start], '\n') + 1
	rest, _, _ := strings.Cut(r.text[s.End:], "\n")
	return s.Start-from < 25 && len(rest) < 5
}

// competent leaves out bodies that are no authority of one party: joint ones, embassies' services.
func competent(f string) bool {
	return strings.Contains(f, " ") && !hasWordPrefix(f, []string{"joint", "mixed", "international labour", "bureau international", "oficina internacional", "internationale arbeid"}) || hasSuffixAny(f, headEndings)
}

// standsFor reports whether a party acts through the authority that begins at word first.
func (r *factReader) standsFor(words []word, first int) bool {
	from := words[max(0, first-5)].at
	return containsAny(fold(r.text[from:words[first].at]), standingFor)
}

// authorityName finds the first and last word of the name whose head is word i, or -1.
func (r *factReader) authorityName(words []word, i int, named []naming) (first, last int) {
	if !capital(r.text, words[i]) && !smallParts(r.lang) {
		return -1, -1
	}
	first, last = i, i
	late := r.lang == "en" && lateHeads.has(words[i].fold)
	if i > 0 && r.lang == "de" && r.touches(words, i) && capital(r.text, words[i-1]) && hasSuffixAny(words[i-1].fold, []string{"e", "es", "er"}) && !nameArticles.has(words[i-1].fold) && !nameLinks.has(words[i-1].fold) {
		first--
	}
	for first > 0 && r.touches(words, first) && capital(r.text, words[first-1]) && !nameLinks.has(words[first-1].fold) && !nameArticles.has(words[first-1].fold) &&
		!isPeople(named, first-1) && (late || r.lang != "de" && titleAdjectives.has(words[first-1].fold)) {
		first--
	}
	for j := i + 1; j < len(words) && j-i < 16; j++ {
		if isNamed(named, j) && !(isPeople(named, j) && smallParts(r.lang) && capital(r.text, words[j])) || stateForms.has(words[j].fold) && capital(r.text, words[j]) || !r.carriesOn(words, j, i) {
			break
		}
		if !authorityJoins.has(words[j].fold) {
			last = j
		}
	}
	if first == last && !hasSuffixAny(words[i].fold, headEndings) {
		return -1, -1
	}
	return first, last
}

// touches reports whether only a blank or a hyphen parts word i from the one before it.
func (r *factReader) touches(words []word, i int) bool {
	gap := r.text[words[i-1].end:words[i].at]
	return gap == " " || gap == "-" || gap == "\n"
}

// secretaries head a department: "Secretary to the Department of …".
var secretaries = wordSet("secretary secretario secretaria secretaire director directeur")

// carriesOn reports whether word j carries a name on whose head is word i.
func (r *factReader) carriesOn(words []word, j, i int) bool {
	gap := r.text[words[j-1].end:words[j].at]
	list := strings.TrimSpace(gap) == ","
	if strings.Trim(gap, " \n-'’&") != "" && !list || strings.Contains(gap, "\n") && !authorityJoins.has(words[j-1].fold) {
		return false
	}
	w := words[j].fold
	switch {
	case authorityJoins.has(w) && !list:
		return j+1 < len(words) && (!authorityHead(words[j+1].fold) || secretaries.has(words[i].fold) && j-i <= 2) && !r.newSide(words, j, i)
	case capital(r.text, words[j]):
		return !list || !authorityHead(w) && r.listEnds(words, j)
	case list:
		return smallParts(r.lang) && !joints.has(w) && r.listEnds(words, j)
	case smallParts(r.lang):
		listed := strings.Contains(r.text[words[i].end:words[j].at], ",")
		return plainQualities.has(w) || authorityJoins.has(words[j-1].fold) && (!joints.has(words[j-1].fold) || listed) && j-1 > i
	case r.lang == "de" || r.lang == "nl":
		return hasSuffixAny(w, []string{"e", "en", "er", "es"}) && j+1 < len(words) && capital(r.text, words[j+1]) && authorityJoins.has(words[j-1].fold)
	}
	return false
}

// newSide reports whether the "and" at word j, in a name that begins at word i, leads to something else: an article or a small word follows.
func (r *factReader) newSide(words []word, j, i int) bool {
	if !joints.has(words[j].fold) || j+1 >= len(words) {
		return false
	}
	next := words[j+1]
	if !capital(r.text, next) && !smallParts(r.lang) && r.lang != "de" {
		return true
	}
	switch next.fold {
	case "the", "le", "la", "les", "el", "los", "die", "der", "das", "dem", "den", "het", "of", "l", "in", "au", "aux", "por":
		return true
	case "de":
		return r.lang == "nl"
	}
	listed := strings.Contains(r.text[words[i].end:words[j].at], ",")
	return smallParts(r.lang) && !capital(r.text, next) && !capital(r.text, words[j-1]) && !listed
}

// listEnds reports whether the comma before word j belongs to a name: an "and" follows within a few
// capitals, as in "Ministry of Labour, Employment and Social Security".
func (r *factReader) listEnds(words []word, j int) bool {
	if smallParts(r.lang) && !authorityJoins.has(words[j].fold) && !capital(r.text, words[j]) {
		return false
	}
	for k := j + 1; k < len(words) && k < j+8; k++ {
		switch gap := strings.TrimSpace(r.text[words[k-1].end:words[k].at]); {
		case smallParts(r.lang) && joints.has(words[k].fold):
			return gap == "" && k+1 < len(words) && !authorityHead(words[k+1].fold)
		case smallParts(r.lang):
			if gap != "" && gap != "," && gap != "'" && gap != "’" {
				return false
			}
		case joints.has(words[k].fold):
			return k+1 < len(words) && capital(r.text, words[k+1]) && !authorityHead(words[k+1].fold) && gap == ""
		case gap != "" && gap != "," || !capital(r.text, words[k]) && !authorityJoins.has(words[k].fold):
			return false
		}
	}
	return false
}

// isNamed reports whether word j begins or lies in a naming of a party.
func isNamed(named []naming, j int) bool {
	for _, n := range named {
		if n.first <= j && j <= n.last {
			return true
		}
	}
	return false
}

func isPeople(named []naming, j int) bool {
	for _, n := range named {
		if n.people && n.first <= j && j <= n.last {
			return true
		}
	}
	return false
}

// authorityParty finds whose the authority at words [first, last] is: the state named right behind it, the
// people right before it, the last party named before it in its sentence, or the next one in it.
// The naming at word taken has an authority already.
func (r *factReader) authorityParty(words []word, first, last, taken int, named []naming) (party int, sure float64) {
	before, after := -1, -1
	for k, n := range named {
		switch {
		case n.last < first && n.first != taken:
			before = k
		case n.first > last && after < 0:
			after = k
		}
	}
	if before >= 0 && named[before].people && named[before].last+1 < first && sideWords.has(words[named[before].last+1].fold) && words[first].at-words[named[before].last+1].end < 14 {
		return named[before].party, surely // "on the Turkish side the Employment Service"
	}
	if after >= 0 {
		n := named[after]
		gap := r.text[words[last].end:words[n.first].at]
		if len(gap) < 40 && onlyLinks(gap) || len(gap) < 14 && n.people && n.last+1 < len(words) && sideWords.has(words[n.last+1].fold) {
			return n.party, surely
		}
	}
	if before >= 0 {
		gap := r.text[words[named[before].last].end:words[first].at]
		switch {
		case strings.TrimSpace(gap) == "" || containsAny(fold(gap), standingFor) && len(gap) < 120:
			return named[before].party, surely
		case len(gap) < 160 && !strings.ContainsAny(gap, ".;\n"):
			return named[before].party, 0.75
		}
	}
	if after >= 0 {
		if gap := r.text[words[last].end:words[named[after].first].at]; len(gap) < 30 && !strings.ContainsAny(gap, ".;,") && !containsAny(" "+fold(gap)+" ", []string{" and ", " et ", " y ", " und ", " en "}) {
			return named[after].party, 0.6
		}
	}
	return -1, 0
}

// sideWords follow a people: "on the Turkish side", "aan Griekse zijde".
var sideWords = wordSet("side part zijde kant seite cote lado parte")

// onlyLinks reports whether a gap holds nothing but the words that tie a state to its authority.
func onlyLinks(gap string) bool {
	for _, w := range wordsOf(gap, 0) {
		if !nameLinks.has(w.fold) && !governmentWord(w.fold) && !stateForms.has(w.fold) && w.fold != "in" && w.fold != "aotearoa" {
			return false
		}
	}
	return !strings.ContainsAny(gap, ".,;:()")
}
