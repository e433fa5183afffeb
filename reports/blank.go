package reports

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"corridor/corpus"
	"corridor/rubric"
)

// BlankSpots says what is not there: corridors with a stock of agreements and none since a year, criteria that hardly
// any agreement provides, and regions of which the repository holds too little to speak.
type BlankSpots struct {
	Rubric    RubricRef        `json:"rubric"`
	Options   BlankOptions     `json:"options"`
	N         int              `json:"n"` // held agreements that were coded
	Corridors []CorridorPair   `json:"corridors"`
	Criteria  []BlankCriterion `json:"criteria"`
	Regions   []BlankRegion    `json:"regions"`

	basis Basis
}

// BlankOptions say what counts as blank.
type BlankOptions struct {
	Stock int     `json:"stock"` // agreements from which a corridor has a stock; 0 means DefaultStock
	Since int     `json:"since"` // corridors without an agreement in this year or later
	Share float64 `json:"share"` // criteria that at most this share of agreements provides, in [0, 1]
	MinN  int     `json:"min_n"` // regions with fewer held agreements; 0 means DefaultMinN
}

// DefaultStock is the number of agreements from which a corridor has a stock.
const DefaultStock = 3

// BlankCriterion is a criterion that few or none provide, in the broad reading.
type BlankCriterion struct {
	Criterion string    `json:"criterion"`
	Title     string    `json:"title"`
	Theme     string    `json:"theme"`
	Share     Share     `json:"share"`
	CI95      *Interval `json:"ci95"`
}

// BlankRegion is a region that is thin in the sample.
type BlankRegion struct {
	Code      string `json:"code"`
	Name      string `json:"name"`
	Held      int    `json:"held"`      // held agreements with a party of the region
	Catalogue int    `json:"catalogue"` // listed in catalogues besides
}

// NewBlankSpots looks through the corridors and the codings. It wraps corpus.ErrInvalid on options out of range.
func NewBlankSpots(r *rubric.Rubric, rows []CoverageRow, sources []CorridorSource, o BlankOptions) (BlankSpots, error) {
	if o.Stock == 0 {
		o.Stock = DefaultStock
	}
	if o.MinN == 0 {
		o.MinN = DefaultMinN
	}
	if o.Stock < 0 || o.MinN < 0 || o.Share < 0 || o.Share > 1 || o.Since <= 0 {
		return BlankSpots{}, fmt.Errorf("blank spots: %w: since is a year, stock and min-n are 0 or more, share lies in 0 to 1", corpus.ErrInvalid)
	}
	b := BlankSpots{Rubric: RubricRef{r.Ref(), r.ID, r.Title}, Options: o, Corridors: []CorridorPair{}, Criteria: []BlankCriterion{}, Regions: []BlankRegion{}, basis: basisOfRows(rows, r.Ref())}
	all := NewCorridors(sources, CorridorOptions{})
	b.basis.Agreements = append(b.basis.Agreements, all.basis.Agreements...)
	for _, p := range all.Pairs {
		if p.N() >= o.Stock && p.Last > 0 && p.Last < o.Since {
			b.Corridors = append(b.Corridors, p)
		}
	}
	for _, row := range rows {
		b.N += btoi(len(row.Findings) > 0)
	}
	for _, c := range r.Criteria {
		if broad, _ := sharesOf(c.ID, rows); broad.N > 0 && broad.Float() <= o.Share {
			b.Criteria = append(b.Criteria, BlankCriterion{c.ID, c.Title, c.Theme, broad, Wilson(broad)})
		}
	}
	slices.SortStableFunc(b.Criteria, func(x, y BlankCriterion) int { return cmp.Compare(x.Share.Float(), y.Share.Float()) })
	b.regions(sources)
	return b, nil
}

// regions counts the agreements that touch each region of the table, and keeps the thin ones.
func (b *BlankSpots) regions(sources []CorridorSource) {
	for _, region := range corpus.Regions() {
		x := BlankRegion{Code: region.Code, Name: region.Name}
		for _, s := range sources {
			c := s.Agreement.Corridor
			if !slices.ContainsFunc(slices.Concat(c.Origin, c.Destination), func(p string) bool { return corpus.InRegion(p, region.Code) }) {
				continue
			}
			if s.Held {
				x.Held++
			} else {
				x.Catalogue++
			}
		}
		if x.Held < b.Options.MinN {
			b.Regions = append(b.Regions, x)
		}
	}
}

// Basis is everything that was looked through.
func (b BlankSpots) Basis() Basis { return b.basis }

// Document lists the three sorts of blank spots.
func (b BlankSpots) Document(t Tongue) Document {
	return Document{Kind: t.S("Blank spots"), Title: t.S("What is not there"), Lead: t.N(b.N, "%d held agreement coded", "%d held agreements coded") + " · " + t.S(b.Rubric.Title),
		Sections: []Section{
			{ID: "corridors", Title: t.S("Corridors without a new agreement"), Blocks: b.corridorBlocks(t)},
			{ID: "criteria", Title: t.S("Criteria that few provide"), Blocks: b.criterionBlocks(t)},
			{ID: "regions", Title: t.S("Regions thin in the sample"), Blocks: b.regionBlocks(t)},
		}}
}

func (b BlankSpots) corridorBlocks(t Tongue) []Block {
	said := note(t.S("Corridors with %d agreements or more, and none signed in %d or later.", b.Options.Stock, b.Options.Since))
	if len(b.Corridors) == 0 {
		return []Block{said, Paragraph{Body: words(t.S("There is none."))}}
	}
	return []Block{said, Corridors{Pairs: b.Corridors}.pairs(t)}
}

func (b BlankSpots) criterionBlocks(t Tongue) []Block {
	said := note(t.S("Criteria that at most %.0f\u00a0%% of the agreements provide, broad reading.", 100*b.Options.Share))
	if len(b.Criteria) == 0 {
		return []Block{said, Paragraph{Body: words(t.S("There is none."))}}
	}
	out := Table{Style: Numbers, Caption: t.S("The least usual first, with the 95\u00a0% interval"), Columns: []Column{{Title: t.S("Criterion"), Grow: 1}, {Title: t.S("Theme")}, {Title: t.S("Share"), Right: true}, {Title: "95\u00a0%", Right: true}}}
	var rows [][]Cell
	for _, c := range b.Criteria {
		rows = append(rows, []Cell{cell(Plain(t.S(c.Title)), Break{}, Code(c.Criterion)), cell(Plain(Sentence(t.S(c.Theme)))), shareCell(c.Share), cell(Quiet(c.CI95.String()))})
	}
	out.Groups = []Group{{Rows: rows}}
	return []Block{said, out}
}

func (b BlankSpots) regionBlocks(t Tongue) []Block {
	said := note(t.S("Regions and groupings of which fewer than %d texts are held. A share of so few says little; the catalogue column shows what could be looked for.", b.Options.MinN))
	if len(b.Regions) == 0 {
		return []Block{said, Paragraph{Body: words(t.S("There is none."))}}
	}
	out := Table{Style: Numbers, Caption: t.S("Agreements with a party of the region"), Columns: []Column{{Title: t.S("Region"), Grow: 1}, {Title: t.S("Held"), Right: true}, {Title: t.S("Catalogue"), Right: true}}}
	var rows [][]Cell
	for _, x := range b.Regions {
		rows = append(rows, []Cell{cell(Plain(t.S(x.Name)), Quiet(" "+x.Code)), cell(Plain(fmt.Sprint(x.Held))), cell(Plain(fmt.Sprint(x.Catalogue)))})
	}
	out.Groups = []Group{{Rows: rows}}
	return []Block{said, out}
}

// Sheet is one row a blank spot.
func (b BlankSpots) Sheet() Sheet {
	s := Sheet{Name: "blank spots", Columns: []string{"what", "id", "name", "k", "n", "percent", "held", "catalogue", "first_year", "last_year"}}
	for _, p := range b.Corridors {
		s.Rows = append(s.Rows, []any{"corridor", p.String(), strings.Join([]string{p.From.Name, p.To.Name}, " – "), nil, nil, nil, p.Held, p.Catalogue, positive(p.First), positive(p.Last)})
	}
	for _, c := range b.Criteria {
		s.Rows = append(s.Rows, []any{"criterion", c.Criterion, c.Title, c.Share.K, c.Share.N, round(100*c.Share.Float(), 4), nil, nil, nil, nil})
	}
	for _, x := range b.Regions {
		s.Rows = append(s.Rows, []any{"region", x.Code, x.Name, nil, nil, nil, x.Held, x.Catalogue, nil, nil})
	}
	return s
}
