package rubric

import (
	"context"
	"fmt"
	"regexp"
	"strings"

	"corridor/corpus"
)

// ClauseAgreement wraps a short clause so that it is coded as if it stood in the body of an agreement
// of the given kind. An article label and heading at its front are told apart from its text.
func ClauseAgreement(text, lang string, kind corpus.Kind) *corpus.Agreement {
	all := corpus.Span{Start: 0, End: len(text)}
	article := corpus.Segment{Kind: corpus.SegArticle, Span: all, Number: "1"}
	article.Label, article.Heading = clauseHeading(text)
	return &corpus.Agreement{ID: corpus.TextID(text), Text: text, Language: lang,
		Kind:     corpus.Fact[corpus.Kind]{Value: kind},
		Segments: []corpus.Segment{{Kind: corpus.SegBody, Span: all, Children: []corpus.Segment{article}}}}
}

var (
	clauseLabel = regexp.MustCompile(`(?i)^\s*(?:article|art[ií]culo|artikel|art\.?|section|clause|paragraph|§)\s*(?:\d+|[ivxl]+)(?:er|º|°|bis)?\b[ .:)—–-]*`)
	clauseTitle = regexp.MustCompile(`^[ .:—–\n-]*([^\n.:—–]{3,80}?)[ ]*(?:\n|[.:—–]\s)`)
)

// clauseHeading finds "Article 7" and the heading behind it, or a short first line of its own.
func clauseHeading(text string) (label, heading corpus.Span) {
	rest := 0
	if m := clauseLabel.FindStringIndex(text); m != nil {
		label, rest = corpus.Span{Start: m[0], End: m[1]}, m[1]
	}
	m := clauseTitle.FindStringSubmatchIndex(text[rest:])
	if m == nil || label.Empty() && text[rest+m[3]:rest+m[1]] != "\n" && !strings.Contains(text[rest+m[3]:rest+m[1]], "\n") {
		return label, heading
	}
	limit := maxHeadingWords
	switch text[rest+m[3]] {
	case '.':
		limit = maxStoppedWords
	case ':': // more words would be a lead-in: "The employer shall:"
		limit = maxColonWords
	}
	if rest+m[1] >= len(text) || len(strings.Fields(text[rest+m[2]:rest+m[3]])) > limit {
		return label, heading
	}
	return label, corpus.Span{Start: rest + m[2], End: rest + m[3]}
}

// How long a heading in front of a clause may be, in words; one that ends in a full stop or colon could
// be a sentence.
const (
	maxHeadingWords = 8
	maxStoppedWords = 3
	maxColonWords   = 2
)

// CodeClause codes one clause for one criterion, as if it stood in the body of an agreement.
func (r *RulesRater) CodeClause(ctx context.Context, c *Criterion, lang, text string) (Finding, error) {
	if err := ctx.Err(); err != nil {
		return Finding{}, fmt.Errorf("code clause: %w", err)
	}
	kind := corpus.KindBLA
	if c.Applies == AppliesUnion {
		kind = corpus.KindUnion
	}
	d, err := analyse(ClauseAgreement(text, lang, kind), r.lib.Lexicon)
	if err != nil {
		return Finding{}, fmt.Errorf("code clause: %w", err)
	}
	if d == nil {
		return Finding{}, fmt.Errorf("code clause: language %q has no lexicon: %w", lang, corpus.ErrUnsupported)
	}
	defer d.release()
	return d.decide(c), nil
}

// CheckExamples runs every example of every base criterion and returns one error per failure, each
// beginning with file:line:col.
func (l *Library) CheckExamples(ctx context.Context) []error {
	r := NewRules(l)
	var errs []error
	for _, c := range r.base {
		for _, e := range append(append([]Example(nil), c.Match...), c.NoMatch...) {
			f, err := r.CodeClause(ctx, c, e.Language, e.Text)
			if err == nil {
				err = e.judge(c, f)
			}
			if err != nil {
				errs = append(errs, err)
			}
		}
	}
	return errs
}

// judge compares a coding with what the example claims.
func (e Example) judge(c *Criterion, f Finding) error {
	got := f.Level
	if got == NA {
		got = Absent
	}
	if got == e.Level {
		return nil
	}
	return fmt.Errorf("%s:%d:%d: example of %s comes out as %q, want %q (%s): %q: %w", c.File, e.at.line, e.at.col,
		c.ID, got, e.Level, f.Reason, shorten(e.Text, 90), corpus.ErrInvalid)
}

func shorten(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return string(r[:n-1]) + "…"
}
