package rubric

import (
	"fmt"

	"corridor/corpus"
)

// Level is what a text does about one criterion.
type Level int8

// The levels. Their meaning is fixed by the codebook.
const (
	Absent    Level = iota // nothing in the text does this
	Weak                   // a hope, a preamble, a part, or left whole to other rules
	Operative              // a clause binds a named side
	Contrary               // a clause does the opposite; counts as 0 and is shown as a warning
	NA                     // the criterion cannot apply; leaves every denominator
)

var levelNames = [...]string{"absent", "weak", "operative", "contrary", "n/a"}

// Levels lists the levels in display order.
func Levels() []Level { return []Level{Absent, Weak, Operative, Contrary, NA} }

func (l Level) String() string {
	if l < 0 || int(l) >= len(levelNames) {
		return fmt.Sprintf("level(%d)", int8(l))
	}
	return levelNames[l]
}

// ParseLevel reads a level's name, or its codebook number 0, 1 or 2. It wraps corpus.ErrInvalid.
func ParseLevel(s string) (Level, error) {
	for i, n := range levelNames {
		if s == n {
			return Level(i), nil
		}
	}
	switch s {
	case "0", "1", "2":
		return Level(s[0] - '0'), nil
	}
	return 0, fmt.Errorf("level %q: %w: one of absent, weak, operative, contrary, n/a", s, corpus.ErrInvalid)
}

// MarshalText writes the level's name.
func (l Level) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// UnmarshalText reads what ParseLevel reads.
func (l *Level) UnmarshalText(b []byte) (err error) {
	*l, err = ParseLevel(string(b))
	return err
}

// Broad reports whether the level is a yes in the broad reading: weak or operative.
func (l Level) Broad() bool { return l == Weak || l == Operative }

// Strict reports whether the level is a yes in the strict reading: operative.
func (l Level) Strict() bool { return l == Operative }

// Mark is the sign that stands for the level on every page, table and export.
func (l Level) Mark() string { return [...]string{"○", "◐", "●", "▲", "–"}[l] }

// Value is the level's place on the scale of strength: 0, 1 or 2. Contrary is 0.
func (l Level) Value() int {
	switch l {
	case Weak:
		return 1
	case Operative:
		return 2
	}
	return 0
}
