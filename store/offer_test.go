package store_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"corridor/corpus"
	"corridor/store"
)

// prose writes so many made-up words, always the same for a seed.
func prose(seed uint64, words int) []string {
	r := rand.New(rand.NewPCG(seed, 1))
	out := make([]string, words)
	for i := range out {
		out[i] = fmt.Sprintf("w%d", r.IntN(3000))
	}
	return out
}

// written makes an agreement of the words.
func written(words []string, signed corpus.Date, parties ...string) *corpus.Agreement {
	a := agreement(1)
	a.Text = strings.Join(words, " ") + "\n"
	a.ID = corpus.TextID(a.Text)
	a.Title.Span = corpus.Span{}
	a.Segments[0].Span.End = len(a.Text)
	a.Signed.Value = signed
	a.Corridor = corpus.Corridor{Origin: parties[:1], Destination: parties[1:]}
	return a
}

// edited changes every nth word.
func edited(words []string, nth int) []string {
	out := append([]string{}, words...)
	for i := nth; i < len(out); i += nth {
		out[i] = "changed"
	}
	return out
}

func putText(t testing.TB, s *store.Store, a *corpus.Agreement) {
	t.Helper()
	put(t, s, store.Record{Name: a.ID[:8] + ".txt", Data: []byte(a.Text), Time: noon, Agreement: a})
}

func TestVersionsAreOffered(t *testing.T) {
	s := open(t)
	words := prose(1, 2000)
	first := written(words, "1998-05-01", "NPL", "QAT")
	putText(t, s, first)
	for want, a := range map[string]*corpus.Agreement{
		"82 % of the word sequences of both texts are common; the same parties; signed 7 years apart":    written(edited(words, 50), "2005", "NPL", "QAT"),
		"88 % of the word sequences of both texts are common; the same parties; signed in the same year": written(edited(words, 80), "1998", "QAT", "NPL"),
		"77 % of the word sequences of both texts are common; parties not known in both; one undated":    written(edited(words, 39), "", "NPL", "the other side"),
		"95 % of the word sequences of both texts are common; other parties; the same date":              written(edited(words, 200), "1998-05-01", "KEN", "DEU"),
		"": written(edited(words, 40), "1998-05-01", "KEN", "DEU"), // a model text of others
	} {
		one := open(t)
		putText(t, one, first)
		putText(t, one, a)
		list := family(t, one, a.ID)
		if want == "" && len(list) == 0 {
			continue
		}
		if len(list) != 1 || list[0].Why != want || list[0].State != store.Offered || list[0].Kind != corpus.VersionOf || list[0].Other != first.ID {
			t.Errorf("want %q, have %+v", want, list)
		}
		wantClean(t, one)
	}
	putText(t, s, written(prose(2, 2000), "1998-05-01", "NPL", "QAT"))
	putText(t, s, written(edited(words, 6), "1998-05-01", "NPL", "QAT")) // too much has changed
	if list, err := s.Relations(context.Background(), ""); err != nil || len(list) != 0 {
		t.Errorf("offers between texts that are not alike: %+v, %v", list, err)
	}
}

// TestVersionsOfScriptsWithoutSpaces finds versions where a word is a whole sentence.
func TestVersionsOfScriptsWithoutSpaces(t *testing.T) {
	s := open(t)
	r := rand.New(rand.NewPCG(3, 3))
	text := make([]rune, 3000)
	for i := range text {
		text[i] = rune(0x1780 + r.IntN(50)) // Khmer letters
	}
	changed := append([]rune{}, text...)
	for i := 100; i < len(changed); i += 100 {
		changed[i] = 'ក'
	}
	putText(t, s, written([]string{string(text)}, "1999", "KHM", "MYS"))
	b := written([]string{string(changed)}, "2001", "KHM", "MYS")
	putText(t, s, b)
	if list := family(t, s, b.ID); len(list) != 1 || list[0].Similarity < 0.8 {
		t.Errorf("%+v", list)
	}
}

// TestOnlyTheNearestAreOffered puts more versions than anybody wants to look at.
func TestOnlyTheNearestAreOffered(t *testing.T) {
	s := open(t)
	words := prose(4, 1000)
	for i := range 8 {
		putText(t, s, written(edited(words, 100-i), "1999", "NPL", "QAT"))
	}
	last := written(words, "2000", "NPL", "QAT")
	putText(t, s, last)
	list := family(t, s, last.ID)
	if len(list) != 3 || list[0].Similarity < list[2].Similarity || list[0].Similarity < 0.91 {
		t.Errorf("%+v", list)
	}
	wantClean(t, s)
}

// BenchmarkPutAmongMany puts agreements into a store that holds many versions of a few model texts.
func BenchmarkPutAmongMany(b *testing.B) {
	s := open(b)
	models := [][]string{prose(1, 3000), prose(2, 3000), prose(3, 3000), prose(4, 3000)}
	next := 0
	one := func() {
		putText(b, s, written(append(edited(models[next%4], 30+next%60), fmt.Sprint(next)), "1999", "NPL", "QAT"))
		next++
	}
	for range 1000 {
		one()
	}
	for b.Loop() {
		one()
	}
}
