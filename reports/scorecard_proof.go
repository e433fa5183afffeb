package reports

import (
	"slices"
	"strings"

	"corridor/rubric"
)

// proof shows what carries a code: its passages, the reason, and who says so.
func (s Scorecard) proof(t Tongue, c Coded) Cell {
	var body []Inline
	for _, p := range shown(c) {
		body = append(body, s.quote(t, p, c.Level), Break{})
	}
	if more := len(c.Passages) - shownPassages; more > 0 {
		body = append(body, Quiet(t.N(more, "and %d more passage", "and %d more passages")), Break{})
	}
	if reason := reasonOf(t, c); reason != "" {
		body = append(body, Plain(reason), Break{})
	}
	if c.Note != "" {
		body = append(body, Plain(t.S("Note: %s", t.Said(squeeze(c.Note)))), Break{})
	}
	body = append(body, Quiet(saidBy(t, c)))
	if p, ok := s.Peers.of(c.Criterion); ok && p.Broad.N > 0 {
		body = append(body, Quiet(" · "+t.S("peers %s (%s)", p.Broad.Percent(), p.Broad.Of())))
	}
	return cell(body...)
}

// reasonOf is the reason without the level's name, which stands beside it.
func reasonOf(t Tongue, c Coded) string {
	reason := t.Reason(c.Level, c.Reason)
	if reason == "" && len(c.Passages) == 0 {
		reason = t.S("no passage")
	}
	return Sentence(reason)
}

// shown picks the passages to display: those that prove the level first.
func shown(c Coded) []Passage {
	out := slices.Clone(c.Passages)
	slices.SortStableFunc(out, func(a, b Passage) int {
		switch {
		case a.Level == c.Level && b.Level != c.Level:
			return -1
		case b.Level == c.Level && a.Level != c.Level:
			return 1
		}
		return 0
	})
	return out[:min(shownPassages, len(out))]
}

func (s Scorecard) quote(t Tongue, p Passage, level rubric.Level) Inline {
	if squeeze(p.Quote) == "" {
		return Quiet(t.S("Passage missing: its place lies outside the text"))
	}
	return p.display(t, s.Agreement.Language, level, quoteLimit)
}

// display is the passage for reading, shortened to a number of characters; level is that of the criterion.
func (p Passage) display(t Tongue, lang string, level rubric.Level, limit int) Quote {
	return Quote{Text: Shorten(p.Quote, limit), Lang: lang, Dir: Direction(lang), Where: p.where(t, level), Cite: t.citeLines(p.Citation), Of: p.Of, Span: p.Span}
}

// where names the place of a passage, and its level where that is not the level of the criterion:
// "Article 7(1), p. 3, annex, weak".
func (p Passage) where(t Tongue, level rubric.Level) string {
	var parts []string
	if p.Path != "" {
		parts = append(parts, squeeze(p.Path))
	}
	if p.Page > 0 {
		parts = append(parts, t.S("p.\u00a0%d", p.Page))
	}
	if p.Annex {
		parts = append(parts, t.S("annex"))
	}
	if p.Level != level && p.Level != rubric.Absent {
		parts = append(parts, t.S(p.Level.String()))
	}
	return strings.Join(parts, ", ")
}

// saidBy names the rater, its confidence and why its word counts.
func saidBy(t Tongue, c Coded) string {
	out := squeeze(c.Rater) + " " + t.Number(c.Confidence, 2)
	if c.Why != "" {
		out += " · " + t.Said(squeeze(c.Why))
	}
	if c.Look {
		out += " · " + t.S("for a person to check")
	}
	return out
}
