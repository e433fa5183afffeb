package typesense

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/typesense/typesense-go/v2/typesense/api"
)

// format is the format of the collections; an index of another one is built anew.
const format = 1

// generation names the collections of one state of the index.
type generation struct {
	name string // of the index
	n    int
}

func (g generation) agreements() string { return fmt.Sprintf("%s_%d_agreements", g.name, g.n) }
func (g generation) clauses() string    { return fmt.Sprintf("%s_%d_clauses", g.name, g.n) }
func (g generation) about() string      { return fmt.Sprintf("%s_%d_about", g.name, g.n) }

func (g generation) collections() []string { return []string{g.about(), g.agreements(), g.clauses()} }

// generationOf reads the name of a collection of an index.
func generationOf(name, collection string) (generation, bool) {
	rest, ok := strings.CutPrefix(collection, name+"_")
	if !ok {
		return generation{}, false
	}
	number, part, _ := strings.Cut(rest, "_")
	n, err := strconv.Atoi(number)
	return generation{name, n}, err == nil && (part == "agreements" || part == "clauses" || part == "about")
}

// lockName is the collection whose presence says that a change is under way.
func lockName(name string) string { return name + "_lock" }

// common are the fields of clauses and of agreements that questions filter, sort or count by. An agreement has what
// any of its clauses has.
var common = []api.Field{
	{Name: "agreement", Type: "string", Facet: new(true)},
	{Name: "rank", Type: "int64", Sort: new(true)},
	{Name: "date", Type: "int32", Sort: new(true)},
	{Name: "strength", Type: "float", Sort: new(true)},
	{Name: "publication", Type: "string"},
	{Name: "stems", Type: "string[]", Facet: new(true)},
	{Name: "words", Type: "string[]", Facet: new(true)},
	{Name: "runs", Type: "string[]"},
	{Name: "country", Type: "string[]"},
	{Name: "level", Type: "string[]"},
}

// counted are the fields that facets count.
var counted = []string{"origin", "destination", "region", "year", "kind", "language", "sector", "scope", "has", "theme", "part", "evidence"}

// schemas are the collections of a generation. What is stored and never asked for is in no schema.
func (g generation) schemas() []*api.CollectionSchema {
	fields := append([]api.Field{}, common...)
	for _, f := range counted {
		fields = append(fields, api.Field{Name: f, Type: "string[]", Facet: new(true)})
	}
	clauses := append([]api.Field{{Name: "number", Type: "int32", Sort: new(true)}, {Name: "length", Type: "int32", Sort: new(true), Facet: new(true)}}, fields...)
	symbols := strings.Split(`: . - _ / ' , ( ) & + | #`, " ")
	return []*api.CollectionSchema{
		{Name: g.about(), Fields: []api.Field{{Name: "format", Type: "int32"}}},
		{Name: g.agreements(), Fields: fields, SymbolsToIndex: &symbols},
		{Name: g.clauses(), Fields: clauses, SymbolsToIndex: &symbols},
	}
}
