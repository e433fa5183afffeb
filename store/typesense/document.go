package typesense

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"corridor/corpus"
	"corridor/store"
	"corridor/store/words"
)

// document is a clause or an agreement, as it is kept and as it comes back, then with some of its fields only.
type document struct {
	ID          string   `json:"id"`
	Agreement   string   `json:"agreement"`
	Rank        int64    `json:"rank"` // the id's first digits: orders as the id does
	Date        int      `json:"date"` // see store.DateNumber
	Strength    float64  `json:"strength"`
	Publication string   `json:"publication"`
	Stems       []string `json:"stems"`
	Words       []string `json:"words"`
	Runs        []string `json:"runs"` // of two and of three words side by side
	Country     []string `json:"country"`
	Level       []string `json:"level"`
	Origin      []string `json:"origin"`
	Destination []string `json:"destination"`
	Region      []string `json:"region"`
	Year        []string `json:"year"`
	Kind        []string `json:"kind"`
	Language    []string `json:"language"`
	Sector      []string `json:"sector"`
	Scope       []string `json:"scope"`
	Has         []string `json:"has"`
	Theme       []string `json:"theme"`
	Part        []string `json:"part"`
	Evidence    []string `json:"evidence"`

	// Of clauses.
	Number  int    `json:"number,omitempty"`
	Length  int    `json:"length,omitempty"`  // in counted stems
	Own     string `json:"own,omitempty"`     // stored: the folded words of the clause
	Context string `json:"context,omitempty"` // stored: those of its lead-ins and headings
	Place   string `json:"place,omitempty"`   // stored: store.Clause
	Codings string `json:"codings,omitempty"` // stored: what it is evidence of

	// Of agreements.
	Title   string `json:"title,omitempty"`   // stored
	Party   string `json:"party,omitempty"`   // stored: the names, a line each
	Summary string `json:"summary,omitempty"` // stored: store.Summary
}

func (d document) lang() string { return strings.Join(d.Language, "") }

func clauseID(agreement string, number int) string { return agreement + "_" + strconv.Itoa(number) }

// rankDigits are the digits of an id in its rank: 60 bits.
const rankDigits = 15

func rankOf(id string) int64 {
	n, _ := strconv.ParseInt((id + strings.Repeat("0", rankDigits))[:rankDigits], 16, 64) // ids are hexadecimal
	return n
}

// clauseDocument is a document of a clause; number and length must be there even when they are 0.
type clauseDocument struct {
	document
	Number int `json:"number"`
	Length int `json:"length"`
}

// made makes the documents of an agreement.
func made(d *store.Document) (agreement document, clauses []clauseDocument, err error) {
	base := baseOf(d)
	agreement = base
	agreement.ID = d.ID
	all := newSets()
	for i := range d.Clauses {
		c, err := clauseOf(d, base, i)
		if err != nil {
			return agreement, nil, err
		}
		all.add(&c.document)
		clauses = append(clauses, c)
	}
	all.fill(&agreement)
	agreement.Title, agreement.Party = d.Title, strings.Join(d.Parties, "\n")
	summary, err := json.Marshal(d.Summary)
	agreement.Summary = string(summary)
	return agreement, clauses, err
}

// baseOf is what all documents of an agreement have.
func baseOf(d *store.Document) document {
	list := func(f store.Field) []string { return append([]string{}, d.Values(f)...) }
	return document{
		Agreement: d.ID, Rank: rankOf(d.ID), Date: store.DateNumber(d.Signed), Strength: d.Strength, Publication: string(d.Publication),
		Stems: []string{}, Words: []string{}, Runs: []string{}, Level: []string{}, Theme: []string{}, Part: []string{}, Evidence: []string{},
		Country: list(store.FieldCountry), Origin: list(store.FieldOrigin), Destination: list(store.FieldDestination),
		Region: list(store.FieldRegion), Year: list(store.FieldYear), Kind: list(store.FieldKind), Language: list(store.FieldLanguage),
		Sector: list(store.FieldSector), Scope: list(store.FieldScope), Has: list(store.FieldHas),
	}
}

func clauseOf(d *store.Document, base document, i int) (out clauseDocument, err error) {
	c := &d.Clauses[i]
	place, err := json.Marshal(c.Clause)
	if err != nil {
		return out, fmt.Errorf("clause %s: %w", c.Path, err)
	}
	codings, err := json.Marshal(c.Evidence)
	if err != nil {
		return out, fmt.Errorf("clause %s: %w", c.Path, err)
	}
	out.document = base
	out.ID, out.Number = clauseID(d.ID, i), c.Number
	out.Place, out.Codings = string(place), string(codings)
	own := words.Words(c.Span.Of(d.Text))
	var context []string
	for _, s := range append(append([]corpus.Span{}, c.LeadIn...), c.Heading) {
		context = append(context, words.Words(s.Of(d.Text))...)
	}
	out.Own, out.Context = strings.Join(own, " "), strings.Join(context, " ")
	out.Part = []string{string(c.Part)}
	sets := newSets()
	for _, e := range c.Evidence {
		sets.put(&sets.evidence, e.Value())
		sets.put(&sets.theme, e.Theme)
		sets.put(&sets.level, e.Level.String())
	}
	out.Length = sets.text(own, context, d.Language)
	sets.part = out.Part
	sets.fill(&out.document)
	return out, nil
}
