package store

import (
	"corridor/corpus"
	"corridor/rubric"
)

// The limits of a query. A longer one is refused by corpus.ErrTooLarge.
const (
	// MaxQueryBytes is the longest query.
	MaxQueryBytes = 4 << 10
	// MaxQueryParts is the greatest number of words, phrases and fields of a query.
	MaxQueryParts = 64
	// MaxQueryDepth is how deep parentheses and negations of a query may nest.
	MaxQueryDepth = 32
)

// Query is a query that was read: see QUERY.md, or [QueryHelp], for the language.
type Query struct {
	Text string // as it was typed; spans of nodes are byte offsets into it
	Root Node   // nil asks for everything
}

// Node is a part of a query: one of *And, *Or, *Not, *Term, *Place, *Pair, *Dates, *Is, *Has, *Named and *Identity.
type Node interface {
	// Span is where the part stands in the text of the query.
	Span() corpus.Span
	// describe writes the part in the query language, with names resolved.
	describe() string
}

// at is the place of a node.
type at corpus.Span

func (p at) Span() corpus.Span { return corpus.Span(p) }

// And holds where all of its parts hold. It has two or more.
type And struct {
	at
	Parts []Node
}

// Or holds where any of its parts holds. It has two or more.
type Or struct {
	at
	Parts []Node
}

// Not holds where its part does not.
type Not struct {
	at
	Part Node
}

// Match is the way in which words are looked for.
type Match string

// The ways.
const (
	MatchForms  Match = "forms"  // passport: the word in all of its forms; with typos when it is nowhere as written
	MatchTypos  Match = "typos"  // passport~: as written or with typos
	MatchPrefix Match = "prefix" // recruit*: words that begin so
	MatchPhrase Match = "phrase" // "employer shall": these words as written, side by side; one quoted word is that word alone
)

// Term is a word, a phrase or the beginning of a word. It is looked for in the text.
type Term struct {
	at
	Match Match
	Text  string // without quotes, star or tilde
}

// Role is the side of an agreement that a place or a party is looked for on.
type Role string

// The roles.
const (
	AnyRole         Role = "country"
	OriginRole      Role = "origin"
	DestinationRole Role = "destination"
)

// Place asks for an agreement with one of the countries in a role.
type Place struct {
	at
	Role  Role
	Codes []string // alpha-3, sorted, once each; a region is all of its members
	Given []string // the values as typed
	field string   // under which they were typed
}

// Pair asks for the corridor between two sets of countries.
type Pair struct {
	at
	From, To []string // as Place.Codes
	Either   bool     // in either direction
	Given    string
}

// Dates asks for a date of signature from one date to another, both included. A date without day or month stands
// for all of its month or year; "" is open. Agreements without a date are in no range.
type Dates struct {
	at
	From, To corpus.Date
	field    string // year or signed
}

// Bounds are the dates as numbers YYYYMMDD, both included; unknown parts are 0 below and 99 above, open ends
// 1 and 99999999. [DateNumber] of a date of signature lies between them when the node holds.
func (d *Dates) Bounds() (from, to int) {
	from, to = 1, 99999999
	if d.From != "" {
		from = DateNumber(d.From)
	}
	if d.To != "" {
		to = DateNumber(d.To)
		if to%10000 == 0 {
			to += 9900
		}
		if to%100 == 0 {
			to += 99
		}
	}
	return from, to
}

// DateNumber is a date as YYYYMMDD, with 0 for what is unknown.
func DateNumber(d corpus.Date) int {
	n, digits := 0, 0
	for i := 0; i < len(d); i++ {
		if c := d[i]; '0' <= c && c <= '9' {
			n = n*10 + int(c-'0')
			digits++
		}
	}
	for ; digits > 0 && digits < 8; digits++ {
		n *= 10
	}
	return n
}

// Is asks for one of several values of a field.
type Is struct {
	at
	Field  Field
	Values []string // as the field's facet writes them
}

// Has asks for a criterion that was found at one of several levels: in the agreement, or with Clause set by the
// very clause.
type Has struct {
	at
	Criterion string
	Levels    []rubric.Level // in the order of rubric.Levels
	Clause    bool
}

// Named asks for words in the title of the agreement or in the names of its parties.
type Named struct {
	at
	Field Field // FieldTitle or FieldParty
	Term  *Term
}

// Identity asks for the agreement whose id begins so.
type Identity struct {
	at
	Prefix string // lower-case hex digits
}

// Terms lists the terms of a query that text is looked for by, in their order; those under a negation are left out.
func (q *Query) Terms() (out []*Term) {
	var visit func(n Node)
	visit = func(n Node) {
		switch n := n.(type) {
		case *And:
			for _, p := range n.Parts {
				visit(p)
			}
		case *Or:
			for _, p := range n.Parts {
				visit(p)
			}
		case *Term:
			out = append(out, n)
		}
	}
	visit(q.Root)
	return out
}

// String writes the query in one normal form: operators, levels and quotation marks written out.
func (q *Query) String() string {
	if q.Root == nil {
		return ""
	}
	return q.Root.describe()
}
