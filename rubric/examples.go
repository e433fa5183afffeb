package rubric

import (
	"context"
	"fmt"

	"corridor/corpus"
)

// ClauseAgreement wraps a short clause so that it is coded as if it stood in the body of an agreement
// of the given kind.
func ClauseAgreement(text, lang string, kind corpus.Kind) *corpus.Agreement {
	all := corpus.Span{Start: 0, End: len(text)}
	return &corpus.Agreement{ID: corpus.TextID(text), Text: text, Language: lang,
		Kind:     corpus.Fact[corpus.Kind]{Value: kind},
		Segments: []corpus.Segment{{Kind: corpus.SegBody, Span: all, Children: []corpus.Segment{{Kind: corpus.SegArticle, Span: all, Number: "1"}}}}}
}

// CodeClause codes one clause for one criterion, as if it stood in the body of an agreement.
func (r *RulesRater) CodeClause(ctx context.Context, c *Criterion, lang, text string) (Finding, error) {
	if err := ctx.Err(); err != nil {
		return Finding{}, fmt.Errorf("code clause: %w", err)
	}
	kind := corpus.KindBLA
	if c.Applies == AppliesUnion {
		kind = corpus.KindUnion
	}
	d := analyse(ClauseAgreement(text, lang, kind), r.lib.Lexicon)
	if d == nil {
		return Finding{}, fmt.Errorf("code clause: language %q has no lexicon: %w", lang, corpus.ErrUnsupported)
	}
	var scratch []match
	return d.decide(c, &scratch), nil
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
