package rubric

import "slices"

// LookUnder is the confidence under which a finding is marked for a person to look at.
const LookUnder = 0.80

// NeedsLook reports whether a person should look at the finding before it is relied on.
func (f *Finding) NeedsLook() bool {
	return f.Confidence < LookUnder && f.Level != NA && f.Confidence > 0
}

// confidenceOf is the probability that a finding's yes or no is a careful reader's, by level and by how
// many different signals agree (one, two, more). It was set from agreements that the rules were not
// tuned on; "corridor rubric evaluate" prints how it holds.
var confidenceOf = map[Level][3]float64{
	Absent:    {0.91, 0.91, 0.91},
	NA:        {0.95, 0.95, 0.95},
	Weak:      {0.78, 0.84, 0.88},
	Operative: {0.91, 0.95, 0.97},
	Contrary:  {0.82, 0.88, 0.92},
}

// confidence counts the signals that prove the level, up to three.
func confidence(level Level, proofs []proof) float64 {
	var agree []*Signal
	for _, p := range proofs {
		if p.level == level && len(agree) < 3 && !slices.Contains(agree, p.signal) {
			agree = append(agree, p.signal)
		}
	}
	return confidenceOf[level][max(0, len(agree)-1)]
}
