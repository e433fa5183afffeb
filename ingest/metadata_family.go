package ingest

import (
	"strings"

	"corridor/corpus"
)

// familySign ties words of a text to what it does to another. Amendments are announced in the title and
// the preamble; final clauses only speak of amendments to come.
type familySign struct {
	kind   corpus.RelationKind
	ending bool // looked for in the final clauses too
	stems  []string
}

var familySigns = []familySign{
	{corpus.Replaces, true, phraseList("replaces\nshall replace\nreplacing\nsupersede\nceases to be\ncease to be\ncease to have\nceases to have\nshall lapse\nis terminated\nare terminated\nhereby terminat\nshall terminate the\nremplace\nannule et\nabrog\ncesse d'\ncessent d'\ncessera d'\nse substitue\nsustituye\nreemplaza\nderoga\nsin efecto\ncesara en\nersetzt\nausser kraft\naufgehoben\nvervang\nkomt te vervallen\nkomen te vervallen\nbuiten werking")},
	{corpus.Renews, true, phraseList("renewing\nrenews the\nrenew the\nextending the\nextends the\nextend the validity\nproroge\nprorogation de\nreconduisant\nreconduction de l\nprorroga de\nprorrogar el\nprorrogando\nrenovacion del\nverlangerung d\nverlengt de\nverlenging van")},
	{corpus.Amends, false, phraseList("amending\namend the\namends the\namendment of\namendment to\namendments to\nmodifying\nmodify the\nmodifiant\nmodifie l\nmodifier l\nmodification de l\navenant\nmodificar el\nmodifica el\nmodifica al\nmodificatorio\nque modifica\nenmienda\nanderung des\nanderung der\nabanderung\nwijziging van\nzusatz\nadditional protocol\nsupplementary\nadditionnel\nadicional")},
}

// maxFamily is how many relations are read from one text.
const maxFamily = 4

// readFamily finds the agreements that this one amends, renews or replaces: a sentence that says so and
// names a text with a date, or a title that does without one.
func (r *factReader) readFamily(a *corpus.Agreement) []corpus.Relation {
	front := append([]corpus.Span{r.title.Span}, sentencesOf(r.text, r.span(corpus.SegPreamble))...)
	var out []corpus.Relation
	for _, s := range front {
		out = r.relations(out, s, a, false)
	}
	for _, s := range sentencesOf(r.text, r.finalSpan()) {
		out = r.relations(out, s, a, true)
	}
	if len(out) == 0 && a.Kind.Value == corpus.KindProtocol {
		if s := r.amendedTitle(); !s.Empty() {
			out = append(out, corpus.Relation{Kind: corpus.Amends, To: printed(r.text, s), Span: s, Confidence: 0.6})
		}
	}
	return out[:min(len(out), maxFamily)]
}

// printed is a stretch of the text on one line.
func printed(text string, s corpus.Span) string { return strings.Join(strings.Fields(s.Of(text)), " ") }

// relations adds what one sentence says of other texts.
func (r *factReader) relations(out []corpus.Relation, s corpus.Span, a *corpus.Agreement, ending bool) []corpus.Relation {
	f := fold(s.Of(r.text))
	for _, sign := range familySigns {
		if ending && (!sign.ending || a.Kind.Value == corpus.KindProtocol && strings.Contains(f, "artic")) {
			continue
		}
		if !containsAny(f, sign.stems) || titleWordIndex(f) < 0 {
			continue
		}
		for _, to := range r.namedTexts(s, a.Signed.Value) {
			out = addRelation(out, corpus.Relation{Kind: sign.kind, To: printed(r.text, to), Span: to, Confidence: 0.8})
		}
		break
	}
	return out
}

func addRelation(out []corpus.Relation, rel corpus.Relation) []corpus.Relation {
	for _, have := range out {
		if have.Kind == rel.Kind && fold(have.To) == fold(rel.To) {
			return out
		}
	}
	return append(out, rel)
}

// namedTexts are the stretches of a sentence that name other texts: each from the word for it to its date.
func (r *factReader) namedTexts(s corpus.Span, signed corpus.Date) []corpus.Span {
	var out []corpus.Span
	from := s.Start
	for _, d := range datesIn(r.text, s) {
		if d.date == signed || d.span.Start < from {
			continue
		}
		f := foldWithOffsets(r.text[from:d.span.Start])
		if at := otherTitle(f.s); at >= 0 {
			out = append(out, corpus.Span{Start: from + int(f.at[at]), End: d.span.End})
		}
		from = d.span.End
	}
	return out
}

// thisOne stands before the word for the agreement itself.
var thisOne = []string{"this ", "present ", "presente ", "dieses ", "diese ", "diesem ", "vorliegende ", "deze ", "dit ", "ce ", "cette ", "este ", "esta "}

func hasPrefixAny(s string, prefixes []string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}

// otherTitle is where a word for an agreement stands in f, its qualifiers before it, that does not mean
// the text itself, or -1.
func otherTitle(f string) int {
	best := -1
	for from := 0; ; {
		i := titleWordIndex(f[from:])
		if i < 0 {
			return best
		}
		i += from
		if len(f)-i <= 220 && !hasSuffixAny(f[:i], thisOne) {
			return qualified(f, i)
		}
		from = i + max(1, len(leadingToken(f[i:])))
	}
}

// qualified moves the start of a title back over "Additional", "Labour" and the like.
func qualified(f string, at int) int {
	for at > 1 {
		head := strings.TrimRight(f[:at], " ")
		word := head[strings.LastIndexByte(head, ' ')+1:]
		if !titleQualifiers.has(word) || nameLinks.has(strings.TrimSuffix(word, "'")) || word == "a" || word == "das" || word == "dit" {
			return at
		}
		at = len(head) - len(word)
	}
	return at
}

// amendedTitle is what the title of a protocol says that it belongs to, from its second word for an
// agreement on.
func (r *factReader) amendedTitle() corpus.Span {
	f := foldWithOffsets(r.title.Span.Of(r.text))
	first := titleWordIndex(f.s)
	if first < 0 {
		return corpus.Span{}
	}
	from := first + len(leadingToken(f.s[first:]))
	at := titleWordIndex(f.s[from:])
	if at < 0 {
		return corpus.Span{}
	}
	return corpus.Span{Start: r.title.Span.Start + int(f.at[qualified(f.s, from+at)]), End: r.title.Span.End}
}
