package ingest

import (
	"strings"

	"corridor/corpus"
)

// matter counts the articles of an agreement by what they are about.
type matter struct {
	articles, work, insurance, stay int
}

// matterStems are the beginnings of folded words that tell what an article is about.
var (
	workStems = []string{"recruit", "employ", "labour", "labor", "work", "wage", "vacanc", "job", "recrut", "embauch", "emploi", "travail", "salair", "salarie", "contingent",
		"contrat", "trabaj", "emple", "operari", "jornal", "salari", "oferta", "vacant", "patron", "obrer", "arbeit", "anwerb", "beschaftig", "lohn", "vermittl",
		"werkgev", "werknem", "arbeid", "werving", "loon", "tewerk", "quota"}
	insuranceStems = []string{"pension", "insur", "benefit", "contribut", "old-age", "invalid", "survivor", "assur", "cotis", "prestation", "rente", "vieillesse", "allocation",
		"segur", "cotiz", "prestacion", "jubila", "vejez", "versicher", "beitrag", "leistung", "alters", "hinterblieb", "verzeker", "premie", "uitkering", "ouderdom", "nabestaand"}
	stayStems = []string{"resid", "settle", "establish", "expel", "expuls", "sejour", "etabliss", "domicil", "niederlass", "aufenthalt", "ausweis", "verblijf", "vestig", "uitzett", "radica", "permanencia"}
)

// recruits reports whether so many articles are about work that an agreement on migration is one on labour too.
func (m matter) recruits() bool { return m.work >= 5 && 5*m.work >= m.articles }

// matter reads every article of the body. An article is about what most of its telling words are about, and
// about nothing where fewer than two are.
func (r *factReader) matter() matter {
	var m matter
	for _, s := range r.segs {
		if s.Kind == corpus.SegBody {
			r.matterOf(s.Children, &m)
		}
	}
	return m
}

func (r *factReader) matterOf(segs []corpus.Segment, m *matter) {
	for _, s := range segs {
		if s.Kind != corpus.SegArticle {
			r.matterOf(s.Children, m)
			continue
		}
		m.articles++
		words := wordsOf(s.Span.Of(r.text), 0)
		work, insurance, stay := countStems(words, workStems), countStems(words, insuranceStems), countStems(words, stayStems)
		switch {
		case max(work, insurance, stay) < 2:
		case insurance > work && insurance >= stay:
			m.insurance++
		case stay > work:
			m.stay++
		default:
			m.work++
		}
	}
}

func countStems(words []word, stems []string) int {
	n := 0
	for _, w := range words {
		for _, stem := range stems {
			if strings.HasPrefix(w.fold, stem) {
				n++
				break
			}
		}
	}
	return n
}
