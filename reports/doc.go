// Package reports turns codings into what a reader sees.
//
// # Nouns
//
// A [Report] is a plain Go value that holds every number and every quote a reader will meet: a
// [Scorecard] of one agreement under one rubric, [Scorecards] of several, a [Coverage] table of many
// agreements, shares [Beside] those that others have published, a [Concordance] of raters, a [Rescore]
// under another version of the rubrics. It lays itself out as a [Document] (sections of paragraphs, facts, figures and tables)
// and as a [Sheet] (one flat table of typed cells).
//
// [Encode] writes a report in a [Format]. Text, Markdown and HTML render the Document, CSV renders
// the Sheet, and JSON is the value itself, so that page, file and API cannot disagree.
//
//	card := reports.NewScorecard(agreement, rubric, findings)
//	err := reports.Encode(os.Stdout, reports.Text, card, reports.Width(100))
//
// A new report is a type with those two methods; a new format is one file and one line in the table
// of encoders.
//
// # Numbers
//
// A share always carries its k and n, and a share of nothing is undefined (null, "–"), never 0. The
// broad reading counts weak and operative as yes, the strict reading operative alone; n/a leaves the
// denominator; contrary counts as 0 and is listed. Intervals are Wilson's, at 95 %; see [Wilson].
//
// The package reads no clock, no environment and no randomness: the same value gives the same bytes.
package reports
