package reports_test

import (
	"fmt"
	"os"

	"corridor/corpus"
	"corridor/reports"
	"corridor/rubric"
)

// A scorecard holds what a reader sees; Encode writes it in any format.
func Example() {
	text := "Article 2\nThe employer shall keep the passport of the worker."
	agreement := &corpus.Agreement{ID: corpus.TextID(text), Text: text, Language: "en",
		Title: corpus.Fact[string]{Value: "Memorandum on Workers"}, Kind: corpus.Fact[corpus.Kind]{Value: corpus.KindMOU}}
	questions := &rubric.Rubric{ID: "own", Version: "1", Title: "One question",
		Criteria: []rubric.Criterion{{ID: "own.passport", Theme: "recruitment", Title: "Passports stay with workers"}}}
	findings := []rubric.Resolved{{Rater: "person:reader", Why: "only assessment", Finding: rubric.Finding{
		Criterion: "own.passport", Level: rubric.Contrary, Confidence: 1, Reason: "the employer keeps it",
		Evidence: []rubric.Evidence{{Span: corpus.Span{Start: 10, End: len(text)}, Path: "Article 2", Level: rubric.Contrary}},
	}}}

	card := reports.NewScorecard(agreement, questions, findings)
	if err := reports.Encode(os.Stdout, reports.Text, card, reports.Width(72)); err != nil {
		fmt.Println(err)
	}
	// Output:
	// SCORECARD
	// Memorandum on Workers
	// corridor not known · MOU · date of signature not known · English
	//
	// One question
	// ════════════
	//
	// ! Contrary clauses (1)
	// ──────────────────────
	//
	// Clauses that do the opposite of what a criterion asks
	//
	// Criterion                    Passage and reason
	// ────────────────────────────────────────────────────────────────────────
	// ▲ contrary                   “The employer shall keep the passport of
	// Passports stay with workers  the worker.”
	// own.passport                 Article 2 [1]
	//                              The employer keeps it
	//                              person:reader 1.00 · only assessment
	//
	// Scores
	// ──────
	//
	// broad      0 %   0/1 weak or operative
	// strict     0 %   0/1 operative
	// strength  0.00   mean of level / 2, n = 1
	//
	// own@1: 1 criterion applies: 0 operative, 0 weak, 0 absent, 1 contrary.
	// Contrary counts as 0.
	//
	// Scores by theme, no criterion weighing more than another
	//
	// Theme        Criteria  Share               Broad   Strict  Strength
	// ───────────────────────────────────────────────────────────────────
	// Recruitment  ▲         ················  0 % 0/1  0 % 0/1      0.00
	// ───────────────────────────────────────────────────────────────────
	// All themes             ················  0 % 0/1  0 % 0/1      0.00
	//
	// Criteria
	// ────────
	//
	// ○ absent   ◐ weak   ● operative   ▲ contrary   – n/a
	//
	// Every criterion in the order of the codebook
	//
	// Level       Criterion                 Passage and reason
	// ────────────────────────────────────────────────────────────────────────
	//
	// Recruitment  ▲ broad 0/1, strict 0/1
	//
	// ▲ contrary  Passports stay with       “The employer shall keep the
	//             workers                   passport of the worker.”
	//             own.passport              Article 2 [1]
	//                                       The employer keeps it
	//                                       person:reader 1.00 · only
	//                                       assessment
	//
	// Text and source
	// ═══════════════
	//
	// Agreement  7e8e3a4e6f0766025c170a312b18dff0c454a437bcc6a53e27ae4676c8326
	//            6f6
	// Source     not recorded
	// Text       quality not recorded
	//
	// Cite as
	// ───────
	// Memorandum on Workers, undated. Corridor text 7e8e3a4e6f076602.
	// Tables of Corridor, “Memorandum on Workers” (Scorecard), 1 agreement
	// (digest 465cbe47d70b5d65), own@1, coded by person:reader.
	//
	// Passages cited
	// ──────────────
	// [1] Article 2. Corridor text 7e8e3a4e6f076602, bytes 10–61.
}
