package rubric

// Score sums up a set of findings. Every share has its n; n/a findings leave it; contrary findings
// stay in it as 0 and are listed. No criterion weighs more than another.
type Score struct {
	N        int      `json:"n"`        // findings that apply
	Broad    int      `json:"broad"`    // weak or operative
	Strict   int      `json:"strict"`   // operative
	Strength float64  `json:"strength"` // mean of level / 2 over N, [0, 1]; 0 when N is 0
	NA       int      `json:"na"`
	Contrary []string `json:"contrary,omitempty"` // criterion ids
}

// BroadShare is Broad / N, or 0 when nothing applies.
func (s Score) BroadShare() float64 { return share(s.Broad, s.N) }

// StrictShare is Strict / N, or 0 when nothing applies.
func (s Score) StrictShare() float64 { return share(s.Strict, s.N) }

func share(k, n int) float64 {
	if n == 0 {
		return 0
	}
	return float64(k) / float64(n)
}

// ScoreOf sums up findings; pass those of one theme, one rubric or any other selection.
func ScoreOf(findings []Resolved) Score {
	var s Score
	sum := 0
	for _, f := range findings {
		if f.Level == NA {
			s.NA++
			continue
		}
		s.N++
		sum += f.Level.Value()
		if f.Level.Broad() {
			s.Broad++
		}
		if f.Level.Strict() {
			s.Strict++
		}
		if f.Level == Contrary {
			s.Contrary = append(s.Contrary, f.Criterion)
		}
	}
	if s.N > 0 {
		s.Strength = float64(sum) / 2 / float64(s.N)
	}
	return s
}

// ThemeScore is the score of one theme of a rubric.
type ThemeScore struct {
	Theme string `json:"theme"`
	Score
}

// ScoreThemes sums up resolved findings theme by theme, in the rubric's order.
func ScoreThemes(r *Rubric, findings []Resolved) []ThemeScore {
	byTheme := map[string][]Resolved{}
	for _, f := range findings {
		if c := r.Criterion(f.Criterion); c != nil {
			byTheme[c.Theme] = append(byTheme[c.Theme], f)
		}
	}
	var out []ThemeScore
	for _, t := range r.Themes() {
		out = append(out, ThemeScore{t, ScoreOf(byTheme[t])})
	}
	return out
}
