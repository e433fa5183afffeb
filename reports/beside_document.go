package reports

import (
	"strings"
)

// Document lays the table out: both figures side by side, then why they differ.
func (b Beside) Document(t Tongue) Document {
	d := Document{Kind: t.S("Coverage"), Title: t.S("Beside published figures: %s", b.Table), Wide: true,
		Lead: Coverage{Options: b.Options, Sample: b.Sample}.lead(t)}
	table := []Block{b.table(t)}
	if b.Sample.Counted == 0 {
		table = Coverage{Sample: b.Sample}.shares(t)
	}
	d.Sections = []Section{
		{ID: "table", Title: t.S("Side by side"), Blocks: table},
		{ID: "method", Title: t.S("Why the samples differ"), Blocks: b.notes(t)},
	}
	d.Citation = []string{b.Source}
	return d
}

// table has a group for each criterion and in it a row for each region that was published.
func (b Beside) table(t Tongue) Table {
	out := Table{Style: Numbers, Caption: t.S("Share of agreements as published and in this repository, %s", t.S(string(b.Options.Reading)+" reading")),
		Columns: []Column{{Title: t.S("Region"), Grow: 1}, {Title: t.S("Published"), Right: true}, {Title: "Corridor", Right: true}, {Title: t.S("Standing"), Grow: 1}}}
	for i, l := range b.Lines {
		if i == 0 || l.Published.Criterion != b.Lines[i-1].Published.Criterion {
			out.Groups = append(out.Groups, Group{Title: t.S(l.Title), Aside: []Inline{Code(l.Published.Criterion)}})
		}
		g := &out.Groups[len(out.Groups)-1]
		g.Rows = append(g.Rows, l.row(t))
	}
	return out
}

func (l BesideLine) row(t Tongue) []Cell {
	standing := []Inline{Plain(Sentence(t.S(string(l.Standing))))}
	if l.Note != "" {
		standing = append(standing, Break{}, Quiet(t.Said(l.Note)))
	}
	own := l.Corridor.cell()
	own.Shade = 0
	return []Cell{cell(Plain(Sentence(t.S(l.Published.Region)))), cell(Plain(l.Published.String())), own, cell(standing...)}
}

// notes says what each side rests on.
func (b Beside) notes(t Tongue) []Block {
	years := t.S("of unknown years")
	if b.Years != nil {
		years = t.S("signed %d–%d", b.Years.First, b.Years.Last)
	}
	n := 0
	if len(b.Lines) > 0 {
		n = b.Lines[0].Published.NAll
	}
	own := Coverage{Options: b.Options, Sample: b.Sample, Rubric: RubricRef{Ref: strings.Join(b.Rubrics, ", ")}}
	whose := t.S("An agreement counts here for the region of its country of %s; the source does not say whose region it takes.", own.attributionName(t))
	return []Block{
		note(t.S("Published: %s. It rests on %d agreements in all; how many of them stand in each region is not published, so its figures have no interval.", b.Source, n)),
		note(t.N(b.Sample.Counted, "Corridor: %d agreement of this repository, %s.", "Corridor: %d agreements of this repository, %s.", years) + " " + own.readingNote(t)),
		note(t.S("Each cell of Corridor has the share, k/n, and under it the 95\u00a0% interval of Wilson in per cent; the standing says where the published figure lies beside it.")),
		note(whose + " " + t.S("Europe and Americas is one group, as published; the Pacific stands in no region here.")),
		note(t.S("Neither is a random sample: the review has its own choice of texts and its own definitions; this repository holds what was put into it, coded by its " +
			"codebook. A difference says as much of the samples, the years and the kinds of agreement as of practice.")),
		note(own.sampleNote(t)),
	}
}

// relationWords are for spreadsheets, which take a sign for a formula.
var relationWords = map[Relation]string{Exactly: "exactly", About: "about", MoreThan: "more than", Few: "few"}

// Sheet is one row a published figure.
func (b Beside) Sheet() Sheet {
	out := Sheet{Name: "beside", Columns: []string{"table", "criterion", "title", "region", "relation", "published_percent", "published_n_all",
		"reading", "attribution", "k", "n", "percent", "ci95_low", "ci95_high", "thin", "standing", "note", "source"}}
	for _, l := range b.Lines {
		var given, percent, low, high any
		if l.Published.Percent != nil {
			given = *l.Published.Percent
		}
		if c := l.Corridor; c.N > 0 {
			percent, low, high = round(100**c.Share, 4), round(100*c.CI95.Low, 4), round(100*c.CI95.High, 4)
		}
		out.Rows = append(out.Rows, []any{b.Table, l.Published.Criterion, l.Title, l.Published.Region, relationWords[l.Published.Relation], given, l.Published.NAll,
			string(b.Options.Reading), string(b.Options.Attribution), l.Corridor.K, l.Corridor.N, percent, low, high, l.Corridor.Thin,
			string(l.Standing), l.Note, l.Published.Source})
	}
	return out
}
