package store

// tables lists the journaled tables; a table comes after those that it refers to.
var tables = []table{
	{name: "originals", noun: "original", since: 1, key: "sha256", columns: []column{
		{name: "sha256", meaning: "SHA-256 of the file's bytes; the file is originals/SHA256"},
		{name: "name", meaning: "name of the first file of these bytes"},
		{name: "bytes", kind: number, meaning: "size"},
	}},
	{name: "agreements", noun: "agreement", since: 1, key: "id", order: "(SELECT seq FROM texts WHERE texts.id = agreements.id)", agreement: "id", columns: []column{
		{name: "id", meaning: "SHA-256 of the text; the text is texts/ID.txt"},
		{name: "original", kind: ref, meaning: "SHA-256 of the file that the text was first read from"},
		{name: "title", meaning: "title as printed"},
		{name: "kind", meaning: "BLA, MOU, SSA, trainee, residence, union, framework, protocol or other"},
		{name: "language", meaning: "BCP 47 base; und when unknown"},
		{name: "signed", meaning: "date of signature, YYYY, YYYY-MM or YYYY-MM-DD; empty when unknown"},
		{name: "year", kind: number, meaning: "year of signature; 0 when unknown"},
		{name: "reciprocal", kind: number, meaning: "1 when workers may go both ways"},
		{name: "source", meaning: "name of the file"},
		{name: "bytes", kind: number, meaning: "length of the text"},
		{name: "meta", kind: object, meaning: "all that was read from the text, with byte offsets into it: parties, corridor, segments, …"},
	}},
	{name: "assessments", noun: "assessment", since: 1, key: "seq", agreement: "agreement", time: "time",
		columns: assessmentColumns(column{name: "agreement", meaning: "id of the agreement that was coded"})},
	{name: "files", noun: "file", since: 1, key: "seq", agreement: "agreement", time: "time", columns: []column{
		{name: "seq", kind: number, meaning: "number of the file"},
		{name: "name", meaning: "name as given, without folders of the machine"},
		{name: "sha256", meaning: "SHA-256 of its bytes"},
		{name: "bytes", kind: number, meaning: "size"},
		{name: "state", meaning: "ingested, duplicate-of, no-text-layer, failed or withheld"},
		{name: "agreement", kind: ref, meaning: "the agreement it gave, or of which it is another copy"},
		{name: "reason", meaning: "why it gave no agreement, or what else is to be said"},
		{name: "time", meaning: "when it came to this state"},
		{name: "others", since: 4, meaning: "JSON list of its further language versions"},
		{name: "tool", since: 7, meaning: "what took it, and how; empty when that is not known"},
		{name: "address", since: 7, meaning: "where it was fetched from; empty for a file that was given"},
	}},
	{name: "relations", noun: "relation", since: 4, key: "seq", agreement: "agreement", time: "time", columns: []column{
		{name: "seq", kind: number, meaning: "number of the relation"},
		{name: "agreement", meaning: "read: agreement KIND other"},
		{name: "kind", meaning: "draft-of, amends, renews, replaces, translates, annex-of or version-of"},
		{name: "other", kind: ref, meaning: "id of the other agreement"},
		{name: "title", meaning: "the other one as printed, when its text is not held"},
		{name: "state", meaning: "offered by the program, accepted or rejected by a person or by the text"},
		{name: "similarity", kind: share, meaning: "share of common word sequences, 0 to 1; 0 when not compared"},
		{name: "why", meaning: "what speaks for it"},
		{name: "time", meaning: "when it came to this state"},
	}},
	{name: "publications", noun: "publication", since: 4, key: "agreement", agreement: "agreement", columns: []column{
		{name: "agreement", meaning: "id; an agreement that is not listed is full"},
		{name: "level", meaning: "full, metadata-only or private"},
	}},
	{name: "readings", noun: "reading", since: 4, key: "seq", agreement: "agreement", time: "time", columns: []column{
		{name: "seq", kind: number, meaning: "number of the reading"},
		{name: "agreement", meaning: "id of the agreement"},
		{name: "meta", kind: object, meaning: "what was read from the text before a newer reading took its place"},
		{name: "time", meaning: "when that was"},
	}},
	{name: "saved", noun: "saved", since: 4, key: "seq", time: "time", columns: []column{
		{name: "seq", kind: number, meaning: "number"},
		{name: "kind", meaning: "search or comparison"},
		{name: "owner", meaning: "whose it is"},
		{name: "name", meaning: "its name"},
		{name: "body", meaning: "the query, or a JSON list of the agreements"},
		{name: "time", meaning: "when it was saved"},
	}},
	{name: "catalogue", noun: "entry", since: 2, key: "id", order: "seq", columns: []column{
		{name: "seq", kind: number, meaning: "number of the entry"},
		{name: "id", meaning: "CATALOGUE/NUMBER"},
		{name: "entry", kind: object, meaning: "what the catalogue says of the agreement"},
	}},
	{name: "catalogue_assessments", noun: "coding", since: 2, key: "seq", time: "time",
		columns: assessmentColumns(column{name: "entry", meaning: "id of the entry that was coded"})},
}

// assessmentColumns are those of an assessment, of whatever it is of.
func assessmentColumns(of column) []column {
	return []column{
		{name: "seq", kind: number, meaning: "number; a later assessment is a later opinion"},
		of,
		{name: "rubric", meaning: "rubric and its version"},
		{name: "rater", meaning: "who coded"},
		{name: "rater_kind", meaning: "adjudicated, person, model, rules or imported"},
		{name: "tool", meaning: "version of what coded"},
		{name: "time", meaning: "when"},
		{name: "findings", kind: object, meaning: "for each criterion the level, confidence, reason, and the evidence as byte offsets into the text"},
	}
}
