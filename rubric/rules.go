package rubric

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"corridor/corpus"
)

// RulesVersion names the engine in assessments; it changes when codings can change.
const RulesVersion = "rules/2"

// RulesRater codes by the library's concepts and signals. It is safe for concurrent use.
type RulesRater struct {
	lib  *Library
	base []*Criterion   // of all rubrics, derived ones left out
	at   map[string]int // id -> index into base
	made sync.Pool      // of *[]Finding by base criterion, without content, to be used again
}

// NewRules makes the rules rater of a library.
func NewRules(lib *Library) *RulesRater {
	r := &RulesRater{lib: lib, at: map[string]int{}}
	for _, rub := range lib.Rubrics {
		for i := range rub.Criteria {
			if c := &rub.Criteria[i]; !c.Derived() {
				r.at[c.ID] = len(r.base)
				r.base = append(r.base, c)
			}
		}
	}
	r.made.New = func() any {
		made := make([]Finding, len(r.base))
		return &made
	}
	return r
}

// Name implements Rater.
func (r *RulesRater) Name() string { return "rules" }

// Rate implements Rater.
func (r *RulesRater) Rate(ctx context.Context, a *corpus.Agreement, rub *Rubric) (*Assessment, error) {
	list, err := r.RateAll(ctx, a, rub)
	if err != nil {
		return nil, err
	}
	return list[0], nil
}

// RateAll codes an agreement under many rubrics in one pass over its text. It fails when the context
// ends or a phrase of the lexicon cannot be read.
func (r *RulesRater) RateAll(ctx context.Context, a *corpus.Agreement, rubrics ...*Rubric) ([]*Assessment, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("rate: %w", err)
	}
	d, err := analyse(a, r.lib.Lexicon)
	if err != nil {
		return nil, fmt.Errorf("rate: %w", err)
	}
	if d != nil {
		defer d.release()
	}
	made := r.made.Get().(*[]Finding)
	defer func() {
		clear(*made)
		r.made.Put(made)
	}()
	c := coding{rater: r, agreement: a, analysis: d, made: *made}
	out := make([]*Assessment, len(rubrics))
	for i, rub := range rubrics {
		s := &Assessment{Agreement: a.ID, Rubric: rub.Ref(), Rater: r.Name(), RaterKind: Rules, Tool: RulesVersion,
			Findings: make([]Finding, len(rub.Criteria))}
		for j := range rub.Criteria {
			s.Findings[j] = findOrDerive(&rub.Criteria[j], c.find)
		}
		out[i] = s
	}
	return out, nil
}

// coding makes the findings of one agreement as they are asked for, each once.
type coding struct {
	rater     *RulesRater
	agreement *corpus.Agreement
	analysis  *analysis // nil without a lexicon for the language
	made      []Finding // by base criterion; without its name until it is made
}

// find returns the finding of a base criterion.
func (c *coding) find(id string) (Finding, bool) {
	i, ok := c.rater.at[id]
	if !ok {
		return Finding{}, false
	}
	if c.made[i].Criterion == "" {
		c.made[i] = c.code(c.rater.base[i])
	}
	return c.made[i], true
}

// code runs every signal of a base criterion, where it applies.
func (c *coding) code(crit *Criterion) Finding {
	switch {
	case !crit.Applies.To(c.agreement.Kind.Value):
		return Finding{Criterion: crit.ID, Level: NA, Confidence: 1, Reason: crit.Applies.why()}
	case c.analysis == nil:
		return Finding{Criterion: crit.ID, Level: NA, Reason: "n/a: no lexicon for language " + c.agreement.Language}
	}
	return c.analysis.decide(crit)
}

// To reports whether a criterion of this scope can apply to an agreement of a kind. Criteria on
// permanent migration can apply to all; see decide for when they do.
func (s Applies) To(k corpus.Kind) bool {
	switch s {
	case AppliesUnion:
		return k == corpus.KindUnion
	case AppliesStates, AppliesPermanent:
		return k != corpus.KindUnion
	}
	return true
}

// why is the reason of a finding where the criterion cannot apply.
func (s Applies) why() string {
	if s == AppliesUnion {
		return "n/a: for agreements between trade unions only"
	}
	return "n/a: for agreements between states only"
}

// maxEvidence is how many passages a finding keeps.
const maxEvidence = 6

// decide codes one criterion.
func (d *analysis) decide(c *Criterion) Finding {
	proofs := d.weighed[:0]
	for i, s := range c.Signals {
		proofs = append(proofs, d.proofs(c.numbers[i], s)...)
	}
	d.weighed = proofs
	if len(proofs) == 0 {
		return d.absent(c)
	}
	return d.conclude(c, proofs)
}

// proofs finds the places where a signal holds, once: criteria share signals.
func (d *analysis) proofs(number int32, s *Signal) []proof {
	if !d.tried[number] {
		d.tried[number] = true
		for _, m := range d.find(number, s) {
			if level, why := d.weigh(s, m); level != Absent {
				d.proved[number] = append(d.proved[number], proof{s, m, level, why})
			}
		}
	}
	return d.proved[number]
}

// proof is a match with what it proves.
type proof struct {
	signal *Signal
	match  match
	level  Level
	why    string // what weakened it
}

func (d *analysis) absent(c *Criterion) Finding {
	if c.Applies == AppliesPermanent && d.agreement.Kind.Value != corpus.KindResidence {
		return Finding{Criterion: c.ID, Level: NA, Confidence: confidence(NA, nil), Reason: "n/a: temporary migration, and the text makes no such claim"}
	}
	return Finding{Criterion: c.ID, Level: Absent, Confidence: confidence(Absent, nil), Reason: "absent: no passage found"}
}

// conclude weighs all proofs against each other: the highest level wins, but a contrary passage makes
// the criterion contrary, or what the codebook decides when both stand side by side.
func (d *analysis) conclude(c *Criterion, proofs []proof) Finding {
	level, contrary := Absent, false
	for _, p := range proofs {
		if p.level == Contrary {
			contrary = true
		} else {
			level = max(level, p.level)
		}
	}
	if contrary && level == Operative {
		level = c.Both
	} else if contrary {
		level = Contrary
	}
	slices.SortStableFunc(proofs, func(a, b proof) int { return evidenceRank(b, level) - evidenceRank(a, level) })
	f := Finding{Criterion: c.ID, Level: level, Evidence: d.evidence(proofs)}
	f.Confidence = confidence(level, proofs)
	f.Reason = d.reason(level, proofs)
	return f
}

// evidenceRank puts the passages that carry the finding first, the body before annexes.
func evidenceRank(p proof, level Level) int {
	rank := p.level.Value()
	if p.level == Contrary {
		rank = 1
	}
	if p.level == level {
		rank += 10
	}
	return rank
}

// reason says in words how a level came about, by the first of the proofs.
func (d *analysis) reason(level Level, proofs []proof) string {
	first := proofs[0]
	parts := append(d.parts[:0], first.signal.Say)
	if first.level != level {
		parts = append(parts, "beside a passage that does the opposite")
	}
	parts = append(parts, first.why)
	if st := &d.sentences[first.match.sentence]; st.of >= 0 {
		parts = append(parts, "read with "+d.units[d.sentences[st.from].unit].clause.Path)
	}
	if d.onlyAnnexed(level, proofs) {
		parts = append(parts, "only in an annex")
	}
	d.parts = parts
	text, sep := append(append(d.said[:0], level.String()...), ": "...), ""
	for _, p := range parts {
		if p != "" {
			text = append(append(text, sep...), p...)
			sep = "; "
		}
	}
	d.said = text
	return string(text)
}

// onlyAnnexed reports whether all that proves the level stands in annexes.
func (d *analysis) onlyAnnexed(level Level, proofs []proof) bool {
	n := 0
	for _, p := range proofs {
		if p.level != level {
			continue
		}
		if n++; d.units[p.match.unit].clause.Part != corpus.SegAnnex {
			return false
		}
	}
	return n > 0
}

// evidenceSlab is how many pieces of evidence are made at once.
const evidenceSlab = 64

// evidence lists the passages of the proofs, each followed by the one that it was read with.
func (d *analysis) evidence(proofs []proof) []Evidence {
	if cap(d.evid)-len(d.evid) <= maxEvidence {
		d.evid = make([]Evidence, 0, evidenceSlab)
	}
	from := len(d.evid)
	out := d.evid[from:]
	for _, p := range proofs {
		st := &d.sentences[p.match.sentence]
		out = d.addEvidence(out, st, p.level, p.signal.Say)
		if st.of >= 0 {
			out = d.addEvidence(out, &d.sentences[st.from], p.level, "what is referred to")
		}
		if len(out) >= maxEvidence {
			out = out[:maxEvidence]
			break
		}
	}
	d.evid = d.evid[:from+len(out)]
	return slices.Clip(out)
}

// addEvidence adds a sentence, unless it stands there.
func (d *analysis) addEvidence(out []Evidence, st *sentence, level Level, why string) []Evidence {
	u := &d.units[st.unit]
	e := Evidence{Span: d.span(*st), Path: u.clause.Path, Level: level, Why: why,
		Annex: u.clause.Part == corpus.SegAnnex || u.clause.Part == corpus.SegProtocol}
	if slices.ContainsFunc(out, func(o Evidence) bool { return o.Span.Overlaps(e.Span) }) {
		return out
	}
	return append(out, e)
}

// findOrDerive returns the finding of a criterion: as it was found, or derived from others.
func findOrDerive(crit *Criterion, find func(id string) (Finding, bool)) Finding {
	if crit.Derived() {
		return Derive(crit, find)
	}
	f, _ := find(crit.ID)
	return f
}

// Derive makes the finding of a derived criterion from those it is built from: the highest level, with
// its evidence. It is n/a when all of them are, and contrary only when one is and none does better.
func Derive(crit *Criterion, find func(id string) (Finding, bool)) Finding {
	best, from := Finding{Level: NA, Confidence: 1, Reason: "n/a: so are all criteria it is built from"}, ""
	for _, id := range crit.From {
		if f, ok := find(id); ok && derivedRank(f.Level) > derivedRank(best.Level) {
			best, from = f, id
		}
	}
	if from != "" {
		best.Reason = from + " is " + best.Reason
	}
	best.Criterion = crit.ID
	return best
}

// derivedOrder is the levels in the order of Derive.
var derivedOrder = []Level{NA, Absent, Contrary, Weak, Operative}

func derivedRank(l Level) int { return slices.Index(derivedOrder, l) }
