package store

// Field is something of an agreement or clause that a query asks for and a facet counts.
type Field string

// The fields. Those of an agreement hold for all of its clauses; theme, part, level and evidence are the clause's own.
const (
	FieldParty       Field = "party"       // words of a party's name, or a country that is a party
	FieldOrigin      Field = "origin"      // country of origin, alpha-3 code or the name as printed
	FieldDestination Field = "destination" // country of destination
	FieldCountry     Field = "country"     // country in any role
	FieldCorridor    Field = "corridor"    // pair of countries: "NPL-QAT"
	FieldRegion      Field = "region"      // code of a region that a country of either side belongs to
	FieldYear        Field = "year"        // of signature
	FieldSigned      Field = "signed"      // date of signature
	FieldKind        Field = "kind"        // a corpus.Kind
	FieldLanguage    Field = "language"    // BCP 47 base
	FieldSector      Field = "sector"      // sector or occupation covered
	FieldScope       Field = "scope"       // whom or what the agreement covers
	FieldHas         Field = "has"         // criterion and level found in the agreement: "cw.passport:operative"
	FieldEvidence    Field = "evidence"    // criterion and level that the clause is evidence of: "cw.passport:operative"
	FieldTheme       Field = "theme"       // theme of a criterion that the clause is evidence of
	FieldLevel       Field = "level"       // level that the clause is evidence of, for any criterion
	FieldPart        Field = "part"        // part of the agreement that the clause stands in: body, preamble, annex, …
	FieldTitle       Field = "title"       // words of the agreement's title
	FieldID          Field = "id"          // the agreement's id, or its first digits
)

// Fields lists the fields in the order of the manual.
func Fields() []Field {
	return []Field{FieldParty, FieldOrigin, FieldDestination, FieldCountry, FieldCorridor, FieldRegion, FieldYear, FieldSigned, FieldKind,
		FieldLanguage, FieldSector, FieldScope, FieldHas, FieldEvidence, FieldTheme, FieldLevel, FieldPart, FieldTitle, FieldID}
}

// FacetFields lists the fields that can be counted, in the order in which a reader sees them.
func FacetFields() []Field {
	return []Field{FieldOrigin, FieldDestination, FieldRegion, FieldYear, FieldKind, FieldLanguage, FieldSector, FieldScope, FieldTheme,
		FieldPart, FieldEvidence, FieldHas}
}

// OfClause reports whether a field is the clause's own and not its agreement's.
func (f Field) OfClause() bool {
	switch f {
	case FieldEvidence, FieldTheme, FieldLevel, FieldPart:
		return true
	}
	return false
}
