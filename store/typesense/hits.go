package typesense

import (
	"context"
	"encoding/json"
	"fmt"

	"corridor/store"
)

// hits writes the hits of a page out: which clause, where it stands, what matched.
func (a *asking) hits(ctx context.Context, page []clause) ([]store.Hit, error) {
	out := make([]store.Hit, 0, len(page))
	held, err := a.held(ctx, page)
	if err != nil {
		return nil, err
	}
	marker, texts := store.NewMarker(a.r.Query, a.typos), map[string]string{}
	for _, c := range page {
		h, err := held.hit(c)
		if err != nil {
			return nil, err
		}
		if h.Clause != nil && (!a.r.Public || h.Agreement.Publication == store.PublishFull) {
			text, err := a.text(ctx, texts, c.agreement)
			if err != nil {
				return nil, err
			}
			h.Marks, h.Snippet = marker.Mark(text, *h.Clause, h.Agreement.Language)
		} else {
			h.Clause = nil
		}
		out = append(out, h)
	}
	return out, nil
}

// text is the text of an agreement, read once for a page.
func (a *asking) text(ctx context.Context, texts map[string]string, id string) (text string, err error) {
	text, ok := texts[id]
	if !ok {
		text, err = a.x.options.Texts.Text(ctx, id)
		texts[id] = text
	}
	return text, err
}

// pageDocuments are the documents of a page, by their ids.
type pageDocuments struct{ clauses, agreements map[string]document }

// held reads the documents of a page.
func (a *asking) held(ctx context.Context, page []clause) (p pageDocuments, err error) {
	clauses, agreements := newSets(), newSets()
	for _, c := range page {
		agreements.put(&agreements.words, c.agreement)
		if c.number >= 0 {
			clauses.put(&clauses.words, clauseID(c.agreement, c.number))
		}
	}
	if p.clauses, err = a.byID(ctx, a.g.clauses(), clauses.words, "place,codings"); err != nil {
		return p, err
	}
	p.agreements, err = a.byID(ctx, a.g.agreements(), agreements.words, "summary,strength")
	return p, err
}

func (a *asking) byID(ctx context.Context, collection string, ids []string, fields string) (map[string]document, error) {
	out := map[string]document{}
	if len(ids) == 0 {
		return out, nil
	}
	filter, err := filterOf(oneOf{"id", ids})
	if err != nil {
		return nil, err
	}
	answers, err := a.x.cluster.ask(ctx, stretch(collection, filter, "rank:asc", "id,"+fields, 0, len(ids)))
	for _, d := range documents(answers) {
		out[d.ID] = d
	}
	return out, err
}

// hit puts a hit together. A document that is not there any more is errGone: the index has changed meanwhile.
func (p pageDocuments) hit(c clause) (h store.Hit, err error) {
	agreement, ok := p.agreements[c.agreement]
	if !ok {
		return h, fmt.Errorf("agreement %.12s: %w", c.agreement, errGone)
	}
	h.Score, h.Strength, h.Matches = c.score, agreement.Strength, c.matches
	if err := json.Unmarshal([]byte(agreement.Summary), &h.Agreement); err != nil || c.number < 0 {
		return h, err
	}
	d, ok := p.clauses[clauseID(c.agreement, c.number)]
	if !ok {
		return h, fmt.Errorf("clause %d of %.12s: %w", c.number, c.agreement, errGone)
	}
	h.Clause = &store.Clause{}
	if err := json.Unmarshal([]byte(d.Place), h.Clause); err != nil {
		return h, err
	}
	return h, json.Unmarshal([]byte(d.Codings), &h.Evidence)
}
