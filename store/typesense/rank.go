package typesense

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"corridor/corpus"
	"corridor/store"
	"corridor/store/words"
)

// clause is a clause, or an agreement with the clause of it to show, on its way to be a hit.
type clause struct {
	agreement    string
	number       int // -1 when an agreement has none to show
	length       int
	lang         string
	stemmer      *words.Stemmer
	own, context []string
	score        float64
	matches      int // of agreements
}

func clausesOf(list []document) []clause {
	out := make([]clause, 0, len(list))
	for _, d := range list {
		out = append(out, clause{agreement: d.Agreement, number: d.Number, length: d.Length, lang: d.lang(), stemmer: words.StemmerFor(d.lang()),
			own: strings.Fields(d.Own), context: strings.Fields(d.Context)})
	}
	return out
}

// score is the relevance of a clause: BM25 over the terms that it has.
func (a *asking) score(c *clause) (sum float64) {
	for _, t := range a.positive() {
		sum += a.scoreOf(t, c)
	}
	return sum
}

func (a *asking) scoreOf(t *sought, c *clause) float64 {
	tf := t.frequency(c)
	if tf == 0 {
		return 0
	}
	return store.IDF(t.found, a.all) * t.share * a.bm25.Of(tf, c.length)
}

// candidates reads the clauses that a filter lets through; of more than Options.Weigh, the shortest. What the words of a query
// stand close together in is what is relevant, so these are the ones that the first pages are made of.
func (a *asking) candidates(ctx context.Context, res *store.Results, filter string, n int) ([]clause, error) {
	order := byPlace
	if most := a.x.options.Weigh; n > most {
		order, n, res.Weighed = "length:asc,"+byPlace, most, most
	}
	answers, err := a.x.cluster.ask(ctx, stretch(a.g.clauses(), filter, order, scoredFields, 0, n))
	return clausesOf(documents(answers)), err
}

func (a *asking) bestClauses(ctx context.Context, res *store.Results, filter string) ([]clause, error) {
	list, err := a.candidates(ctx, res, filter, res.Total)
	if err != nil {
		return nil, err
	}
	for i := range list {
		list[i].score = a.score(&list[i])
	}
	if res.Weighed > 0 && a.r.Offset >= len(list) {
		return nil, fmt.Errorf("%w: the relevance of %d hits is weighed: ask for an earlier page, or for another order", corpus.ErrTooLarge, len(list))
	}
	return a.page(list), nil
}

// page orders hits by relevance and cuts the page out.
func (a *asking) page(list []clause) []clause {
	slices.SortFunc(list, func(a, b clause) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.agreement, b.agreement), cmp.Compare(a.number, b.number))
	})
	return list[min(len(list), a.r.Offset):min(len(list), a.r.Offset+a.r.Limit)]
}

// bestAgreements orders agreements by the sum of each term's best clause.
func (a *asking) bestAgreements(ctx context.Context, res *store.Results, filter string) ([]clause, error) {
	answers, err := a.x.cluster.ask(ctx, stretch(a.g.agreements(), filter, "rank:asc", "agreement", 0, min(res.Total, store.MaxHits)))
	if err != nil {
		return nil, err
	}
	found := clausesOf(documents(answers))
	matching, err := a.matching(found)
	if err != nil {
		return nil, err
	}
	counted, err := a.x.cluster.ask(ctx, []question{everything(a.g.clauses(), matching)})
	if err != nil {
		return nil, err
	}
	list, err := a.candidates(ctx, res, matching, counted[0].Found)
	if err != nil {
		return nil, err
	}
	ranks := a.ranks(list)
	for i := range found {
		found[i].score = ranks[found[i].agreement]
	}
	out := a.page(found)
	return out, a.showAgreements(ctx, out)
}

// ranks sums the best clause of each term, for each agreement.
func (a *asking) ranks(list []clause) map[string]float64 {
	sum := map[string]float64{}
	for _, t := range a.positive() {
		best := map[string]float64{}
		for i := range list {
			c := &list[i]
			best[c.agreement] = max(best[c.agreement], a.scoreOf(t, c))
		}
		for id, s := range best {
			sum[id] += s
		}
	}
	return sum
}

// matching is the filter of the clauses that match a term of the query, in some agreements when they are few.
func (a *asking) matching(among []clause) (string, error) {
	var terms anyOf
	for _, t := range a.positive() {
		terms = append(terms, t.condition)
	}
	all := allOf{a.open(terms)}
	if len(among) <= store.MaxPage {
		var ids []string
		for _, c := range among {
			ids = append(ids, c.agreement)
		}
		all = append(all, oneOf{"agreement", ids})
	}
	return filterOf(all)
}

// showAgreements chooses the clause to show of each agreement of a page: the one that matches best.
func (a *asking) showAgreements(ctx context.Context, page []clause) error {
	places := map[string]*clause{}
	for i := range page {
		page[i].number = -1
		places[page[i].agreement] = &page[i]
	}
	if len(a.positive()) == 0 || len(page) == 0 {
		return nil
	}
	filter, err := a.matching(page)
	if err != nil {
		return err
	}
	list, err := a.read(ctx, filter, scoredFields, "words of the query, in the agreements of this page")
	if err != nil {
		return err
	}
	best := map[string]float64{}
	for _, c := range clausesOf(list) {
		hit := places[c.agreement]
		hit.matches++
		if s := a.score(&c); hit.number < 0 || s > best[c.agreement] {
			hit.number, best[c.agreement] = c.number, s
		}
	}
	if a.r.Sort != store.ByRelevance {
		for id, s := range a.ranks(clausesOf(list)) {
			places[id].score = s
		}
	}
	return nil
}
