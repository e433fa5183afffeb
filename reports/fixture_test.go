package reports_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"corridor/corpus"
	"corridor/reports"
	"corridor/rubric"
)

// The text is our own: two invented states, one clause of each sort.
const mouText = `MEMORANDUM OF UNDERSTANDING ON THE RECRUITMENT OF WORKERS

The Government of Lunthai and the Government of Qabariyah, wishing that every worker be treated with dignity, have agreed as follows:

Article 1
Recruitment
(1) The employer shall bear all costs of recruitment, of the visa and of the journey to the place of work. No agent shall ask a worker for a fee, a deposit or a promise of money, whether before the departure from Lunthai, on the journey, or at any time after the arrival in Qabariyah, and an agent who does so shall lose his licence and shall pay back twice what he took.
(2) Agents must hold a licence from the Ministry of Labour of Lunthai.

Article 2
Documents
The employer shall keep the passport of the worker for safekeeping until the end of the contract.

Article 3
Wages
Where possible, wages will be paid into a bank account in the name of the worker.

Article 4
Housing
The employer shall give each worker a bed, a locker & a place to cook, "free of charge" | without deduction.

Article 5
Joint committee
A joint committee of three members of each side shall meet once a year and shall <b>report</b> to both Governments.
`

const codes = `r086.06|recruitment|Organisation of recruitment, introduction and placing
cw.recruit_cost_mig|recruitment|Migrant should not pay recruitment fees
cw.passport|recruitment|No confiscation of travel documents
cw.wage_prot|wages|Wage protection
cw.housing_req|conditions|Employer must provide housing
cw.housing_cond|conditions|Housing must meet conditions
cw.work_monitor|conditions|Government monitors work conditions
cw.prot_equal|equal treatment|Equal treatment and non-discrimination
cw.joint_commit|governance|Joint committee
cw.perm_resid|integration|Pathway to permanent residence
cw.labor_union_join|social dialogue|Migrants can join unions in destination country
cw.emp_orgs|social dialogue|Role for employer organisations`

func demoRubric() *rubric.Rubric {
	r := &rubric.Rubric{ID: "demo", Version: "2026.11", Title: "Twelve questions to a labour agreement", Source: "own"}
	for line := range strings.SplitSeq(codes, "\n") {
		p := strings.Split(line, "|")
		r.Criteria = append(r.Criteria, rubric.Criterion{ID: p[0], Theme: p[1], Title: p[2]})
	}
	return r
}

func smallRubric() *rubric.Rubric {
	return &rubric.Rubric{ID: "small", Version: "1", Title: "Two questions", Criteria: demoRubric().Criteria[:2]}
}

func demoAgreement() *corpus.Agreement {
	page := strings.Index(mouText, "Article 3")
	return &corpus.Agreement{
		ID: corpus.TextID(mouText), Text: mouText, Language: "en",
		Title:    corpus.Fact[string]{Value: "Memorandum of Understanding on the\nRecruitment of Workers"},
		Kind:     corpus.Fact[corpus.Kind]{Value: corpus.KindMOU},
		Signed:   corpus.Fact[corpus.Date]{Value: "2014-06-04"},
		Parties:  []corpus.Party{{Name: "Kingdom of Lunthai", Country: "XLT"}, {Name: "State of Qabariyah", Country: "XQB"}},
		Corridor: corpus.Corridor{Origin: []string{"XLT"}, Destination: []string{"XQB"}},
		Source: corpus.Source{Name: "lunthai-qabariyah.pdf", SHA256: strings.Repeat("ab12", 16), Bytes: 20480,
			Quality: corpus.Quality{State: corpus.TextNoisy, WordShare: 0.71}},
		Pages: []corpus.Page{{Number: 1, Span: corpus.Span{Start: 0, End: page}}, {Number: 2, Span: corpus.Span{Start: page, End: len(mouText)}}},
	}
}

// proof makes evidence of the passage that begins and ends with the words given.
func proof(path string, l rubric.Level, from, to string) rubric.Evidence {
	start := strings.Index(mouText, from)
	end := start + strings.Index(mouText[start:], to) + len(to)
	return rubric.Evidence{Span: corpus.Span{Start: start, End: end}, Path: path, Level: l}
}

func demoFindings() []rubric.Resolved {
	fee := proof("Article 1(1)", rubric.Operative, "The employer shall bear", "what he took.")
	licence := proof("Article 1(2)", rubric.Operative, "Agents must hold", "Labour of Lunthai.")
	return []rubric.Resolved{
		found("r086.06", rubric.Operative, "a licence is asked of agents", licence, fee),
		found("cw.recruit_cost_mig", rubric.Operative, "operative ban with a named duty-holder", fee),
		found("cw.passport", rubric.Contrary, "the employer keeps the passport", proof("Article 5", rubric.Weak, "both", "Governments"), proof("Article 2", rubric.Contrary, "The employer shall keep", "contract.")),
		found("cw.wage_prot", rubric.Weak, "weak: hedged by “where possible”", proof("Article 3", rubric.Weak, "Where possible", "the worker.")),
		found("cw.housing_req", rubric.Operative, "named duty-holder", proof("Article 4", rubric.Operative, "The employer shall give", "deduction.")),
		found("cw.housing_cond", rubric.Weak, "weak: only a part", proof("Article 4", rubric.Weak, "a bed", "cook"), proof("Article 4", rubric.Weak, "free of", "charge"), proof("Article 4", rubric.Weak, "a locker", "locker")),
		found("cw.work_monitor", rubric.Absent, ""),
		found("cw.prot_equal", rubric.Weak, "weak: only in the preamble", proof("Preamble", rubric.Weak, "wishing", "dignity")),
		found("cw.joint_commit", rubric.Operative, "a standing body that meets yearly", proof("Article 5", rubric.Operative, "A joint committee", "Governments.")),
		found("cw.perm_resid", rubric.NA, "only permanent migration is asked"),
		found("cw.labor_union_join", rubric.Absent, "nothing found"),
	}
}

func found(id string, l rubric.Level, reason string, ev ...rubric.Evidence) rubric.Resolved {
	return rubric.Resolved{Finding: rubric.Finding{Criterion: id, Level: l, Confidence: 0.91, Reason: reason, Evidence: ev},
		Rater: "rules", Why: "only assessment"}
}

func demoCard() reports.Scorecard {
	return reports.NewScorecard(demoAgreement(), demoRubric(), demoFindings())
}

// demoPeersCard is a card beside thirty others.
func demoPeersCard() reports.Scorecard {
	c := demoCard()
	c.Peers = reports.NewPeers(reports.SummaryOf(demoAgreement()), demoRubric(), demoFindings(), sampleRows(30, demoRubric()))
	return c
}

func demoCards() reports.Scorecards {
	a := demoAgreement()
	other := demoAgreement()
	other.ID, other.Title.Value, other.Source.Quality.State = strings.Repeat("c", 64), "Accord de main-d'œuvre", corpus.TextBorn
	other.Language, other.Pages, other.Signed.Value = "fr", nil, "1974"
	return reports.NewScorecards(demoCard(), reports.NewScorecard(a, smallRubric(), demoFindings()),
		reports.NewScorecard(other, smallRubric(), nil))
}

// sampleRows makes n agreements between places in turn, with levels that follow from the numbers.
func sampleRows(n int, r *rubric.Rubric) []reports.CoverageRow {
	origins := []string{"XLT", "XMB", "NPL", "XCM", "Confederation of Workers", "XTN", "XPG"}
	destinations := []string{"XQB", "XVS", "DEU", "QAT", ""}
	var out []reports.CoverageRow
	for i := range n {
		row := reports.CoverageRow{Agreement: reports.Summary{
			ID: fmt.Sprintf("%064d", i), Kind: corpus.Kinds()[i%4], Language: []string{"en", "fr", "es", ""}[i%4],
			Corridor: corpus.Corridor{Origin: []string{origins[i%len(origins)]}},
		}}
		if d := destinations[i%len(destinations)]; d != "" {
			row.Agreement.Corridor.Destination = []string{d}
		}
		if i%9 != 8 {
			row.Agreement.Signed = corpus.Date(fmt.Sprint(1950 + i*7%75))
		}
		for j, c := range r.Criteria {
			row.Findings = append(row.Findings, found(c.ID, rubric.Levels()[(i*i+j*3+i/5)%5], ""))
		}
		row.Agreement.Scope = corpus.Scopes()[i%3]
		for j := range i % 3 {
			row.Agreement.Sectors = append(row.Agreement.Sectors, corpus.Sectors()[(i+j*4)%7])
		}
		row.Raters = sampleRaters(i, row.Findings)
		out = append(out, row)
	}
	return out
}

// sampleRaters makes raters of the i-th row: the rules, who found what counts, and at times a person who found less.
func sampleRaters(i int, all []rubric.Resolved) []reports.RaterFindings {
	out := []reports.RaterFindings{{Rater: "rules", Findings: all}}
	if i%4 == 0 {
		out = slices.Insert(out, 0, reports.RaterFindings{Rater: "person:ana", Findings: all[:len(all)/2]})
	}
	return out
}

func demoCoverage(t testing.TB, n int, o reports.CoverageOptions) reports.Coverage {
	t.Helper()
	r := demoRubric()
	c, err := reports.NewCoverage(r, sampleRows(n, r), o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// shuffled is rows in another order that is the same each time.
func shuffled(rows []reports.CoverageRow) []reports.CoverageRow {
	out := slices.Clone(rows)
	slices.SortFunc(out, func(a, b reports.CoverageRow) int { return strings.Compare(flip(a.Agreement.ID), flip(b.Agreement.ID)) })
	return out
}

func flip(s string) string {
	b := []byte(s)
	slices.Reverse(b)
	return string(b)
}
