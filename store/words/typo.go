package words

import "unicode/utf8"

// Typos is how many typos a word may have: 0, 1 from five letters on, 2 from eight.
func Typos(word string) int {
	switch n := utf8.RuneCountInString(word); {
	case n >= 8:
		return 2
	case n >= 5:
		return 1
	}
	return 0
}

// Distance is the number of typos between two words, counted up to most; what is further apart is most + 1.
func Distance(a, b string, most int) int {
	x, y := []rune(a), []rune(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(y)-len(x) > most {
		return most + 1
	}
	before, last, row := make([]int, len(x)+1), make([]int, len(x)+1), make([]int, len(x)+1)
	for i := range last {
		last[i] = i
	}
	for j := 1; j <= len(y); j++ {
		if row[0] = j; fillRow(before, last, row, x, y, j) > most {
			return most + 1
		}
		before, last, row = last, row, before
	}
	return min(last[len(x)], most+1)
}

// fillRow counts the edits between each beginning of x and y[:j], and returns the fewest of the row.
func fillRow(before, last, row []int, x, y []rune, j int) (fewest int) {
	fewest = row[0]
	for i := 1; i <= len(x); i++ {
		cost := 1
		if x[i-1] == y[j-1] {
			cost = 0
		}
		row[i] = min(last[i]+1, row[i-1]+1, last[i-1]+cost)
		if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
			row[i] = min(row[i], before[i-2]+1)
		}
		fewest = min(fewest, row[i])
	}
	return fewest
}

// Nearest is the name that differs least from a misspelt one, or "" when none is near.
func Nearest(given string, names []string) (best string) {
	folded := Fold(given)
	closest := max(1, min(3, utf8.RuneCountInString(folded)/3)) + 1
	for _, name := range names {
		if d := Distance(folded, Fold(name), closest-1); d < closest {
			best, closest = name, d
		}
	}
	return best
}
