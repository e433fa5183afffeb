package ingest

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
)

// The object layer is given every file with a table of objects of our own making. Neither the header of the
// file, nor its end, nor its table can then mislead it; and objects that are packed into streams, which it
// would unpack anew for each look at one of them, are laid out plainly. The bytes of the file stay as they
// are: the header is laid over them, and the table put behind them.

// plainHead is a header that the object layer takes.
const plainHead = "%PDF-1.7\n"

// mended is a file as the object layer sees it.
type mended struct {
	data []byte
	tail []byte
}

func (m *mended) size() int64 { return int64(len(m.data) + len(m.tail)) }

// ReadAt implements io.ReaderAt.
func (m *mended) ReadAt(p []byte, off int64) (n int, err error) {
	at := int(max(0, min(off, m.size())))
	if at < len(m.data) {
		n = copy(p, m.data[at:])
		if at < len(plainHead) {
			copy(p[:n], plainHead[at:])
		}
	}
	if n < len(p) {
		n += copy(p[n:], m.tail[max(0, at-len(m.data)):])
	}
	if n < len(p) {
		err = io.EOF
	}
	return n, err
}

// objectTable is what the object layer is told: where each object stands, and the entries of the trailer.
type objectTable struct {
	scan    *pdfScan
	objects map[int]*pdfObject
	tail    bytes.Buffer // behind the file: objects of our own, at last the table
	entries string       // of the trailer, but for the root
	root    string       // reference to the catalog
	last    int          // greatest number of an object
}

// newTable lists the objects of the file; of several with one number the last counts.
func newTable(s *pdfScan) *objectTable {
	t := &objectTable{scan: s, objects: make(map[int]*pdfObject, len(s.objects))}
	for i := range s.objects {
		t.put(&s.objects[i])
	}
	return t
}

// put lists an object, unless one that stands behind it in the file is listed by its number.
func (t *objectTable) put(o *pdfObject) {
	if known := t.objects[o.num]; o.num > maxObjects || known != nil && known.rank > o.rank {
		return
	}
	t.objects[o.num] = o
	t.last = max(t.last, o.num)
}

// unpacked lays out an object that was packed into the stream which starts at from.
func (t *objectTable) unpacked(num, from int, body []byte) {
	if known := t.objects[num]; known == nil || known.rank <= from {
		t.write(num, from, body)
	}
}

// add appends an object of our own and returns its number.
func (t *objectTable) add(body []byte) int {
	t.write(t.last+1, math.MaxInt, body)
	return t.last
}

// write appends an object behind the file. The body must outlive the table.
func (t *objectTable) write(num, rank int, body []byte) {
	o := &pdfObject{num: num, rank: rank, start: len(t.scan.data) + t.tail.Len() + 1}
	fmt.Fprintf(&t.tail, "\n%d 0 obj\n%s\nendobj\n", num, body)
	if bytes.HasPrefix(body, []byte("<<")) {
		o.dict = body
	}
	t.put(o)
}

// trailer adds an entry to the trailer.
func (t *objectTable) trailer(format string, args ...any) {
	t.entries += fmt.Sprintf(format, args...) + " "
}

// reference adds an entry to the trailer that refers to a value of the file's trailer. A dictionary that
// stands in the trailer itself becomes an object.
func (t *objectTable) reference(key string, value []byte) {
	if ref, ok := parseReference(value); ok {
		t.trailer("/%s %s", key, ref)
	} else if bytes.HasPrefix(value, []byte("<<")) {
		t.trailer("/%s %d 0 R", key, t.add(value))
	}
}

// parseReference reads "n g R" and writes it anew.
func parseReference(s []byte) (ref string, ok bool) {
	x := pdfLexer{data: s}
	num, gen, r := x.next(), x.next(), x.next()
	if num.kind != 'n' || gen.kind != 'n' || string(r.str) != "R" || num.num < 0 || num.num > maxObjects || gen.num < 0 || gen.num > 0xffff {
		return "", false
	}
	return fmt.Sprintf("%d %d R", int(num.num), int(gen.num)), true
}

// typed lists the objects whose dictionary says that they are of the type, in order of their places.
func (t *objectTable) typed(kind string) []*pdfObject {
	var out []*pdfObject
	for _, o := range t.objects {
		if bytes.Contains(o.dict, []byte(kind)) && string(dictValue(o.dict, "Type")) == "/"+kind {
			out = append(out, o)
		}
	}
	slices.SortFunc(out, func(a, b *pdfObject) int { return a.start - b.start })
	return out
}

// references writes a list of objects as the members of an array.
func references(objects []*pdfObject) string {
	var b bytes.Buffer
	for _, o := range objects {
		fmt.Fprintf(&b, "%d %d R ", o.num, o.gen)
	}
	return b.String()
}

// file writes the table as a stream without compression, and what a reader needs to find it. The table can
// be added to and written again.
func (t *objectTable) file() *mended {
	numbers := make([]int, 0, len(t.objects))
	for n := range t.objects {
		numbers = append(numbers, n)
	}
	slices.Sort(numbers)
	var index bytes.Buffer
	rows := make([]byte, 0, 7*len(numbers))
	for i, n := range numbers {
		if i == 0 || n != numbers[i-1]+1 {
			run := i
			for run+1 < len(numbers) && numbers[run+1] == numbers[run]+1 {
				run++
			}
			fmt.Fprintf(&index, "%d %d ", n, run-i+1)
		}
		o := t.objects[n]
		rows = binary.BigEndian.AppendUint32(append(rows, 1), uint32(o.start))
		rows = binary.BigEndian.AppendUint16(rows, uint16(o.gen))
	}
	entries := t.entries
	if t.root != "" {
		entries += "/Root " + t.root + " "
	}
	out := t.tail.Bytes()
	at := len(t.scan.data) + len(out) + 1
	out = fmt.Appendf(slices.Clip(out), "\n%d 0 obj\n<< /Type /XRef /Size %d /W [1 4 2] /Index [%s] /Length %d %s>>\nstream\n",
		t.last+1, t.last+2, bytes.TrimSpace(index.Bytes()), len(rows), entries)
	out = append(out, rows...)
	out = fmt.Appendf(out, "\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n", at)
	return &mended{t.scan.data, out}
}

// entry is the last value that any trailer of the file gives for the key.
func (s *pdfScan) entry(key string) []byte {
	for _, t := range slices.Backward(s.trailer) {
		if v := dictValue(t, key); v != nil {
			return v
		}
	}
	return nil
}

// sound reports whether the file's own table of objects stands where the file says.
func (s *pdfScan) sound() bool {
	i := bytes.LastIndex(s.data, []byte("startxref"))
	if i < 0 {
		return false
	}
	x := pdfLexer{data: s.data, pos: i + len("startxref")}
	at := int(x.next().num) + max(0, bytes.Index(s.data[:min(len(s.data), 1024)], []byte("%PDF-")))
	if at <= 0 || at >= len(s.data) {
		return false
	}
	at = skipSpace(s.data, at)
	return bytes.HasPrefix(s.data[at:], []byte("xref")) || at < len(s.data) && s.data[at] >= '0' && s.data[at] <= '9'
}

// roots are the ways to come by a catalog, the best first: the trailer names it, an object says that it is
// one, or one is made of all objects that say they are pages.
func (t *objectTable) roots() []func() string {
	return []func() string{
		func() string {
			ref, _ := parseReference(t.scan.entry("Root"))
			return ref
		},
		func() string {
			all := t.typed("Catalog")
			if len(all) == 0 {
				return ""
			}
			return strings.TrimSpace(references(all[len(all)-1:]))
		},
		func() string {
			pages := t.typed("Page")
			if len(pages) == 0 {
				return ""
			}
			tree := t.add(fmt.Appendf(nil, "<< /Type /Pages /Kids [%s] >>", references(pages)))
			return fmt.Sprintf("%d 0 R", t.add(fmt.Appendf(nil, "<< /Type /Catalog /Pages %d 0 R >>", tree)))
		},
	}
}
