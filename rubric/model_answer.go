package rubric

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"corridor/corpus"
)

// Bounds on what is read of one answer.
const (
	maxAnswerStarts = 50  // places at which the JSON is looked for
	maxEntriesEach  = 8   // entries for a criterion
	maxWhy          = 300 // characters of a reason
)

// answer is one entry of the model's answer.
type answer struct {
	Criterion loose `json:"criterion"`
	Level     loose `json:"level"`
	Clause    loose `json:"clause"`
	Quote     loose `json:"quote"`
	Reason    loose `json:"reason"`
}

// loose is a string that may have been written as a number, or as null.
type loose string

// UnmarshalJSON takes any JSON value.
func (l *loose) UnmarshalJSON(b []byte) error {
	var s string
	if err := json.Unmarshal(b, &s); err != nil {
		s = string(b)
	}
	*l = loose(s)
	return nil
}

// readAnswers finds the JSON asked for in what the model wrote: bare, in a fence, behind its thoughts or
// between other words. Errors are errAnswer.
func readAnswers(content string) ([]answer, error) {
	if _, after, ok := strings.Cut(content, "</think>"); ok {
		content = after
	}
	for range maxAnswerStarts {
		i := strings.IndexAny(content, "{[")
		if i < 0 {
			break
		}
		if list, ok := decodeAnswers(content[i:]); ok {
			return list, nil
		}
		content = content[i+1:]
	}
	return nil, errAnswer
}

// decodeAnswers reads the object asked for, or its list alone, at the front of s.
func decodeAnswers(s string) ([]answer, bool) {
	d := json.NewDecoder(strings.NewReader(s))
	if s[0] == '{' {
		var v struct{ Findings *[]answer }
		if d.Decode(&v) != nil || v.Findings == nil {
			return nil, false
		}
		return *v.Findings, true
	}
	var list []answer
	if d.Decode(&list) != nil || len(list) == 0 || list[0].Criterion == "" {
		return nil, false
	}
	return list, true
}

// hearing gathers what the model says of one agreement.
type hearing struct {
	agreement *corpus.Agreement
	quotable
	proofs   map[string][]modelProof
	lost     map[string]int // quotes that are not in the text
	silent   map[string]int // parts for which the model gave no answer
	unknown  int            // entries for criteria that were not asked for
	unlevel  int            // entries with a level that there is not
	overmuch int            // entries past the bound
}

// modelProof is a passage that the model has named and that stands in the text.
type modelProof struct {
	evidence []Evidence
	level    Level
	why      string
}

func newHearing(a *corpus.Agreement) *hearing {
	return &hearing{agreement: a, quotable: newQuotable(a), proofs: map[string][]modelProof{}, lost: map[string]int{}, silent: map[string]int{}}
}

// weigh takes the answers to one request.
func (h *hearing) weigh(batch []*Criterion, answers []answer) {
	if most := maxEntriesEach * len(batch); len(answers) > most {
		h.overmuch += len(answers) - most
		answers = answers[:most]
	}
	heard := map[string]bool{}
	for _, e := range answers {
		id := strings.TrimSpace(string(e.Criterion))
		level, err := ParseLevel(strings.ToLower(strings.TrimSpace(string(e.Level))))
		switch {
		case !slices.ContainsFunc(batch, func(c *Criterion) bool { return c.ID == id }):
			h.unknown++
		case err != nil || level == NA:
			h.unlevel++
		default:
			heard[id] = true
			h.take(id, level, e)
		}
	}
	for _, c := range batch {
		if !heard[c.ID] {
			h.silent[c.ID]++
		}
	}
}

// take keeps an entry whose quote stands in the text.
func (h *hearing) take(id string, level Level, e answer) {
	if level == Absent {
		return
	}
	number, _ := strconv.Atoi(strings.Trim(string(e.Clause), "[] ")) // a hint; 0 is none
	spans := h.find(string(e.Quote), number-1)
	if len(spans) == 0 {
		h.lost[id]++
		return
	}
	h.proofs[id] = append(h.proofs[id], h.prove(level, shorten(dataLine(string(e.Reason)), maxWhy), spans))
}

// prove makes a proof of passages. A preamble or title proves no more than weak.
func (h *hearing) prove(level Level, why string, spans []corpus.Span) modelProof {
	p := modelProof{level: level, why: why}
	parts := map[corpus.SegmentKind]bool{}
	for _, s := range spans {
		c := h.clauses[h.clauseAt(s.Start)]
		parts[c.Part] = true
		p.evidence = append(p.evidence, Evidence{Span: s, Path: c.Path, Why: why, Annex: c.Part == corpus.SegAnnex || c.Part == corpus.SegProtocol})
	}
	delete(parts, corpus.SegTitle)
	delete(parts, corpus.SegPreamble)
	if len(parts) == 0 && level == Operative {
		p.level, p.why = Weak, strings.TrimPrefix(why+"; only in the preamble or title", "; ")
	}
	for i := range p.evidence {
		p.evidence[i].Level = p.level
	}
	return p
}

// modelConfidence is how far a finding is trusted, and unprovenConfidence how far one that rests on an
// answer which was thrown away or never came. Nothing is measured yet: "corridor rubric evaluate --rater
// model" prints how they hold for a model. All are low enough for a person to look, but for those with
// an operative clause quoted and those with nothing found.
var modelConfidence = map[Level]float64{Absent: 0.80, NA: 0.80, Weak: 0.70, Operative: 0.80, Contrary: 0.70}

const unprovenConfidence = 0.50

// conclude weighs the passages of a criterion against each other as the rules rater does.
func (h *hearing) conclude(c *Criterion) Finding {
	proofs := h.proofs[c.ID]
	f := Finding{Criterion: c.ID, Note: h.lostNote(c.ID)}
	if len(proofs) == 0 {
		f.Level, f.Confidence, f.Reason = h.absent(c)
		return f
	}
	f.Level = levelOf(proofs, c.Both)
	slices.SortStableFunc(proofs, func(a, b modelProof) int {
		return evidenceRank(proof{level: b.level}, f.Level) - evidenceRank(proof{level: a.level}, f.Level)
	})
	f.Confidence, f.Reason = modelConfidence[f.Level], f.Level.String()
	if proofs[0].why != "" {
		f.Reason += ": " + proofs[0].why
	}
	for _, p := range proofs {
		for _, e := range p.evidence {
			if len(f.Evidence) < maxEvidence && !slices.ContainsFunc(f.Evidence, func(o Evidence) bool { return o.Span.Overlaps(e.Span) }) {
				f.Evidence = append(f.Evidence, e)
			}
		}
	}
	return f
}

// levelOf is the highest level proved; contrary when any passage is, or both beside an operative one.
func levelOf(proofs []modelProof, both Level) Level {
	level, contrary := Absent, false
	for _, p := range proofs {
		if p.level == Contrary {
			contrary = true
		} else {
			level = max(level, p.level)
		}
	}
	switch {
	case contrary && level == Operative:
		return both
	case contrary:
		return Contrary
	}
	return level
}

// absent says why nothing is found.
func (h *hearing) absent(c *Criterion) (Level, float64, string) {
	switch {
	case h.lost[c.ID] > 0:
		return Absent, unprovenConfidence, "absent: the model's quote is not in the text"
	case h.silent[c.ID] > 0:
		return Absent, unprovenConfidence, "absent: the model gave no answer"
	case c.Applies == AppliesPermanent && h.agreement.Kind.Value != corpus.KindResidence:
		return NA, modelConfidence[NA], "n/a: temporary migration, and the text makes no such claim"
	}
	return Absent, modelConfidence[Absent], "absent: the model names no passage"
}

func (h *hearing) lostNote(id string) string {
	if h.lost[id] == 0 {
		return ""
	}
	return counted(h.lost[id], "quote") + " of the model thrown away: not in the text, or too short to prove anything"
}

// note says what was thrown away in all, or nothing.
func (h *hearing) note() string {
	lost := 0
	for _, n := range h.lost {
		lost += n
	}
	var out []string
	for _, x := range []struct {
		n    int
		what string
		why  string
	}{{lost, "quote", "not in the text, or too short"}, {h.unknown, "finding", "for criteria not asked for"}, {h.unlevel, "finding", "at no known level"},
		{h.overmuch, "finding", "past the limit"}, {len(h.silent), "criterion", "left without an answer"}} {
		if x.n > 0 {
			out = append(out, counted(x.n, x.what)+" "+x.why)
		}
	}
	if len(out) == 0 {
		return ""
	}
	return "of the model's answer: " + strings.Join(out, ", ")
}

func counted(n int, what string) string {
	switch {
	case n == 1:
	case what == "criterion":
		what = "criteria"
	default:
		what += "s"
	}
	return fmt.Sprintf("%d %s", n, what)
}
