package embedded

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/bits-and-blooms/bitset"
	"github.com/blevesearch/bleve/v2/index/scorch"
	index "github.com/blevesearch/bleve_index_api"

	"corridor/corpus"
	"corridor/store"
)

// builtKey is where a generation says what it was built from.
var builtKey = []byte("built")

// view is an open generation: its segments, and what is held in memory of it. It does not change.
type view struct {
	name       string
	engine     index.Index
	reader     index.IndexReader
	built      store.Built
	agreements []agreement // by id, so that their order is that of equal hits
	rows       []row       // by document number
	clauses    []uint32    // document numbers of clauses, by agreement and number
	evidence   [][]store.Coding
	facets     map[store.Field]*values
	live       *bitset.BitSet // documents that are clauses
	length     float64        // mean length of clauses, in counted stems
	users      atomic.Int64   // searches under way, and one for the index itself
	scratch    sync.Pool      // of *scores
}

// agreement is what is held of an agreement, with where its clauses are in view.clauses.
type agreement struct {
	record
	date        int // see store.DateNumber
	first, last int
	titleWords  []string
	partyWords  [][]string
}

// row is what is held of a document that is a clause.
type row struct {
	agreement int32 // place in view.agreements, -1 for what is no clause
	number    int32 // of the clause
	evidence  int32 // place in view.evidence; 0 is none
	length    uint16
	part      uint8 // place in parts
}

// parts are the parts of agreements that clauses stand in.
var parts = []corpus.SegmentKind{corpus.SegTitle, corpus.SegPreamble, corpus.SegBody, corpus.SegAnnex, corpus.SegProtocol, corpus.SegTestimony, corpus.SegSignatures}

// openView opens a generation to read. It recovers from damage that makes the segments panic.
func openView(dir, name string) (v *view, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("%w: its segments are damaged: %v", corpus.ErrInvalid, fault)
		}
	}()
	if err := checkList(dir, false); err != nil {
		return nil, err
	}
	engine, err := openScorch(dir, true)
	if err != nil {
		return nil, err
	}
	v = &view{name: name, engine: engine}
	v.users.Store(1)
	if v.reader, err = engine.Reader(); err == nil {
		err = v.load()
	}
	if err != nil {
		v.release()
		return nil, err
	}
	return v, nil
}

// openScorch opens the segments in a folder. The lock of the file that lists them is tried for a moment only:
// nobody else writes to a generation.
func openScorch(dir string, readOnly bool) (index.Index, error) {
	config := map[string]any{"path": dir, "bolt_timeout": "1s", "create_if_missing": true}
	if readOnly {
		config["read_only"] = true
	}
	engine, err := scorch.NewScorch(scorch.Name, config, queue())
	if err != nil {
		return nil, err
	}
	return engine, engine.Open()
}

// queue hands documents to the engine, which finds them analysed already.
var queue = sync.OnceValue(func() *index.AnalysisQueue { return index.NewAnalysisQueue(1) })

// release gives the view back; the last one closes it.
func (v *view) release() {
	if v.users.Add(-1) > 0 {
		return
	}
	if v.reader != nil {
		_ = v.reader.Close() // read only: nothing can be lost
	}
	_ = v.engine.Close()
}

// load reads what is held in memory.
func (v *view) load() error {
	data, err := v.reader.GetInternal(builtKey)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(data, &v.built); err != nil {
		return fmt.Errorf("%w: what it was built from: %w", corpus.ErrInvalid, err)
	}
	if err := v.loadAgreements(); err != nil {
		return err
	}
	v.layOutClauses()
	if err := v.loadRows(); err != nil {
		return err
	}
	v.scratch.New = func() any { return newScores(len(v.rows)) }
	v.countValues()
	return nil
}

func (v *view) loadAgreements() (err error) {
	dict, err := v.reader.FieldDict(fieldAgreement)
	if err != nil {
		return err
	}
	names := &interned{known: map[string]string{}}
	for {
		entry, err := dict.Next()
		if err != nil || entry == nil {
			v.sortAgreements()
			return firstError(err, dict.Close())
		}
		if err := v.loadAgreement(entry.Term, names); err != nil {
			return firstError(err, dict.Close())
		}
	}
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// loadAgreement reads one record; one that was deleted leaves its key behind for a while.
func (v *view) loadAgreement(key string, names *interned) error {
	data, err := v.storedField(key, fieldRecord)
	if err != nil || data == nil {
		return err
	}
	r, err := decodeRecord(data, names)
	if err != nil {
		return err
	}
	v.agreements = append(v.agreements, newAgreement(r))
	return nil
}

// storedField reads a stored field of an agreement, nil when it is not held.
func (v *view) storedField(key, name string) (data []byte, err error) {
	doc, err := v.reader.Document(key)
	if err != nil || doc == nil {
		return nil, err
	}
	doc.VisitFields(func(f index.Field) {
		if f.Name() == name {
			data = f.Value()
		}
	})
	return data, nil
}

func (v *view) sortAgreements() {
	slices.SortFunc(v.agreements, func(a, b agreement) int { return cmp.Compare(a.ID, b.ID) })
}

// layOutClauses gives each agreement its stretch of view.clauses.
func (v *view) layOutClauses() {
	total := 0
	for i := range v.agreements {
		a := &v.agreements[i]
		a.first, a.last = total, total+len(a.lengths)
		total = a.last
	}
	v.clauses = make([]uint32, total)
}

// loadRows finds which document is which clause, by the documents' keys.
func (v *view) loadRows() error {
	places := make(map[string]int32, len(v.agreements))
	for i := range v.agreements {
		places[key(v.agreements[i].ID)] = int32(i)
	}
	ids, err := v.reader.DocIDReaderAll()
	if err != nil {
		return err
	}
	for {
		id, err := ids.Next()
		if err != nil || id == nil {
			return firstError(err, ids.Close(), v.finishRows())
		}
		if err := v.loadRow(id, places); err != nil {
			return firstError(err, ids.Close())
		}
	}
}

func (v *view) loadRow(id index.IndexInternalID, places map[string]int32) error {
	name, err := v.reader.ExternalID(id)
	if err != nil {
		return err
	}
	doc := int(id.Value())
	for len(v.rows) <= doc {
		v.rows = append(v.rows, row{agreement: -1})
	}
	if len(name) == keyLength { // of an agreement
		return nil
	}
	place, known := places[name[:min(keyLength, len(name))]]
	number := digits(name[min(keyLength+1, len(name)):])
	if !known || number < 0 || number >= len(v.agreements[place].lengths) {
		return fmt.Errorf("%w: document %q belongs to no agreement", corpus.ErrInvalid, name)
	}
	a := &v.agreements[place]
	v.rows[doc] = row{agreement: place, number: int32(number), length: uint16(min(a.lengths[number], 1<<16-1)),
		part: uint8(max(0, slices.Index(parts, a.parts[number])))}
	v.clauses[a.first+number] = uint32(doc) + 1 // 0 is not found
	return nil
}

// digits reads a decimal number, -1 when it is none.
func digits(s string) (n int) {
	if s == "" || len(s) > 9 {
		return -1
	}
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return -1
		}
		n = n*10 + int(s[i]-'0')
	}
	return n
}

// finishRows holds that every clause has its document, and notes what clauses are evidence of.
func (v *view) finishRows() error {
	v.live = bitset.New(uint(len(v.rows)))
	total := 0
	for i, doc := range v.clauses {
		if doc == 0 {
			return fmt.Errorf("%w: the document of a clause is missing", corpus.ErrInvalid)
		}
		v.clauses[i] = doc - 1
		v.live.Set(uint(doc - 1))
		total += int(v.rows[doc-1].length)
	}
	v.length = float64(total) / float64(max(1, len(v.clauses)))
	v.evidence = [][]store.Coding{nil}
	sets := map[string]int32{}
	for i := range v.agreements {
		a := &v.agreements[i]
		for _, e := range a.evidence {
			if e.number >= a.last-a.first {
				return fmt.Errorf("%w: evidence in a clause that is not there", corpus.ErrInvalid)
			}
			v.rows[v.clauses[a.first+e.number]].evidence = v.evidenceSet(sets, e.codings)
		}
		a.evidence, a.lengths, a.parts = nil, nil, nil // held in the rows from here on
	}
	return nil
}

// evidenceSet is the place of a set of codings, of which many clauses have the same.
func (v *view) evidenceSet(sets map[string]int32, codings []store.Coding) int32 {
	e := &encoder{}
	e.codings(codings)
	place, ok := sets[string(e.out)]
	if !ok {
		place = int32(len(v.evidence))
		sets[string(e.out)] = place
		v.evidence = append(v.evidence, codings)
	}
	return place
}

// place reads where a clause is in its agreement's text.
func (v *view) place(a *agreement, number int) (store.Clause, error) {
	data, err := v.storedField(key(a.ID), fieldPlaces)
	if err != nil {
		return store.Clause{}, err
	}
	return decodePlace(data, number)
}
