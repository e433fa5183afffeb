package ingest

import (
	"bytes"
	"strconv"
)

// pdfObject is where an object stands in the file.
type pdfObject struct {
	num, gen int
	start    int    // offset of "n g obj"
	rank     int    // of two objects with one number the one of higher rank counts: it stands later in the file
	body     int    // offset behind it
	dict     []byte // the dictionary, "<<" and ">>" included, where it begins with one
	data     int    // offset of the stream's first byte, or 0 when it is no stream
	size     int    // bytes of the stream as they stand in the file
}

// pdfScan is what a walk over the bytes of a file finds. The file's own table of objects is not needed for
// it, so it does not matter whether that table is there, true, or a trap.
type pdfScan struct {
	data    []byte
	objects []pdfObject // in file order; later ones replace earlier ones of the same number
	trailer [][]byte    // dictionaries that could be the trailer, in file order
}

const (
	// maxObjects is the greatest number of objects that a file may hold.
	maxObjects = 1 << 20
	// maxNumber is the greatest number that an object may have.
	maxNumber = 1 << 23
)

// scanPDF walks over the file from its start to its end.
func scanPDF(data []byte) *pdfScan {
	s := &pdfScan{data: data}
	for pos := 0; pos < len(data) && len(s.objects) < maxObjects; {
		i := bytes.Index(data[pos:], []byte("obj"))
		t := bytes.Index(data[pos:min(len(data), pos+max(i, 0))], []byte("trailer"))
		if i < 0 {
			s.tail(pos)
			break
		}
		if t >= 0 {
			s.tail(pos + t)
		}
		at := pos + i
		pos = at + len("obj")
		if o, ok := s.object(at); ok {
			s.objects = append(s.objects, o)
			pos = o.end()
		}
	}
	return s
}

// end is where the walk goes on behind the object.
func (o *pdfObject) end() int {
	if o.data > 0 {
		return o.data + o.size
	}
	return o.body + len(o.dict)
}

// tail notes the dictionary behind a "trailer" keyword at or after pos.
func (s *pdfScan) tail(pos int) {
	for {
		i := bytes.Index(s.data[pos:], []byte("trailer"))
		if i < 0 || len(s.trailer) > 64 {
			return
		}
		pos += i + len("trailer")
		at := skipSpace(s.data, pos)
		if end := skipValue(s.data, at, 0); end > at && bytes.HasPrefix(s.data[at:], []byte("<<")) {
			s.trailer = append(s.trailer, s.data[at:end])
			return
		}
	}
}

// object reads the object whose "obj" keyword stands at at.
func (s *pdfScan) object(at int) (o pdfObject, ok bool) {
	o.gen, o.start, ok = numberBefore(s.data, at)
	if !ok || o.gen > 0xffff {
		return o, false
	}
	o.num, o.start, ok = numberBefore(s.data, o.start)
	if !ok || o.num > maxNumber || o.start > 0 && s.data[o.start-1] >= '0' && s.data[o.start-1] <= '9' {
		return o, false
	}
	o.rank = o.start
	o.body = skipSpace(s.data, at+len("obj"))
	if !bytes.HasPrefix(s.data[o.body:], []byte("<<")) {
		return o, true
	}
	end := skipValue(s.data, o.body, 0)
	o.dict = s.data[o.body:end]
	s.stream(&o, skipSpace(s.data, end))
	if o.data > 0 && bytes.Contains(o.dict, []byte("/XRef")) && dictValue(o.dict, "Root") != nil {
		s.trailer = append(s.trailer, o.dict)
	}
	return o, true
}

// stream finds the bytes of the stream whose keyword stands at at. The length that the file gives is taken
// when an end mark stands behind it; otherwise the stream ends at the next mark.
func (s *pdfScan) stream(o *pdfObject, at int) {
	rest, ok := bytes.CutPrefix(s.data[at:], []byte("stream"))
	if !ok {
		return
	}
	o.data = at + len("stream")
	if bytes.HasPrefix(rest, []byte("\r\n")) {
		o.data += 2
	} else if len(rest) > 0 && (rest[0] == '\n' || rest[0] == '\r') {
		o.data++
	}
	body := s.data[min(o.data, len(s.data)):]
	if n, err := strconv.Atoi(string(dictValue(o.dict, "Length"))); err == nil && n >= 0 && n <= len(body) && endsStream(body[n:]) {
		o.size = n
		return
	}
	o.size = len(body)
	for _, mark := range []string{"endstream", "endobj"} {
		if i := bytes.Index(body, []byte(mark)); i >= 0 {
			o.size = len(trimLineEnd(body[:i]))
			return
		}
	}
}

// endsStream reports whether an end mark follows, behind at most a line end.
func endsStream(b []byte) bool {
	at := skipSpace(b[:min(len(b), 32)], 0)
	return bytes.HasPrefix(b[at:], []byte("endstream")) || bytes.HasPrefix(b[at:], []byte("endobj"))
}

// trimLineEnd drops the one line end that stands before an end mark.
func trimLineEnd(b []byte) []byte {
	b = bytes.TrimSuffix(b, []byte("\n"))
	return bytes.TrimSuffix(b, []byte("\r"))
}

// numberBefore reads the whole number that ends before at, with the white space between, and returns where
// it starts.
func numberBefore(data []byte, at int) (n, start int, ok bool) {
	end := at
	for end > 0 && isPDFSpace(data[end-1]) {
		end--
	}
	start = end
	for start > 0 && end-start < 8 && data[start-1] >= '0' && data[start-1] <= '9' {
		start--
	}
	n, err := strconv.Atoi(string(data[start:end]))
	return n, start, err == nil
}

// skipSpace passes over white space and comments.
func skipSpace(data []byte, pos int) int {
	x := pdfLexer{data: data, pos: pos}
	x.space()
	return x.pos
}

// skipValue returns the offset behind the value at pos: a dictionary or an array with all it holds, a string,
// a name, or a word. It does not go on behind the end of a damaged value.
func skipValue(data []byte, pos, depth int) int {
	x := pdfLexer{data: data, pos: pos}
	x.skip(depth)
	return x.pos
}

// dictValue returns the bytes of the value of a key of a dictionary, or nil. A reference is all three words.
func dictValue(dict []byte, key string) []byte {
	x := pdfLexer{data: dict, pos: len("<<")}
	for {
		x.space()
		if x.peek(0) != '/' {
			return nil
		}
		x.pos++
		name := x.name()
		x.space()
		start := x.pos
		x.skip(1)
		x.reference(start)
		if string(name) == key {
			return dict[start:x.pos]
		}
	}
}
