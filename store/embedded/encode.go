package embedded

import (
	"encoding/binary"
	"fmt"
	"math"

	"corridor/corpus"
	"corridor/rubric"
	"corridor/store"
)

// encoder writes numbers and texts one after another.
type encoder struct{ out []byte }

func (e *encoder) num(n int)          { e.out = binary.AppendUvarint(e.out, uint64(n)) }
func (e *encoder) float(f float64)    { e.out = binary.BigEndian.AppendUint64(e.out, math.Float64bits(f)) }
func (e *encoder) span(s corpus.Span) { e.num(s.Start); e.num(s.Len()) }

func (e *encoder) text(s string) {
	e.num(len(s))
	e.out = append(e.out, s...)
}

func (e *encoder) texts(list []string) {
	e.num(len(list))
	for _, s := range list {
		e.text(s)
	}
}

func (e *encoder) codings(list []store.Coding) {
	e.num(len(list))
	for _, c := range list {
		e.text(c.Criterion)
		e.text(c.Theme)
		e.num(int(c.Level))
	}
}

// decoder reads what an encoder wrote. After a fault everything reads as nothing, and err says so.
type decoder struct {
	in  []byte
	err error
}

func (d *decoder) fail() {
	d.err = fmt.Errorf("%w: a record of the index is cut off", corpus.ErrInvalid)
	d.in = nil
}

func (d *decoder) num() int {
	n, size := binary.Uvarint(d.in)
	if size <= 0 || n > math.MaxInt32 {
		d.fail()
		return 0
	}
	d.in = d.in[size:]
	return int(n)
}

// count is a number of things of which each takes a byte at least.
func (d *decoder) count() int {
	n := d.num()
	if n > len(d.in) {
		d.fail()
		return 0
	}
	return n
}

func (d *decoder) float() float64 {
	if len(d.in) < 8 {
		d.fail()
		return 0
	}
	f := math.Float64frombits(binary.BigEndian.Uint64(d.in))
	d.in = d.in[8:]
	return f
}

func (d *decoder) span() corpus.Span {
	start := d.num()
	return corpus.Span{Start: start, End: start + d.num()}
}

func (d *decoder) text(in *interned) string {
	n := d.count()
	s := in.of(d.in[:n])
	d.in = d.in[n:]
	return s
}

func (d *decoder) texts(in *interned) (out []string) {
	for range d.count() {
		out = append(out, d.text(in))
	}
	return out
}

func (d *decoder) codings(in *interned) (out []store.Coding) {
	for range d.count() {
		out = append(out, store.Coding{Criterion: d.text(in), Theme: d.text(in), Level: rubric.Level(d.num())})
	}
	return out
}

// interned keeps one copy of each text that comes often; nil keeps none.
type interned struct{ known map[string]string }

func (in *interned) of(b []byte) string {
	if in == nil || len(b) > 40 {
		return string(b)
	}
	if s, ok := in.known[string(b)]; ok {
		return s
	}
	s := string(b)
	in.known[s] = s
	return s
}

// clauseEvidence is what a clause is evidence of.
type clauseEvidence struct {
	number  int
	codings []store.Coding
}

// record is what is held in memory of an agreement.
type record struct {
	store.About
	lengths  []int // of the clauses, in counted stems
	parts    []corpus.SegmentKind
	evidence []clauseEvidence
}

func encodeRecord(d *store.Document, lengths []int) []byte {
	e := &encoder{}
	for _, s := range []string{d.ID, d.Title, string(d.Kind), d.Language, string(d.Signed), d.Source, string(d.Publication)} {
		e.text(s)
	}
	e.num(d.Bytes)
	e.num(map[bool]int{true: 1}[d.Corridor.Reciprocal])
	for _, list := range [][]string{d.Corridor.Origin, d.Corridor.Destination, d.Parties, d.Sectors, d.Scopes} {
		e.texts(list)
	}
	e.codings(d.Codings)
	e.float(d.Strength)
	e.num(len(lengths))
	for i, n := range lengths {
		e.num(n)
		e.text(string(d.Clauses[i].Part))
	}
	for i, c := range d.Clauses {
		if len(c.Evidence) > 0 {
			e.num(i + 1)
			e.codings(c.Evidence)
		}
	}
	e.num(0)
	return e.out
}

func decodeRecord(data []byte, in *interned) (record, error) {
	d := &decoder{in: data}
	var r record
	r.ID, r.Title, r.Kind = d.text(nil), d.text(nil), corpus.Kind(d.text(in))
	r.Language, r.Signed, r.Source, r.Publication = d.text(in), corpus.Date(d.text(in)), d.text(nil), store.Publication(d.text(in))
	r.Bytes, r.Corridor.Reciprocal = d.num(), d.num() == 1
	r.Corridor.Origin, r.Corridor.Destination = d.texts(in), d.texts(in)
	r.Parties, r.Sectors, r.Scopes = d.texts(in), d.texts(in), d.texts(in)
	r.Codings = d.codings(in)
	r.Strength = d.float()
	for range d.count() {
		r.lengths = append(r.lengths, d.num())
		r.parts = append(r.parts, corpus.SegmentKind(d.text(in)))
	}
	for n := d.num(); n > 0; n = d.num() {
		r.evidence = append(r.evidence, clauseEvidence{n - 1, d.codings(in)})
	}
	return r, d.err
}

func encodePlaces(d *store.Document) []byte {
	e := &encoder{}
	for _, c := range d.Clauses {
		e.text(c.Path)
		e.text(string(c.Part))
		e.num(c.Page)
		e.span(c.Span)
		e.span(c.Heading)
		e.num(len(c.LeadIn))
		for _, s := range c.LeadIn {
			e.span(s)
		}
	}
	return e.out
}

// decodePlace reads the place of one clause.
func decodePlace(data []byte, number int) (c store.Clause, err error) {
	d := &decoder{in: data}
	for n := 0; n <= number && d.err == nil; n++ {
		c = store.Clause{Number: n, Path: d.text(nil), Part: corpus.SegmentKind(d.text(nil)), Page: d.num(), Span: d.span(), Heading: d.span()}
		for range d.count() {
			c.LeadIn = append(c.LeadIn, d.span())
		}
	}
	return c, d.err
}
