package corpus

import (
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// printed is an agreement of three lines: two of the first page, one of them in two columns, and one of the second.
func printed() *Agreement {
	text := "ARTICLE 1\nThe worker keeps his passport.\nالعامل حر"
	return &Agreement{ID: TextID(text), Text: text, Language: "en", Kind: Fact[Kind]{Value: KindBLA},
		Segments: []Segment{{Kind: SegBody, Span: Span{0, len(text)}}},
		Pages:    []Page{{Number: 1, Span: Span{0, 41}, Width: 595, Height: 842}, {Number: 2, Span: Span{41, len(text)}, Width: 595, Height: 842}},
		Lines: Layout{
			{Span{0, 9}, 1, [4]float32{72, 50.5, 130, 62.5}},
			{Span{10, 20}, 1, [4]float32{72, 70.1, 122, 82.1}},
			{Span{21, 40}, 1, [4]float32{320, 70.1, 420, 82.1}},
			{Span{41, len(text)}, 2, [4]float32{400, 50, 500, 62}},
		}}
}

func TestLayoutJSON(t *testing.T) {
	a := printed()
	if err := a.Validate(); err != nil {
		t.Fatal(err)
	}
	raw, err := json.Marshal(a.Lines)
	if err != nil {
		t.Fatal(err)
	}
	if want := "[0,9,1,720,505,580,120,1,10,0,0,196,500,0,"; !strings.HasPrefix(string(raw), want) {
		t.Errorf("have %s, want %s…", raw, want)
	}
	var back Layout
	if err := json.Unmarshal(raw, &back); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(a.Lines, back); diff != "" {
		t.Errorf("(-want +have):\n%s", diff)
	}
	for _, bad := range []string{"[1,2,3]", `["x"]`, "{}", "[1e40,0,0,0,0,0,0]"} {
		if err := json.Unmarshal([]byte(bad), &back); err == nil {
			t.Errorf("%s was read", bad)
		}
	}
}

func TestLayoutRounded(t *testing.T) {
	l := LineBox{Span{0, 1}, 1, [4]float32{1.04, 2.06, 33.333333, 44.449}}.Rounded()
	raw, _ := json.Marshal(Layout{l})
	var back Layout
	if err := json.Unmarshal(raw, &back); err != nil || back[0] != l {
		t.Errorf("%v became %v, %v", l, back, err)
	}
}

func TestBoxesOf(t *testing.T) {
	a := printed()
	find := func(s string) Span {
		i := strings.Index(a.Text, s)
		return Span{i, i + len(s)}
	}
	tests := []struct {
		quote string
		want  []string // the texts of the boxes
	}{
		{"ARTICLE 1", []string{"ARTICLE 1"}},
		{"worker keeps his", []string{"worker", "keeps his"}},
		{"passport.\nالعامل", []string{"passport.", "العامل"}},
	}
	for _, tt := range tests {
		var have []string
		for _, b := range a.BoxesOf(find(tt.quote)) {
			have = append(have, b.Span.Of(a.Text))
			whole := a.Lines[a.Lines.at(b.Span.Start)]
			if b.Box[0] < whole.Box[0] || b.Box[2] > whole.Box[2] || b.Box[0] >= b.Box[2] || b.Box[1] != whole.Box[1] {
				t.Errorf("%q: box %v leaves its line %v", tt.quote, b.Box, whole.Box)
			}
		}
		if diff := cmp.Diff(tt.want, have); diff != "" {
			t.Errorf("%q (-want +have):\n%s", tt.quote, diff)
		}
	}
	// "keeps" stands at the left of its line; the first word of a line from the right stands at its right.
	if b := a.BoxesOf(find("keeps"))[0]; b.Box[0] != 320 || b.Box[2] > 365 {
		t.Errorf("keeps at %v", b.Box)
	}
	if b := a.BoxesOf(find("العامل"))[0]; b.Box[2] != 500 || b.Box[0] < 420 || b.Page != 2 {
		t.Errorf("first word from the right at %v", b)
	}
	if b := a.BoxesOf(Span{}); b != nil {
		t.Errorf("nothing has boxes %v", b)
	}
	if p := a.PageOf(45); p != 2 {
		t.Errorf("page %d", p)
	}
}

func TestLayoutInvalid(t *testing.T) {
	nan := float32(math.NaN())
	for name, spoil := range map[string]func(*Agreement){
		"overlap":     func(a *Agreement) { a.Lines[1].Span.Start = 5 },
		"no page":     func(a *Agreement) { a.Lines[0].Page = 0 },
		"upside down": func(a *Agreement) { a.Lines[0].Box[1] = 99 },
		"no number":   func(a *Agreement) { a.Lines[0].Box[0] = nan },
		"far away":    func(a *Agreement) { a.Lines[0].Box[2] = 1e30 },
		"outside":     func(a *Agreement) { a.Lines[3].Span.End = 999 },
		"in a rune":   func(a *Agreement) { a.Lines[3].Span.Start++; a.Lines[2].Span.End += 2 },
	} {
		a := printed()
		spoil(a)
		if err := a.Validate(); !errors.Is(err, ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
