package embedded

import (
	"fmt"
	"slices"

	"github.com/blevesearch/bleve/v2/document"
	index "github.com/blevesearch/bleve_index_api"

	"corridor/corpus"
	"corridor/store"
	"corridor/store/words"
)

// The fields of documents.
const (
	fieldWords     = "w" // folded words of a clause, with positions
	fieldStems     = "s" // stems of a clause, its lead-ins and its headings, with frequencies
	fieldAgreement = "a" // of an agreement: its key, so that all can be listed
	fieldRecord    = "r" // of an agreement, stored: the record
	fieldPlaces    = "p" // of an agreement, stored: the places of its clauses
)

// keyLength is how many digits of an id name it in the index: 128 bits.
const keyLength = 32

func key(id string) string { return id[:keyLength] }

func clauseKey(key string, number int) string { return fmt.Sprintf("%s/%d", key, number) }

// field is a field of a document whose tokens are counted already. It implements index.Field.
type field struct {
	name    string
	value   []byte // of stored fields
	options index.FieldIndexingOptions
	length  int
	freqs   index.TokenFrequencies
}

func (f *field) Name() string                                     { return f.name }
func (f *field) Value() []byte                                    { return f.value }
func (f *field) ArrayPositions() []uint64                         { return nil }
func (f *field) EncodedFieldType() byte                           { return 't' }
func (f *field) Analyze()                                         {}
func (f *field) Options() index.FieldIndexingOptions              { return f.options }
func (f *field) AnalyzedLength() int                              { return f.length }
func (f *field) AnalyzedTokenFrequencies() index.TokenFrequencies { return f.freqs }
func (f *field) NumPlainTextBytes() uint64                        { return uint64(len(f.value)) }
func (f *field) Size() int                                        { return len(f.value) + 64*len(f.freqs) }

func stored(name string, value []byte) *field {
	return &field{name: name, value: value, options: index.StoreField}
}

// term is a field of one term.
func term(name, value string) *field {
	tf := &index.TokenFreq{Term: []byte(value)}
	tf.SetFrequency(1)
	return &field{name: name, options: index.IndexField, length: 1, freqs: index.TokenFrequencies{value: tf}}
}

// documents makes the documents of an agreement, its own first. The text is tokenised here, so that several
// agreements can be done at once.
func documents(d *store.Document) (docs []*document.Document) {
	counter := counter{stemmer: words.StemmerFor(d.Language), lang: d.Language}
	lengths := make([]int, len(d.Clauses))
	docs = append(docs, nil)
	for i, c := range d.Clauses {
		wordField, stemField := counter.fields(d.Text, c.Clause)
		lengths[i] = stemField.length
		doc := document.NewDocument(clauseKey(key(d.ID), i))
		doc.AddField(wordField).AddField(stemField)
		docs = append(docs, doc)
	}
	own := document.NewDocument(key(d.ID))
	own.AddField(term(fieldAgreement, key(d.ID))).AddField(stored(fieldRecord, encodeRecord(d, lengths))).AddField(stored(fieldPlaces, encodePlaces(d)))
	docs[0] = own
	return docs
}

// counter counts the words of the clauses of one agreement.
type counter struct {
	stemmer *words.Stemmer
	lang    string
	tokens  []words.Token
}

func (k *counter) fields(text string, c store.Clause) (wordField, stemField *field) {
	wordField = &field{name: fieldWords, options: index.IndexField | index.IncludeTermVectors, freqs: index.TokenFrequencies{}}
	stemField = &field{name: fieldStems, options: index.IndexField, freqs: index.TokenFrequencies{}}
	k.tokens = words.Scan(k.tokens[:0], c.Span.Of(text))
	locations := make([]index.TokenLocation, len(k.tokens))
	for i, t := range k.tokens {
		locations[i] = index.TokenLocation{Start: t.Start, End: t.End, Position: i + 1}
		addLocation(wordField, t.Word, &locations[i])
		k.addStem(stemField, t.Word, store.OwnWeight)
	}
	wordField.length = len(k.tokens)
	for _, s := range append(slices.Clone(c.LeadIn), c.Heading) {
		k.addContext(stemField, text, s)
	}
	return wordField, stemField
}

func (k *counter) addContext(f *field, text string, s corpus.Span) {
	if s.Empty() {
		return
	}
	k.tokens = words.Scan(k.tokens[:0], s.Of(text))
	for _, t := range k.tokens {
		k.addStem(f, t.Word, 1)
	}
}

func (k *counter) addStem(f *field, word string, weight int) {
	if words.Small(k.lang, word) {
		return
	}
	tf := frequency(f, k.stemmer.Stem(word))
	tf.SetFrequency(tf.Frequency() + weight)
	f.length += weight
	if second := k.stemmer.Second(word); second != "" {
		tf = frequency(f, second)
		tf.SetFrequency(tf.Frequency() + weight)
	}
}

func addLocation(f *field, word string, at *index.TokenLocation) {
	tf := frequency(f, word)
	tf.SetFrequency(tf.Frequency() + 1)
	tf.Locations = append(tf.Locations, at)
}

func frequency(f *field, term string) *index.TokenFreq {
	tf := f.freqs[term]
	if tf == nil {
		tf = &index.TokenFreq{Term: []byte(term)}
		f.freqs[term] = tf
	}
	return tf
}
