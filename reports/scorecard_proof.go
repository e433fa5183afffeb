package reports

import (
	"fmt"
	"strings"
)

// proof shows what carries a code: its passages, the reason, and who says so.
func (s Scorecard) proof(c Coded) Cell {
	var body []Inline
	for _, p := range c.Passages[:min(shownPassages, len(c.Passages))] {
		body = append(body, s.quote(p), Break{})
	}
	if more := len(c.Passages) - shownPassages; more > 0 {
		body = append(body, Quiet("and "+plural(more, "more passage", "more passages")), Break{})
	}
	reason := sentence(squeeze(c.Reason))
	if reason == "" && len(c.Passages) == 0 {
		reason = "No passage"
	}
	if reason != "" {
		body = append(body, Plain(reason), Break{})
	}
	if c.Note != "" {
		body = append(body, Plain("Note: "+squeeze(c.Note)), Break{})
	}
	return cell(append(body, Quiet(saidBy(c)))...)
}

func (s Scorecard) quote(p Passage) Inline {
	lang := s.Agreement.Language
	text := shorten(p.Quote, quoteLimit)
	if text == "" {
		return Quiet("Passage missing: its place lies outside the text")
	}
	return Quote{Text: text, Lang: lang, Dir: direction(lang), Where: p.where()}
}

// where names the place of a passage: "Article 7(1), p. 3, annex".
func (p Passage) where() string {
	var parts []string
	if p.Path != "" {
		parts = append(parts, squeeze(p.Path))
	}
	if p.Page > 0 {
		parts = append(parts, fmt.Sprintf("p.\u00a0%d", p.Page))
	}
	if p.Annex {
		parts = append(parts, "annex")
	}
	return strings.Join(parts, ", ")
}

// saidBy names the rater, its confidence and why its word counts.
func saidBy(c Coded) string {
	out := fmt.Sprintf("%s %.2f", squeeze(c.Rater), c.Confidence)
	if c.Why != "" {
		out += " · " + squeeze(c.Why)
	}
	return out
}
