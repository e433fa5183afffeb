package corpus

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
)

// Fact is a value read from the text, with the place it was read from. An empty Span means that the
// value came from elsewhere (front matter, a catalogue, a person); Confidence is in [0, 1].
type Fact[T any] struct {
	Value      T       `json:"value"`
	Span       Span    `json:"span,omitzero"`
	Confidence float64 `json:"confidence,omitempty"`
}

// Agreement is one text and what was read from it. It is immutable once stored.
type Agreement struct {
	ID       string         `json:"id"`   // hex SHA-256 of Text
	Text     string         `json:"text"` // canonical text: UTF-8, NFC, "\n" line ends
	Title    Fact[string]   `json:"title"`
	Kind     Fact[Kind]     `json:"kind"`
	Language string         `json:"language"` // BCP 47 base: "en", "fr", "es", "de", "nl", ...
	Parties  []Party        `json:"parties,omitempty"`
	Corridor Corridor       `json:"corridor"`
	Signed   Fact[Date]     `json:"signed,omitzero"`
	Place    Fact[string]   `json:"place,omitzero"`    // of signature
	Duration Fact[Duration] `json:"duration,omitzero"` // how long it runs
	Renewal  Fact[Renewal]  `json:"renewal,omitzero"`  // what happens at the end

	Entry   Fact[EntryIntoForce] `json:"entry,omitzero"`    // the rule by which it enters into force
	InForce Fact[Date]           `json:"in_force,omitzero"` // stated, or reckoned from the rule
	Expires Fact[Date]           `json:"expires,omitzero"`  // stated, or reckoned from the term when it is not renewed tacitly

	Authentic   []Fact[string]     `json:"authentic,omitempty"` // languages of the authentic texts, as in Language
	Prevailing  Fact[string]       `json:"prevailing,omitzero"` // the one that decides when they differ
	Scope       Fact[Scope]        `json:"scope,omitzero"`
	Sectors     []Fact[Sector]     `json:"sectors,omitempty"`     // in display order
	Occupations []Fact[Occupation] `json:"occupations,omitempty"` // in the order of the text

	Family    []Relation `json:"family,omitempty"`
	Source    Source     `json:"source"`
	Segments  []Segment  `json:"segments"`
	Pages     []Page     `json:"pages,omitempty"`     // empty for formats without pages
	Lines     Layout     `json:"lines,omitempty"`     // where the lines stand on the pages, where the format says so
	Footnotes []Span     `json:"footnotes,omitempty"` // kept in the text, marked here
	Comments  []Comment  `json:"comments,omitempty"`  // that people wrote beside the text, in its order
}

// Comment is what a person wrote in the margin of a draft. It is never part of the text.
type Comment struct {
	Span   Span   `json:"span"`             // what it is about; zero when that is not in the text
	Author string `json:"author,omitempty"` // as the file names the person
	Date   string `json:"date,omitempty"`   // as the file writes it, mostly "2024-05-31T09:30:00Z"
	Text   string `json:"text"`             // clean, lines parted by "\n"
}

// Duration is a term in months; zero means without limit or not stated.
type Duration struct {
	Months int `json:"months"`
}

// Renewal says what follows the term.
type Renewal string

// The renewals.
const (
	RenewalTacit     Renewal = "tacit"     // goes on unless denounced
	RenewalAgreement Renewal = "agreement" // needs a new consent
	RenewalNone      Renewal = "none"      // ends, or none stated
)

// Relation ties an agreement to another of its family.
type Relation struct {
	Kind RelationKind `json:"kind"`
	To   string       `json:"to"`             // agreement id, or the title as printed when the text is not held
	Span Span         `json:"span,omitzero"`  // where the text says so
	Note string       `json:"note,omitempty"` // why it is believed, when the text does not say so

	Confidence float64 `json:"confidence,omitempty"` // [0, 1]
}

// RelationKind is the way one agreement relates to another, read "this … that".
type RelationKind string

// The relations.
const (
	DraftOf    RelationKind = "draft-of"
	Amends     RelationKind = "amends"
	Renews     RelationKind = "renews"
	Replaces   RelationKind = "replaces"
	Translates RelationKind = "translates"
	AnnexOf    RelationKind = "annex-of"
	VersionOf  RelationKind = "version-of" // much the same text; nobody has said yet which of the others it is
)

// RelationKinds lists the relations in display order.
func RelationKinds() []RelationKind {
	return []RelationKind{DraftOf, Amends, Renews, Replaces, Translates, AnnexOf, VersionOf}
}

// ParseRelationKind reads a relation in any letter case, with spaces or hyphens. It wraps ErrInvalid and
// names the allowed ones.
func ParseRelationKind(s string) (RelationKind, error) {
	name := RelationKind(strings.ToLower(strings.ReplaceAll(strings.TrimSpace(s), " ", "-")))
	if !slices.Contains(RelationKinds(), name) {
		return "", fmt.Errorf("relation %q: %w: one of %v", s, ErrInvalid, RelationKinds())
	}
	return name, nil
}

// Page maps a printed page to its bytes of the text. Pages are in order and do not overlap.
type Page struct {
	Number     int     `json:"number"` // from 1
	Span       Span    `json:"span"`
	Width      float32 `json:"width,omitempty"` // in points, as its reader sees it; 0 when unknown
	Height     float32 `json:"height,omitempty"`
	Confidence float64 `json:"confidence,omitempty"` // mean of OCR on this page, in [0, 1]; 0 when it was not read by OCR
}

// TextID is the identity of a canonical text: lower-case hex SHA-256 of its bytes.
func TextID(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// PageOf returns the printed page on which the offset stands, or 0 when the format has no pages.
func (a *Agreement) PageOf(offset int) int {
	if i := a.Lines.at(offset); i < len(a.Lines) && a.Lines[i].Span.Start <= offset {
		return a.Lines[i].Page
	}
	for _, p := range a.Pages {
		if p.Span.Start <= offset && offset < p.Span.End {
			return p.Number
		}
	}
	return 0
}
