package reports

import (
	"fmt"
	"slices"
	"strings"

	"corridor/rubric"
)

// proof shows what carries a code: its passages, the reason, and who says so.
func (s Scorecard) proof(c Coded) Cell {
	var body []Inline
	for _, p := range shown(c) {
		body = append(body, s.quote(p, c.Level), Break{})
	}
	if more := len(c.Passages) - shownPassages; more > 0 {
		body = append(body, Quiet("and "+plural(more, "more passage", "more passages")), Break{})
	}
	if reason := reasonOf(c); reason != "" {
		body = append(body, Plain(reason), Break{})
	}
	if c.Note != "" {
		body = append(body, Plain("Note: "+squeeze(c.Note)), Break{})
	}
	return cell(append(body, Quiet(saidBy(c)))...)
}

// reasonOf is the reason without the level's name, which stands beside it.
func reasonOf(c Coded) string {
	reason := strings.TrimPrefix(squeeze(c.Reason), c.Level.String()+": ")
	if reason == "" && len(c.Passages) == 0 {
		reason = "no passage"
	}
	return sentence(reason)
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

func (s Scorecard) quote(p Passage, level rubric.Level) Inline {
	lang := s.Agreement.Language
	text := shorten(p.Quote, quoteLimit)
	if text == "" {
		return Quiet("Passage missing: its place lies outside the text")
	}
	return Quote{Text: text, Lang: lang, Dir: direction(lang), Where: p.where(level)}
}

// where names the place of a passage, and its level where that is not the level of the criterion:
// "Article 7(1), p. 3, annex, weak".
func (p Passage) where(level rubric.Level) string {
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
	if p.Level != level && p.Level != rubric.Absent {
		parts = append(parts, p.Level.String())
	}
	return strings.Join(parts, ", ")
}

// saidBy names the rater, its confidence and why its word counts.
func saidBy(c Coded) string {
	out := fmt.Sprintf("%s %.2f", squeeze(c.Rater), c.Confidence)
	if c.Why != "" {
		out += " · " + squeeze(c.Why)
	}
	if c.Look {
		out += " · for a person to check"
	}
	return out
}
