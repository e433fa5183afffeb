package ingest

import (
	"strings"
	"unicode"

	"corridor/corpus"
)

// partyWindow is how far into the preamble the parties are looked for.
const partyWindow = 1500

// readParties reads the two sides: organisations of a union agreement, else the states between which the
// title says that it was concluded, else those that open the preamble.
func (r *factReader) readParties() []corpus.Party {
	title, pre := r.title.Span, r.opening()
	if r.unionOpening() || r.betweenUnions(fold(r.title.Value), fold(pre.Of(r.text))) {
		if orgs := r.organisations(title, pre); len(orgs) >= 2 {
			return orgs
		}
	}
	var found []corpus.Party
	for _, s := range []corpus.Span{r.partyLine(title), r.headingLine(), r.openingLine(pre), pre, title} {
		names := r.statesIn(s, false)
		if len(names) >= 2 {
			return r.wellPrinted(names[:2], pre)
		}
		if found = mergeParties(found, names); len(found) >= 2 {
			return r.wellPrinted(found[:2], pre)
		}
		found = mergeParties(found, r.bareSides(s, found))
	}
	if len(found) < 2 {
		for _, s := range []corpus.Span{title, pre, r.span(corpus.SegTestimony), r.span(corpus.SegSignatures), r.span(corpus.SegWrapper)} {
			found = mergeParties(found, r.statesIn(s, true))
		}
	}
	return r.wellPrinted(found[:min(len(found), 2)], pre)
}

// opening is the start of the preamble, or of the body where there is none.
func (r *factReader) opening() corpus.Span {
	pre := r.span(corpus.SegPreamble)
	if pre.Empty() {
		pre = r.span(corpus.SegBody)
	}
	return corpus.Span{Start: pre.Start, End: pre.Start + len(clip(pre.Of(r.text), partyWindow))}
}

// wellPrinted takes names that a title has in capitals from the preamble where it names them too, and
// says how far each is believed.
func (r *factReader) wellPrinted(parties []corpus.Party, pre corpus.Span) []corpus.Party {
	if len(parties) == 2 && parties[1].Span.End <= parties[0].Span.Start && parties[0].Span.Start-parties[1].Span.End < partyWindow {
		parties = []corpus.Party{parties[1], parties[0]} // a side found late comes where the text names it
	}
	names := r.statesIn(pre, false)
	for i, p := range parties {
		parties[i].Confidence = 0.7
		if p.Country != "" {
			parties[i].Confidence = 0.85
		}
		for _, q := range names {
			if sameParty([]corpus.Party{p}, q) {
				parties[i].Confidence += 0.1
				if isUpper(p.Name) && !isUpper(q.Name) {
					parties[i].Name, parties[i].Span = q.Name, q.Span
				}
				break
			}
		}
	}
	return parties
}

// mergeParties adds the parties of more that are not among those found.
func mergeParties(found, more []corpus.Party) []corpus.Party {
	for _, p := range more {
		if !sameParty(found, p) {
			found = append(found, p)
		}
	}
	return found
}

func sameParty(found []corpus.Party, p corpus.Party) bool {
	for _, q := range found {
		if p.Country != "" || q.Country != "" {
			if p.Country == q.Country {
				return true
			}
			continue
		}
		a, b := coreOf(p.Name), coreOf(q.Name)
		if a == b || kindred(a, b) || kindred(b, a) {
			return true
		}
	}
	return false
}

// statesIn lists the states named in the stretch, each once, in order; peoples count too when asked.
func (r *factReader) statesIn(s corpus.Span, peoples bool) []corpus.Party {
	if s.Empty() {
		return nil
	}
	var out []corpus.Party
	known := corpus.ScanCountries(s.Of(r.text))
	forms := formNames(r.text, s)
	for len(known) > 0 || len(forms) > 0 {
		var p corpus.Party
		if len(forms) == 0 || len(known) > 0 && known[0].Span.Start+s.Start <= forms[0].End {
			m := known[0]
			known = known[1:]
			span := corpus.Span{Start: m.Span.Start + s.Start, End: m.Span.End + s.Start}
			if len(forms) > 0 && forms[0].Overlaps(span) {
				if !strings.ContainsAny(span.Of(r.text), " \n") && onlyForm(span.Of(r.text)) {
					continue
				}
				forms = forms[1:]
			}
			if m.Demonym {
				if span = beforeGovernment(r.text, s, span); span.Empty() && !peoples {
					continue
				} else if span.Empty() {
					span = corpus.Span{Start: m.Span.Start + s.Start, End: m.Span.End + s.Start}
				}
			}
			p = corpus.Party{Name: strings.Join(strings.Fields(span.Of(r.text)), " "), Country: m.Code, Role: corpus.RoleUnknown, Span: span}
		} else {
			p = corpus.Party{Name: strings.Join(strings.Fields(forms[0].Of(r.text)), " "), Role: corpus.RoleUnknown, Span: forms[0]}
			forms = forms[1:]
		}
		if !sameParty(out, p) {
			out = append(out, p)
		}
	}
	return out
}

// onlyForm reports whether a mention is no more than the form of a state: "Bundesrepublik".
func onlyForm(s string) bool {
	for _, w := range wordsOf(s, 0) {
		if !stateForms.has(w.fold) && !stateAdjectives.has(w.fold) && !nameLinks.has(w.fold) {
			return false
		}
	}
	return true
}

var stateForms = wordSet("republic kingdom state states commonwealth federation confederation emirate emirates sultanate principality duchy union " +
	"republique royaume etat etats emirat principaute sultanat duche " +
	"republica reino estado estados confederacion federacion principado emirato sultanato ducado " +
	"republik konigreich konigreichs konigreiche bundesrepublik volksrepublik staat staates furstentum furstentums grossherzogtum grossherzogtums eidgenossenschaft freistaat freistaats bund bundesstaat emirat sultanat " +
	"republiek koninkrijk groothertogdom vorstendom bondsrepubliek gemenebest " +
	"protectorate colony dominion territory protectorat colonie protectorado")

// looseForms make no state of the word before them: "Contracting States", "Payments Union", "Member State".
var looseForms = wordSet("union state states staat staates etat etats estado estados territory colony bund commonwealth")
var bareForms = wordSet("konigreichs konigreiche staates furstentums grossherzogtum grossherzogtums freistaats bondsrepubliek republik konigreich bundesrepublik volksrepublik staat furstentum freistaat republiek koninkrijk groothertogdom vorstendom")
var stateAdjectives = wordSet("federal people s peoples popular populaire federale federative democratic democratique democratica socialist socialiste islamic islamique " +
	"islamica independent independante independiente united uni unis unie unido unidos plurinational plurinacional bolivariana oriental arab arabe hashemite grand gran co-operative cooperative foderative foderativen foderativer foderale foderalen demokratische demokratischen sozialistische sozialistischen vereinigte vereinigten islamische islamischen arabische arabischen unabhangige unabhangigen " +
	"federale verenigde socialistische democratische islamitische onafhankelijke federated fed")
var nameLinks = wordSet("of the de du d des del la las los el l der des den van het von le les")

// formNames finds names that have the form of a state's: "Federal Republic of Tharpal", "Marenzan
// Republic", "République du Gondiari", "Republik Wolmarien".
func formNames(text string, s corpus.Span) []corpus.Span {
	words := wordsOf(s.Of(text), s.Start)
	var out []corpus.Span
	for i := range words {
		if !stateForms.has(words[i].fold) || !capital(text, words[i]) {
			continue
		}
		first, last := formStart(text, words, i), nameAfter(text, words, i)
		if last < 0 && i > 0 && first == i && capital(text, words[i-1]) && !nameLinks.has(words[i-1].fold) && !looseForms.has(words[i].fold) && !nameArticles.has(words[i-1].fold) && words[i].at-words[i-1].end == 1 {
			first, last = i-1, i
		}
		if last < 0 && peopleFollows(text, words, i) {
			last = i + 1
		}
		if last >= 0 && (len(out) == 0 || words[first].at >= out[len(out)-1].End) {
			out = append(out, corpus.Span{Start: words[first].at, End: words[last].end})
		}
	}
	return out
}

// demonymEnds are the endings of the adjectives that name a people, folded: "lumérienne", "carpano", "norburgués".
var demonymEnds = []string{"ien", "ienne", "een", "eenne", "ais", "aise", "ois", "oise", "ain", "aine", "ane", "ite", "ano", "ana", "ense", "eno", "ena", "ino", "ina", "ues", "uesa", "nes", "nesa", "les", "lesa", "res", "resa", "ita", "eco", "eca"}

// noDemonyms end as those do and name no people.
var noDemonyms = wordSet("soberano soberana vecino vecina riberano souverain souveraine riverain riveraine membre miembro partes autres otros vecinos prochain prochaine humano humana europeen europeenne africain africaine americano americana africano africana")

// peopleFollows reports whether the form of a state at word i is followed by the adjective of a people: "République
// lumérienne", "Estado Carpano".
func peopleFollows(text string, words []word, i int) bool {
	if i+1 >= len(words) || strings.TrimSpace(text[words[i].end:words[i+1].at]) != "" {
		return false
	}
	w := words[i+1]
	loose := looseForms.has(words[i].fold) && !capital(text, w)
	return !loose && len(w.fold) > 4 && hasSuffixAny(w.fold, demonymEnds) && !noDemonyms.has(w.fold) && !stateAdjectives.has(w.fold) && !stateForms.has(w.fold) && !partyStops.has(w.fold) && !nameLinks.has(w.fold)
}

func capital(text string, w word) bool {
	for _, r := range text[w.at:w.end] {
		return unicode.IsUpper(r)
	}
	return false
}

// formStart goes back over the adjectives before the form: "People's Republic".
func formStart(text string, words []word, i int) int {
	for i > 0 && stateAdjectives.has(words[i-1].fold) && words[i].at-words[i-1].end <= 1 && (capital(text, words[i-1]) || words[i-1].fold == "s") {
		i--
	}
	return i
}

// nameAfter is the last word of the name that follows the form at word i, or -1.
func nameAfter(text string, words []word, i int) int {
	bare := bareForms.has(words[i].fold)
	j := i + 1
	for adjectives := 0; j < len(words) && adjectives < 2 && stateAdjectives.has(words[j].fold); adjectives++ {
		j++
	}
	if j+1 < len(words) && j == i+1 && !nameLinks.has(words[j].fold) && nameLinks.has(words[j+1].fold) && capital(text, words[j]) && !bare {
		j++
	}
	linked := j
	for j < len(words) && j-linked < 3 && nameLinks.has(words[j].fold) {
		j++
	}
	if j >= len(words) || j == linked && !bare || !capital(text, words[j]) || strings.ContainsAny(text[words[i].end:words[j].at], ",;:.()") {
		return -1
	}
	loud := isUpper(text[words[j].at:words[j].end])
	for j+1 < len(words) && j-linked < 6 {
		gap := text[words[j].end:words[j+1].at]
		if gap == "-" || gap == " " && !loud && capital(text, words[j+1]) && !stateForms.has(words[j+1].fold) && !partyStops.has(words[j+1].fold) {
			j++
			continue
		}
		break
	}
	return j
}

var partyStops = wordSet("and et y und en on sobre sur uber concerning regarding represented hereinafter")

var bodyWords = wordSet("government gouvernement gobierno regierung regering ministry ministere ministerio ministerium department departement departamento secretaria swiss federal " +
	"council conseil bundesrat the trade national general confederation federation union workers central centrale")

// coreOf is the telling word of a party's name, folded: "tharpal" of "Federal Republic of Tharpal".
func coreOf(name string) string {
	best := ""
	words := wordsOf(name, 0)
	for i, w := range words {
		if len(w.fold) < 4 || stateForms.has(w.fold) || stateAdjectives.has(w.fold) || nameLinks.has(w.fold) || orgWords.has(w.fold) || bodyWords.has(w.fold) {
			continue
		}
		if best == "" || len(w.fold) > len(best) || i == len(words)-1 {
			best = w.fold
		}
	}
	if len(words) > 1 && stateForms.has(words[len(words)-1].fold) {
		best = strings.TrimSuffix(best, "n")
	}
	if n := len(words); n > 1 && stateForms.has(words[0].fold) && words[n-1].fold == best && hasSuffixAny(best, demonymEnds) {
		best = stem(best)
	}
	return best
}

// stem takes the inflection from the adjective of a people: "lumerien" of "lumerienne", "carpan" of "carpano".
func stem(f string) string {
	for _, end := range []string{"ne", "e", "sa", "o", "a", "s"} {
		if bare, ok := strings.CutSuffix(f, end); ok && len(bare) > 4 {
			return bare
		}
	}
	return f
}

// kindred reports whether a word is a state's name or derived from it: "Marenza", "Marenzan".
func kindred(w, core string) bool {
	if len(core) < 4 || len(w) > len(core)+7 {
		return false
	}
	n := 0
	for n < len(w) && n < len(core) && w[n] == core[n] {
		n++
	}
	return n >= 4 && n >= len(core)-2
}
