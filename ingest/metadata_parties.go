package ingest

import (
	"strings"
	"unicode"

	"corridor/corpus"
)

// partyWindow is how far into the preamble the parties are looked for.
const partyWindow = 1500

// readParties reads the two sides: organisations of a union agreement, else states known to the corpus,
// else names that have the form of a state's ("Republic of …").
func (r *factReader) readParties() []corpus.Party {
	title, pre := r.title.Span, r.span(corpus.SegPreamble)
	if pre.Empty() {
		pre = r.span(corpus.SegBody)
	}
	pre.End = pre.Start + len(clip(pre.Of(r.text), partyWindow))
	if r.betweenUnions(fold(r.title.Value), fold(pre.Of(r.text))) {
		if orgs := r.organisations(title, pre); len(orgs) >= 2 {
			return orgs
		}
	}
	var found []corpus.Party
	for _, s := range []corpus.Span{pre, title} {
		names := r.statesIn(s, false)
		if len(names) >= 2 {
			return names[:2]
		}
		found = mergeParties(found, names)
	}
	if len(found) < 2 {
		for _, s := range []corpus.Span{title, pre, r.span(corpus.SegTestimony), r.span(corpus.SegSignatures), r.span(corpus.SegWrapper)} {
			found = mergeParties(found, r.statesIn(s, true))
		}
	}
	return found[:min(len(found), 2)]
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
	forms := formNames(r.text, s, len(known) == 0)
	for len(known) > 0 || len(forms) > 0 {
		var p corpus.Party
		if len(forms) == 0 || len(known) > 0 && known[0].Span.Start+s.Start <= forms[0].End {
			m := known[0]
			known = known[1:]
			span := corpus.Span{Start: m.Span.Start + s.Start, End: m.Span.End + s.Start}
			if len(forms) > 0 && forms[0].Overlaps(span) {
				if onlyForm(span.Of(r.text)) {
					continue
				}
				forms = forms[1:]
			}
			if m.Demonym && !peoples {
				continue
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
		if !stateForms[w.fold] && !stateAdjectives[w.fold] && !nameLinks[w.fold] {
			return false
		}
	}
	return true
}

var stateForms = wordSet("republic kingdom state states commonwealth federation confederation emirate emirates sultanate principality duchy union " +
	"republique royaume etat etats emirat principaute sultanat duche " +
	"republica reino estado estados confederacion federacion principado emirato sultanato ducado " +
	"republik konigreich bundesrepublik volksrepublik staat furstentum eidgenossenschaft freistaat " +
	"republiek koninkrijk groothertogdom vorstendom")
var bareForms = wordSet("republik konigreich bundesrepublik volksrepublik staat furstentum freistaat republiek koninkrijk groothertogdom vorstendom")
var stateAdjectives = wordSet("federal people s peoples popular populaire federale federative democratic democratique democratica socialist socialiste islamic islamique " +
	"islamica independent independante independiente united uni unis unie unido unidos plurinational plurinacional bolivariana oriental arab arabe hashemite grand gran co-operative cooperative")
var nameLinks = wordSet("of the de du d des del la las los el l der des den van het von le les")

// formNames finds names that have the form of a state's: "Federal Republic of Tharpal", "Marenzan
// Republic", "République du Gondiari", "Republik Wolmarien".
func formNames(text string, s corpus.Span, bare bool) []corpus.Span {
	words := wordsOf(s.Of(text), s.Start)
	var out []corpus.Span
	for i := range words {
		if !stateForms[words[i].fold] || !capital(text, words[i]) {
			continue
		}
		first, last := formStart(text, words, i), nameAfter(text, words, i)
		if last < 0 && i > 0 && first == i && capital(text, words[i-1]) && !nameLinks[words[i-1].fold] && words[i].at-words[i-1].end == 1 {
			first, last = i-1, i
		}
		if last >= 0 && (len(out) == 0 || words[first].at >= out[len(out)-1].End) {
			out = append(out, corpus.Span{Start: words[first].at, End: words[last].end})
		}
	}
	if bare && len(out) < 2 {
		out = bareNames(text, words, out)
	}
	return out
}

func capital(text string, w word) bool {
	for _, r := range text[w.at:w.end] {
		return unicode.IsUpper(r)
	}
	return false
}

// formStart goes back over the adjectives before the form: "People's Republic".
func formStart(text string, words []word, i int) int {
	for i > 0 && stateAdjectives[words[i-1].fold] && words[i].at-words[i-1].end <= 1 && (capital(text, words[i-1]) || words[i-1].fold == "s") {
		i--
	}
	return i
}

// nameAfter is the last word of the name that follows the form at word i, or -1.
func nameAfter(text string, words []word, i int) int {
	bare := bareForms[words[i].fold]
	j := i + 1
	for adjectives := 0; j < len(words) && adjectives < 2 && stateAdjectives[words[j].fold]; adjectives++ {
		j++
	}
	if j+1 < len(words) && j == i+1 && !nameLinks[words[j].fold] && nameLinks[words[j+1].fold] && capital(text, words[j]) && !bare {
		j++
	}
	linked := j
	for j < len(words) && j-linked < 3 && nameLinks[words[j].fold] {
		j++
	}
	if j >= len(words) || j == linked && !bare || !capital(text, words[j]) || strings.ContainsAny(text[words[i].end:words[j].at], ",;:.()") {
		return -1
	}
	loud := isUpper(text[words[j].at:words[j].end])
	for j+1 < len(words) && j-linked < 6 {
		gap := text[words[j].end:words[j+1].at]
		if gap == "-" || gap == " " && !loud && capital(text, words[j+1]) && !stateForms[words[j+1].fold] && !partyStops[words[j+1].fold] {
			j++
			continue
		}
		break
	}
	return j
}

var partyStops = wordSet("and et y und en on sobre sur uber concerning regarding represented hereinafter")

// bareNames adds names without a form after "Government of" and "between".
func bareNames(text string, words []word, out []corpus.Span) []corpus.Span {
	for i := range words {
		switch words[i].fold {
		case "government", "gouvernement", "gobierno", "regierung", "regering", "between", "entre", "zwischen", "tussen":
		default:
			continue
		}
		j := i + 1
		for j < len(words) && j-i < 4 && nameLinks[words[j].fold] {
			j++
		}
		if j < len(words) && j > i && capital(text, words[j]) && !stateForms[words[j].fold] && !stateAdjectives[words[j].fold] && !bodyWords[words[j].fold] &&
			!strings.ContainsAny(text[words[i].end:words[j].at], ",;:.()\n") {
			s := corpus.Span{Start: words[j].at, End: words[j].end}
			if len(out) == 0 || s.Start >= out[len(out)-1].End {
				out = append(out, s)
			}
		}
	}
	return out
}

var bodyWords = wordSet("government gouvernement gobierno regierung regering ministry ministere ministerio ministerium department departement departamento secretaria swiss federal " +
	"council conseil bundesrat the trade national general confederation federation union workers central centrale")

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
	if w := leadingToken(name); nameLinks[fold(w)] || fold(w) == "die" {
		span.Start += len(w)
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

// coreOf is the telling word of a party's name, folded: "tharpal" of "Federal Republic of Tharpal".
func coreOf(name string) string {
	best := ""
	words := wordsOf(name, 0)
	for i, w := range words {
		if len(w.fold) < 4 || stateForms[w.fold] || stateAdjectives[w.fold] || nameLinks[w.fold] || orgWords[w.fold] || bodyWords[w.fold] {
			continue
		}
		if best == "" || len(w.fold) > len(best) || i == len(words)-1 {
			best = w.fold
		}
	}
	if len(words) > 1 && stateForms[words[len(words)-1].fold] {
		best = strings.TrimSuffix(best, "n")
	}
	return best
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
