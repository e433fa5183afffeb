package ingest

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"io"
	"slices"
	"strconv"
)

var (
	objectStart = lazy(`(?:^|[\s>])(\d{1,7})\s+(\d{1,5})\s+obj\b`)
	sizeEntry   = lazy(`/Size\s+(\d+)`)
	rootEntry   = lazy(`/Root\s+(\d+\s+\d+\s+R)`)
	cryptEntry  = lazy(`/Encrypt\s+(\d+\s+\d+\s+R)`)
	idEntry     = lazy(`/ID\s*\[\s*<[0-9A-Fa-f\s]*>\s*<[0-9A-Fa-f\s]*>\s*\]`)
	catalogType = lazy(`/Type\s*/Catalog\b`)
	packedType  = lazy(`/Type\s*/ObjStm\b`)
	packedFirst = lazy(`/First\s+(\d+)`)
	packedCount = lazy(`/N\s+(\d+)`)
)

// maxObjects is the greatest number of objects that a repaired table holds.
const maxObjects = 1 << 20

// trimPDF cuts what stands before the header and after the last end mark, and writes the header so that
// the object layer takes it, whatever its version.
func trimPDF(data []byte) []byte {
	start := max(0, bytes.Index(data[:min(len(data), 1024)], []byte("%PDF-")))
	data = slices.Clone(data[start:])
	if len(data) > 9 {
		ended := data[8] == '\n' || data[8] == '\r'
		copy(data, "%PDF-1.7\n")
		// A longer header line must not leave its rest as tokens before the first object.
		for i := 9; !ended && i < min(len(data), 24) && data[i] != '\n' && data[i] != '\r'; i++ {
			data[i] = ' '
		}
	}
	if end := bytes.LastIndex(data, []byte("%%EOF")); end >= 0 {
		data = data[:end+5]
	}
	return data
}

// hugeSize reports whether the file claims more objects than it could hold, which would only eat memory.
func hugeSize(data []byte) bool {
	for _, m := range sizeEntry.FindAllSubmatch(data, 64) {
		if n, err := strconv.Atoi(string(m[1])); err != nil || n > max(len(data), 4096) {
			return true
		}
	}
	return false
}

// found is where an object stands: at an offset, or in an object stream at an index.
type found struct {
	offset int
	gen    int
	packed int // number of the object stream, or 0
}

// rebuildPDF writes a new table of objects behind the old bytes from a scan for "n g obj".
func rebuildPDF(data []byte) ([]byte, bool) {
	objects := map[int]found{}
	root := lastMatch(rootEntry, data)
	for _, m := range objectStart.FindAllSubmatchIndex(data, maxObjects) {
		n, _ := strconv.Atoi(string(data[m[2]:m[3]]))
		gen, _ := strconv.Atoi(string(data[m[4]:m[5]]))
		objects[n] = found{offset: m[2], gen: gen}
		head := data[m[1]:min(len(data), m[1]+2048)]
		if end := bytes.Index(head, []byte("endobj")); end >= 0 {
			head = head[:end]
		}
		if root == "" && catalogType.Match(head) {
			root = fmt.Sprintf("%d %d R", n, gen)
		}
		if packedType.Match(head) {
			unpack(objects, n, data[m[1]:])
		}
	}
	if len(objects) == 0 || root == "" {
		return nil, false
	}
	return appendTable(data, objects, root), true
}

func lastMatch(re pattern, data []byte) string {
	all := re.FindAllSubmatch(data, -1)
	if len(all) == 0 {
		return ""
	}
	return string(all[len(all)-1][1])
}

// unpack lists the objects of an object stream that starts in data.
func unpack(objects map[int]found, number int, data []byte) {
	head := data[:min(len(data), 2048)]
	at := bytes.Index(head, []byte("stream"))
	first, count := packedFirst.FindSubmatch(head), packedCount.FindSubmatch(head)
	if at < 0 || first == nil || count == nil {
		return
	}
	body := bytes.TrimLeft(data[at+len("stream"):], "\r\n")
	limit, _ := strconv.Atoi(string(first[1]))
	index := body[:min(len(body), limit)]
	if r, err := zlib.NewReader(bytes.NewReader(body)); err == nil {
		index, _ = io.ReadAll(io.LimitReader(r, int64(limit)))
	}
	fields := bytes.Fields(index)
	for i := 0; i+1 < len(fields); i += 2 {
		n, err := strconv.Atoi(string(fields[i]))
		if _, known := objects[n]; err == nil && n >= 0 && n < maxObjects*8 && !known {
			objects[n] = found{offset: i / 2, packed: number}
		}
	}
}

// appendTable writes a cross-reference stream without compression, and what a reader needs to find it.
func appendTable(data []byte, objects map[int]found, root string) []byte {
	numbers := make([]int, 0, len(objects))
	for n := range objects {
		numbers = append(numbers, n)
	}
	slices.Sort(numbers)
	own := numbers[len(numbers)-1] + 1
	var rows, index bytes.Buffer
	for _, n := range numbers {
		fmt.Fprintf(&index, "%d 1 ", n)
		o := objects[n]
		row := [7]byte{1}
		binary.BigEndian.PutUint32(row[1:], uint32(o.offset))
		binary.BigEndian.PutUint16(row[5:], uint16(o.gen))
		if o.packed > 0 {
			row[0] = 2
			binary.BigEndian.PutUint32(row[1:], uint32(o.packed))
			binary.BigEndian.PutUint16(row[5:], uint16(o.offset))
		}
		rows.Write(row[:])
	}
	out := append(slices.Clip(data), '\n')
	at := len(out)
	extra := ""
	if c := lastMatch(cryptEntry, data); c != "" {
		extra = " /Encrypt " + c + " " + string(idEntry.Find(data))
	}
	out = fmt.Appendf(out, "%d 0 obj\n<< /Type /XRef /Size %d /W [1 4 2] /Index [%s] /Root %s /Length %d%s >>\nstream\n",
		own, own+1, bytes.TrimSpace(index.Bytes()), root, rows.Len(), extra)
	out = append(out, rows.Bytes()...)
	out = fmt.Appendf(out, "\nendstream\nendobj\n%% the table above was rebuilt from a scan of the objects of this file, by corridor\nstartxref\n%d\n%%%%EOF\n", at)
	return out
}
