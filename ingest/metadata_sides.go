package ingest

import (
	"strings"

	"corridor/corpus"
)

var partyWords = []string{"between", "concluded by", "entre", "zwischen", "tussen", "conclu par", "celebrado por"}

// subjectWords open the subject of a title, behind the parties.
var subjectWords = []string{"on", "concerning", "regarding", "relating", "for", "about", "in the field", "in support", "in respect", "with respect", "to regulate", "governing",
	"concernant", "relatif", "relative", "relatifs", "relatives", "sur", "pour", "en matiere", "portant", "visant", "au sujet",
	"sobre", "relativo", "relativa", "para", "en materia", "referente", "por el que", "con el fin",
	"uber", "betreffend", "zur", "zum", "betreffende", "inzake", "houdende", "over", "met betrekking", "ter zake", "nopens"}

// partyLine is the stretch of a title that names the parties: from "between" to the subject.
func (r *factReader) partyLine(title corpus.Span) corpus.Span {
	f := foldWithOffsets(title.Of(r.text))
	from := firstWordIndex(f.s, partyWords)
	if from < 0 {
		return corpus.Span{}
	}
	to, joint := len(f.s), firstWordIndex(f.s[from:], jointWords)
	if i := firstWordIndex(f.s[from+max(joint, 0):], subjectWords); i > 0 {
		to = from + max(joint, 0) + i
	}
	return corpus.Span{Start: title.Start + int(f.at[from]), End: title.Start + int(f.at[to])}
}

// recitalStems begin what a preamble says after it has named the parties.
var recitalStems = wordSet("whereas considering desiring desirous noting recognizing recognising recalling wishing bearing mindful convinced conscious aware having acknowledging guided pursuant affirming determined concerned " +
	"considerant desireux desireuses desireuse soucieux soucieuse soucieuses constatant vu rappelant ayant convaincus convaincues conscients conscientes animes animees reconnaissant anime animee tenant " +
	"considerando deseando teniendo reconociendo recordando animados animadas conscientes deseosos deseosas guiados convencidos inspirados afirmando visto " +
	"absicht bestreben anbetracht wunsche wunsch geleitet eingedenk uberzeugt bewusst bestrebt getragen erwagung " +
	"overwegende gezien verlangende geleid wensende erkennende overtuigd indachtig")

var possessives = wordSet("its their his her son sa leur leurs ses su sus ihren seinen")

// openingLine is the start of the preamble up to the first recital.
func (r *factReader) openingLine(pre corpus.Span) corpus.Span {
	words := wordsOf(pre.Of(r.text), pre.Start)
	for i, w := range words {
		seat := i+1 < len(words) && possessives.has(words[i+1].fold) // "having its seat at"
		if recitalStems.has(w.fold) && w.at > pre.Start+20 && !seat {
			return corpus.Span{Start: pre.Start, End: w.at}
		}
	}
	return corpus.Span{}
}

// beforeGovernment is the stretch of a people's name and the government beside it, "the Italian
// Government", "le Gouvernement belge", or an empty one.
func beforeGovernment(text string, within, people corpus.Span) corpus.Span {
	words := wordsOf(text[people.End:min(within.End, runeFloor(text, min(len(text), people.End+40)))], people.End)
	switch {
	case len(words) > 0 && governmentWord(words[0].fold):
		return corpus.Span{Start: people.Start, End: words[0].end}
	case len(words) > 2 && joints.has(words[0].fold) && governmentWord(words[2].fold), len(words) > 3 && joints.has(words[0].fold) && nameArticles.has(words[1].fold) && governmentWord(words[3].fold):
		return people // "the Netherlands and Swedish Governments"
	}
	from := max(within.Start, people.Start-30)
	words = wordsOf(text[runeFloor(text, from):people.Start], runeFloor(text, from))
	switch n := len(words); {
	case n > 0 && governmentWord(words[n-1].fold):
		return corpus.Span{Start: words[n-1].at, End: people.End}
	case n > 2 && joints.has(words[n-1].fold) && governmentWord(words[n-3].fold):
		return people // "les Gouvernements belge et luxembourgeois"
	}
	return corpus.Span{}
}

func governmentWord(f string) bool {
	switch f {
	case "government", "gouvernement", "gobierno", "regierung", "bundesregierung", "regering", "bondsregering", "governments", "gouvernements", "gobiernos", "regierungen", "regeringen":
		return true
	}
	return false
}

var (
	jointWords = []string{"and", "et", "y", "e", "und", "en"}
	joints     = wordSet("and et y e und en")
)

// bareSides reads the side that the states found leave open: the name at the end of "the Ministry of
// Labour of Haesong", on the other side of the "and" from the state that is known.
func (r *factReader) bareSides(s corpus.Span, found []corpus.Party) []corpus.Party {
	if s.Empty() || len(found) > 1 || s.Len() > 600 {
		return nil
	}
	words := wordsOf(s.Of(r.text), s.Start)
	if len(words) > 0 && firstWordIndex(words[0].fold, partyWords) == 0 {
		words = words[1:]
	}
	known := corpus.Span{}
	if len(found) == 1 && s.Contains(found[0].Span) {
		known = found[0].Span
	} else if len(found) == 1 {
		return nil
	}
	var out []corpus.Party
	for i, w := range words {
		if !joints.has(w.fold) || !splitsSides(words, i, known) {
			continue
		}
		for _, side := range [][]word{words[:i], words[i+1:]} {
			if len(side) == 0 || !known.Empty() && side[0].at <= known.Start && known.End <= side[len(side)-1].end {
				continue
			}
			if name := bareName(r.text, side); !name.Empty() && leadsTo(side, name) {
				out = append(out, corpus.Party{Name: strings.Join(strings.Fields(name.Of(r.text)), " "), Role: corpus.RoleUnknown, Span: name})
			}
		}
		if len(out)+len(found) >= 2 {
			return out
		}
		out = nil
	}
	return nil
}

// splitsSides reports whether the "and" at word i leaves the known state wholly on one side.
func splitsSides(words []word, i int, known corpus.Span) bool {
	return known.Empty() || words[i].end <= known.Start || known.End <= words[i].at
}

// leadsTo reports whether a side is one that names a party: short, or with a government or an authority
// before the name.
func leadsTo(side []word, name corpus.Span) bool {
	if len(side) <= 5 {
		return true
	}
	for i, w := range side {
		if w.at >= name.Start {
			return i <= 2
		}
		if governmentWord(w.fold) || authorityHead(w.fold) {
			return true
		}
	}
	return false
}

// headingLine is the line above a title that names the two sides, as collections of treaties have it:
// "KINGDOM OF A and REPUBLIC OF B".
func (r *factReader) headingLine() corpus.Span {
	w := r.span(corpus.SegWrapper)
	at := w.Start
	for line := range strings.SplitAfterSeq(w.Of(r.text), "\n") {
		s := trimSpace(r.text, corpus.Span{Start: at, End: at + len(line)})
		at += len(line)
		f := fold(s.Of(r.text))
		if s.Len() < 160 && firstWordIndex(f, jointWords) > 0 && titleWordIndex(f) < 0 && len(r.statesIn(s, false)) == 2 && startsUpper(s.Of(r.text)) {
			return s
		}
	}
	return corpus.Span{}
}

var nameArticles = wordSet("the le la les l el los las der die das den dem de het")

// bareName is the run of capitals behind the last "of" of a side, or the side's first run.
func bareName(text string, side []word) corpus.Span {
	best := corpus.Span{}
	for i := 0; i < len(side); i++ {
		if !capital(text, side[i]) || nameArticles.has(side[i].fold) || nameLinks.has(side[i].fold) || governmentWord(side[i].fold) || i > 0 && !nameLinks.has(side[i-1].fold) && !governmentWord(side[i-1].fold) {
			continue
		}
		j := i
		for j+1 < len(side) && capital(text, side[j+1]) && !nameLinks.has(side[j+1].fold) && strings.Trim(text[side[j].end:side[j+1].at], " -") == "" {
			j++
		}
		if i > 0 || !bodyWords.has(side[i].fold) && !authorityHead(side[i].fold) {
			if !bodyWords.has(side[i].fold) && !authorityHead(side[i].fold) && len(side[j].fold) > 2 {
				best = corpus.Span{Start: side[i].at, End: side[j].end}
			}
		}
		i = j
	}
	return best
}
