package ingest

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"corridor/corpus"
)

// at sets one line of Helvetica with its left end at a point.
func at(t testing.TB, x, y, size float64, line string) string {
	return fmt.Sprintf("BT /F1 %g Tf %g %g Td %s Tj ET\n", size, x, y, literal(t, line))
}

// ruled draws lines: x0, y0, x1, y1 of each.
func ruled(lines ...[4]float64) string {
	var b strings.Builder
	for _, l := range lines {
		fmt.Fprintf(&b, "%g %g m %g %g l S\n", l[0], l[1], l[2], l[3])
	}
	return b.String()
}

// TestPDFBoxes looks for the words of each line where they were set, on pages turned every way.
func TestPDFBoxes(t *testing.T) {
	for _, turn := range []int{0, 90, 180, 270, -90, 450} {
		// The page is set so that its reader sees the same, whatever its turn: a sheet of 400 by 600 points.
		view := map[int]string{0: "1 0 0 1 0 0", 90: "0 1 -1 0 600 0", 180: "-1 0 0 -1 400 600", 270: "0 -1 1 0 0 400"}[((turn%360)+360)%360]
		w := pagesOf("q " + view + " cm " + at(t, 50, 500, 12, "The worker keeps the passport") + at(t, 50, 480, 12, "and the contract of employ-") + at(t, 50, 460, 12, "ment, in the original.") + "Q")
		box := "[0 0 400 600]"
		if turn%180 != 0 {
			box = "[0 0 600 400]"
		}
		w.objects[4] = strings.Replace(w.objects[4], "/MediaBox [0 0 595 842]", fmt.Sprintf("/MediaBox %s /Rotate %d", box, turn), 1)
		a, err := Read(context.Background(), "turned.pdf", w.bytes(), Options{})
		if err != nil {
			t.Fatal(turn, err)
		}
		if p := a.Pages[0]; p.Width != 400 || p.Height != 600 {
			t.Errorf("turn %d: page of %g by %g", turn, p.Width, p.Height)
		}
		i := strings.Index(a.Text, "employment")
		boxes := a.BoxesOf(corpus.Span{Start: i, End: i + len("employment")})
		if len(boxes) != 2 || boxes[0].Span.Of(a.Text) != "employ" || boxes[1].Span.Of(a.Text) != "ment" {
			t.Fatalf("turn %d: %q in boxes %v", turn, a.Text, boxes)
		}
		if b := boxes[0].Box; b[1] != 110.6 || b[3] != 122.6 || b[0] < 130 || b[2] > 205 {
			t.Errorf("turn %d: box %v", turn, b)
		}
		if b := boxes[1].Box; b[0] != 50 || b[1] != 130.6 {
			t.Errorf("turn %d: box %v", turn, b)
		}
	}
}

// TestPDFTurnedText sets the text of a page upwards along its long side.
func TestPDFTurnedText(t *testing.T) {
	page := "q 0 1 -1 0 595 0 cm " + setLines(t, 60, 500, "A table of wages stands across the sheet, and its", "lines run from the foot of the page to its head.") + "Q"
	x := wantText(t, pagesOf(page).bytes(), "A table of wages stands across the sheet, and its lines run from the foot of the page to its head.")
	if b := x.Lines[0].Box; b[2]-b[0] > 20 || b[3]-b[1] < 200 {
		t.Errorf("the box of a line that runs upwards is %v", b)
	}
}

func TestPDFCropBox(t *testing.T) {
	page := at(t, 100, 700, 11, "Inside of what is seen.") + at(t, 10, 830, 8, "slug of the printer 12/3 file.indd")
	w := pagesOf(page)
	w.objects[4] = strings.Replace(w.objects[4], "/Contents", "/CropBox [50 50 545 792] /Contents", 1)
	x := wantText(t, w.bytes(), "Inside of what is seen.")
	if b := x.Lines[0].Box; b[0] != 50 || math.Abs(float64(b[3]-(792-700+0.22*11))) > 0.1 {
		t.Errorf("box %v is not told from the corner of what is seen", b)
	}
}

// grid of three columns and rows, with text that comes near to its borders.
func TestPDFRuledTable(t *testing.T) {
	var page strings.Builder
	for _, y := range []float64{700, 680, 650, 620} {
		page.WriteString(ruled([4]float64{72, y, 372, y}))
	}
	for _, x := range []float64{72, 172, 252, 372} {
		page.WriteString(ruled([4]float64{x, 620, x, 700}))
	}
	page.WriteString(setLines(t, 72, 740, "The wages are these:"))
	for _, c := range []struct {
		x, y float64
		s    string
	}{{76, 686, "Occupation"}, {176, 686, "Wage"}, {256, 686, "What is provided"}, {76, 666, "Domestic and"}, {76, 654, "care worker"}, {176, 666, "1,200"},
		{256, 666, "A room of her own"}, {256, 654, "and three meals"}, {76, 636, "Welder, first grade"}, {176, 636, "2,450"}, {256, 636, "Tools and clothing"}} {
		page.WriteString(at(t, c.x, c.y, 10, c.s))
	}
	page.WriteString(setLines(t, 72, 590, "They are reviewed each year."))
	x := wantText(t, pagesOf(page.String()).bytes(), "The wages are these:\n\nOccupation | Wage | What is provided\nDomestic and care worker | 1,200 | A room of her own and three meals\n"+
		"Welder, first grade | 2,450 | Tools and clothing\n\nThey are reviewed each year.")
	if len(x.Marks) != 3 || x.Marks[0].Kind != markTableRow {
		t.Errorf("marks %v", x.Marks)
	}
	var boxes []string
	for _, l := range x.Lines {
		boxes = append(boxes, l.Span.Of(x.Text))
	}
	want := []string{"The wages are these:", "Occupation", "Wage", "What is provided", "Domestic and", "care worker", "1,200", "A room of her own", "and three meals",
		"Welder, first grade", "2,450", "Tools and clothing", "They are reviewed each year."}
	if diff := cmp.Diff(want, boxes); diff != "" {
		t.Errorf("boxes (-want +have):\n%s", diff)
	}
}

// TestPDFBareTable sets rows without borders, the columns less than two ems apart.
func TestPDFBareTable(t *testing.T) {
	page := setLines(t, 72, 740, "Hours of work, by sector, as the Annex says and as the inspectors of both Parties check:")
	for i, r := range [][]string{{"Sector", "Week", "Rest"}, {"Building", "44", "one day"}, {"Agriculture", "48", "one day"}, {"Households", "48", "two days"}} {
		y := 700 - 14*float64(i)
		page += at(t, 72, y, 11, r[0]) + at(t, 140, y, 11, r[1]) + at(t, 178, y, 11, r[2])
	}
	wantText(t, pagesOf(page).bytes(), "Hours of work, by sector, as the Annex says and as the inspectors of both Parties check:\n\n"+
		"Sector | Week | Rest\nBuilding | 44 | one day\nAgriculture | 48 | one day\nHouseholds | 48 | two days")
}

// TestPDFLabels sets numbers before the text of paragraphs: they make no table.
func TestPDFLabels(t *testing.T) {
	page := ""
	for i, s := range []string{"the wages agreed;", "the hours of work;", "the place of work;", "the costs of travel."} {
		page += at(t, 72, 700-14*float64(i), 11, fmt.Sprintf("(%c)", 'a'+i)) + at(t, 110, 700-14*float64(i), 11, s)
	}
	wantText(t, pagesOf(page).bytes(), "(a) the wages agreed;\n(b) the hours of work;\n(c) the place of work;\n(d) the costs of travel.")
}

// TestPDFRowColumns draws two columns of running text line by line, as a converter does.
func TestPDFRowColumns(t *testing.T) {
	left := []string{"Each Party names an office that", "receives the offers of work and", "passes them on to the office of", "the other Party, free of charge,", "within ten days of their receipt,", "with all that a worker must know."}
	right := []string{"The offices meet once a year, in", "turn in either capital, and look", "at the numbers of the workers who", "came, at the complaints that were", "made, and at the wages that were", "paid in the year that has passed."}
	for _, gutter := range []float64{30, 9} {
		page := ""
		for i := range left {
			y := 700 - 14*float64(i)
			page += at(t, 60, y, 11, left[i]) + at(t, 60+167+gutter, y, 11, right[i])
		}
		wantText(t, pagesOf(page).bytes(), strings.Join(left, " ")+"\n\n"+strings.Join(right, " "))
	}
}

// TestPDFSignatures sets two blocks of signatures side by side, drawn line by line.
func TestPDFSignatures(t *testing.T) {
	page := ""
	for i, r := range [][2]string{{"For the Government of Ostland", "For the Government of Westmark"}, {"A. Surname", "B. Surname"}, {"Minister of Labour", "Ambassador"}} {
		y := 700 - 14*float64(i)
		page += at(t, 72, y, 11, r[0]) + at(t, 320, y, 11, r[1])
	}
	x := mustExtract(t, pagesOf(page).bytes())
	if want := "For the Government of Ostland\nA. Surname\nMinister of Labour\n\nFor the Government of Westmark\nB. Surname\nAmbassador"; x.Text != want {
		t.Errorf("have %q", x.Text)
	}
	if len(x.Lines) != 6 || x.Lines[3].Box[0] != 320 {
		t.Errorf("lines %v", x.Lines)
	}
}

// TestPDFDrawnInNoOrder draws the lines of two columns from the foot of the page and to and fro.
func TestPDFDrawnInNoOrder(t *testing.T) {
	title := "CONVENTION ON SEASONAL WORKERS"
	left := []string{"The workers travel at the cost of", "the employer, who also pays for", "their lodging in the season, and", "their return when it has ended.", "No fee is taken from them.", "They join any union they wish."}
	right := []string{"Disputes are brought before the", "office of labour of the district,", "in a language that the worker", "understands, and are decided in", "thirty days. An appeal is open.", "It costs the worker nothing."}
	page := ""
	for i := range left {
		k := len(left) - 1 - i
		page += at(t, 320, 660-14*float64(k), 11, right[k]) + at(t, 60, 660-14*float64(k), 11, left[k])
	}
	page += at(t, 200, 720, 14, title)
	x := mustExtract(t, pagesOf(page).bytes())
	want := title + " " + strings.Join(left, " ") + " " + strings.Join(right, " ")
	if have := strings.Join(strings.Fields(x.Text), " "); have != want {
		t.Errorf("(-want +have):\n-%s\n+%s", want, have)
	}
}

// TestPDFFootnotes breaks a sentence by the notes at the foot of its page.
func TestPDFFootnotes(t *testing.T) {
	body := []string{"The employer pays the wages of the month by its last day, and pays them", "into an account that the worker has opened in the name of the worker and", "that nobody else may draw upon, so that the wages are free of any claim", "of the employer, of an agency or of a person who has lent money to the"}
	first := setLines(t, 72, 700, body...) + at(t, 72, 120, 8, "1 The account is free of charge in both countries.") + at(t, 72, 110, 8, "2 As the law of the country of work has it.")
	second := setLines(t, 72, 780, "worker. No part is kept back.") + setLines(t, 72, 740, "The next paragraph stands here.")
	x := wantText(t, pagesOf(first, second).bytes(), strings.Join(body, " ")+" worker. No part is kept back.\n\n"+
		"1 The account is free of charge in both countries.\n2 As the law of the country of work has it.\n\nThe next paragraph stands here.")
	if len(x.Footnotes) != 2 || !strings.HasPrefix(x.Footnotes[1].Of(x.Text), "2 As") {
		t.Errorf("footnotes %v", x.Footnotes)
	}
	a := corpus.Agreement{Text: x.Text, Pages: x.Pages, Lines: x.Lines}
	for s, page := range map[string]int{"The employer": 1, "No part": 2, "As the law": 1, "The next": 2} {
		if have := a.PageOf(strings.Index(x.Text, s)); have != page {
			t.Errorf("%q is on page %d, want %d", s, have, page)
		}
	}
}

// TestPDFHeads tells running heads, feet and numbers from text, on few pages and with heads that alternate.
func TestPDFHeads(t *testing.T) {
	heads := [2]string{"Gazette of Ostland, no. 12", "12 March 1984 - Part II"}
	texts := []string{"first", "second", "third", "fourth", "fifth"}
	for n := 2; n <= len(texts); n++ {
		var pages []string
		for i, s := range texts[:n] {
			head := heads[0]
			if n >= 4 {
				head = heads[i%2]
			}
			pages = append(pages, at(t, 200, 810, 9, head)+at(t, 290, 30, 9, fmt.Sprintf("- %d -", 7+i))+at(t, 480, 30, 9, "printed by the state")+
				setLines(t, 72, 740, "This is the "+s+" page, and the worker is safe."))
		}
		x := mustExtract(t, pagesOf(pages...).bytes())
		if strings.Contains(x.Text, "Gazette") || strings.Contains(x.Text, "March") || strings.Contains(x.Text, "printed") || strings.Contains(x.Text, "- 7") || strings.Count(x.Text, "the worker is safe") != n {
			t.Errorf("%d pages give %q", n, x.Text)
		}
	}
}

// TestPDFLayoutSize holds the places of a text small beside it.
func TestPDFLayoutSize(t *testing.T) {
	var pages []string
	words := strings.Fields("and the workers of both countries who are placed by offices of labour have a right to be heard")
	for p := range 20 {
		lines := make([]string, 50)
		for i := range lines {
			for k := range 13 {
				lines[i] += words[(p*p+i*i*7+k*(p+i+3))%len(words)] + " "
			}
		}
		pages = append(pages, setLines(t, 72, 780, lines...))
	}
	x := mustExtract(t, pagesOf(pages...).bytes())
	raw, err := json.Marshal(x.Lines)
	if err != nil || len(x.Lines) < 900 {
		t.Fatal(len(x.Lines), err)
	}
	if n := len(raw) / len(x.Lines); n > 30 {
		t.Errorf("%d bytes for a line", n)
	}
}
