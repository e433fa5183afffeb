package ingest

import (
	"slices"
	"strings"

	"corridor/corpus"
)

// nameStops end the name of an organisation: seats, abbreviations, roles, the subject.
var nameStops = wordSet("having with whose hereinafter hereafter represented acting meeting both " +
	"ayant dont representee represente ci-apres ci sise siegeant agissant " +
	"con representada representado representados representadas en-adelante sita domiciliada " +
	"mit vertreten nachstehend im am sitz " +
	"gevestigd hierna vertegenwoordigd met te handelend " +
	"reunies reunidas reunidos desiring")

// organisationNames finds the organisations that the stretch names, in order: "the Keldor Union of Service
// Trades", without articles, seats, abbreviations and roles.
func (r *factReader) organisationNames(s corpus.Span) []corpus.Span {
	words := wordsOf(s.Of(r.text), s.Start)
	var out []corpus.Span
	for i := 0; i < len(words); i++ {
		if !capital(r.text, words[i]) || !nameHead(words[i].fold) {
			continue
		}
		first, last := r.nameFirst(words, i), r.nameLast(words, i)
		if last > first {
			out = append(out, corpus.Span{Start: words[first].at, End: words[last].end})
		}
		i = last
	}
	return out
}

// nameHead reports whether a folded word is one by which organisations of workers are called.
func nameHead(w string) bool {
	return organisationHead(w) || hasPrefixAny(w, []string{"gewerkschaft", "vakbond", "vakverb", "vakcentral", "vakveren", "sindicat", "syndica", "intersindical", "intersyndical"})
}

// nameFirst goes back from the head at word i to the first word of the name: "Keldor" of "the Keldor Union".
func (r *factReader) nameFirst(words []word, i int) int {
	for i > 0 && !nameArticles.has(words[i-1].fold) && !nameLinks.has(words[i-1].fold) && !joints.has(words[i-1].fold) && capital(r.text, words[i-1]) &&
		strings.Trim(r.text[words[i-1].end:words[i].at], " \n-'’") == "" && !strings.Contains(r.text[words[i-1].end:words[i].at], "\n\n") && firstWordIndex(words[i-1].fold, partyWords) != 0 {
		i--
	}
	return i
}

// nameLast goes on from the head at word i to the last word of the name.
func (r *factReader) nameLast(words []word, i int) int {
	last := i
	for j := i + 1; j < len(words) && j < i+14; j++ {
		gap := r.text[words[j-1].end:words[j].at]
		if strings.Trim(gap, " \n-'’.") != "" || strings.Contains(gap, "\n\n") || strings.Contains(gap, ". ") {
			break
		}
		f := words[j].fold
		if nameStops.has(f) || subjectWord(f) || recitalStems.has(f) || joints.has(f) && r.nextSide(words, j) {
			break
		}
		if capital(r.text, words[j]) || !nameLinks.has(f) && !joints.has(f) && len(f) > 3 && r.runsOn(words, j) {
			last = j
		}
	}
	return last
}

// runsOn reports whether the word in small letters at j belongs to a name: "générale", "trabajadoras", what
// such a word follows, and what is no verb behind the name.
func (r *factReader) runsOn(words []word, j int) bool {
	if orgWords.has(words[j].fold) || unites(words[j].fold) || nameLinks.has(words[j-1].fold) {
		return true
	}
	return hasSuffixAny(words[j].fold, demonymEnds)
}

// nextSide reports whether the other organisation follows the "and" at word j: behind an article, or by a name
// that has its head before the first link.
func (r *factReader) nextSide(words []word, j int) bool {
	for k := j + 1; k < len(words) && k <= j+5; k++ {
		f := words[k].fold
		if strings.Trim(r.text[words[k-1].end:words[k].at], " \n-'’") != "" {
			return false
		}
		switch {
		case nameHead(f) && capital(r.text, words[k]):
			return true
		case k == j+1 && nameArticles.has(f):
			if r.sideBehind(words, k) {
				return true
			}
		case nameLinks.has(f), joints.has(f):
			return false
		}
	}
	return false
}

// sideBehind reports whether a head stands within a few words behind the article at k.
func (r *factReader) sideBehind(words []word, k int) bool {
	return slices.ContainsFunc(words[k+1:min(len(words), k+6)], func(w word) bool { return capital(r.text, w) && nameHead(w.fold) })
}

// unionState is the state of a union that the countries known do not tell: the name by which the agreement calls
// the land of which a word of the union's name speaks, "Keldor" for "the Keldorian Union of Service Trades", or "".
func (r *factReader) unionState(p corpus.Party) string {
	text := properSpan(r.segs).Of(r.text)
	words := wordsOf(text, 0)
	best, most := "", 0
	for _, w := range wordsOf(p.Name, 0) {
		if len(w.fold) < 4 || orgWords.has(w.fold) || nameLinks.has(w.fold) || nameHead(w.fold) || unites(w.fold) {
			continue
		}
		if name, n := landLike(text, words, w.fold); n > most {
			best, most = name, n
		}
	}
	return best
}

// landLike counts the places where the words speak of the land that core names, and returns the land's name: the
// form that stands most often behind "in" or "from". Words that stand in small letters too are no names.
func landLike(text string, words []word, core string) (name string, n int) {
	forms := map[string]int{}
	for i, w := range words {
		switch {
		case i == 0 || !kindred(w.fold, core):
		case !capital(text, w):
			if w.fold == core && !hasSuffixAny(core, demonymEnds) {
				return "", 0
			}
		case placeLeads.has(words[i-1].fold) && !isUpper(text[w.at:w.end]):
			forms[text[w.at:w.end]]++
			n++
		}
	}
	for form, k := range forms {
		if name == "" || k > forms[name] || k == forms[name] && form < name {
			name = form
		}
	}
	return name, n
}

// placeLeads stand before the name of a land.
var placeLeads = wordSet("in to into from leaves leave en a au aux de du pour vers desde hacia para nach aus naar uit van vanuit of")
