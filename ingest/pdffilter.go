package ingest

import (
	"bytes"
	deflate "compress/flate"
	"compress/zlib"
	"errors"
	"io"
	"sync"

	"github.com/ledongthuc/pdf"
)

// The filters of PDF streams. The object layer knows two of them and one predictor, and gives up on the
// first fault; here all that carry text are read, and what stands before a fault is kept.

// errPicture is the error of a filter that holds a picture and no text.
var errPicture = errors.New("a picture")

// pictureFilters are the filters of scanned pages and photographs.
var pictureFilters = map[string]bool{"DCTDecode": true, "DCT": true, "JPXDecode": true, "JBIG2Decode": true, "CCITTFaxDecode": true, "CCF": true}

// maxFilters is the longest chain of filters that is followed.
const maxFilters = 8

// filterNames are the names of the filters of a stream, in order.
func filterNames(v pdf.Value) []string {
	f := v.Key("Filter")
	if f.Kind() == pdf.Name {
		return []string{f.Name()}
	}
	var names []string
	for i := range min(f.Len(), maxFilters+1) {
		names = append(names, f.Index(i).Name())
	}
	return names
}

// decodeStream applies the filters of the stream v to its bytes, up to limit bytes of output at each step. What the last of
// them inflates stands in room, when that is not nil.
func decodeStream(v pdf.Value, data []byte, limit int, room *bytes.Buffer) ([]byte, error) {
	names := filterNames(v)
	if len(names) > maxFilters {
		return nil, errors.New("too many filters")
	}
	parms := v.Key("DecodeParms")
	for i, name := range names {
		p := parms
		if parms.Kind() == pdf.Array {
			p = parms.Index(i)
		}
		into := &bytes.Buffer{}
		if i == len(names)-1 && room != nil {
			into = room
		}
		var err error
		if data, err = decodeFilter(name, p, data, limit, into); err != nil {
			return nil, err
		}
	}
	return data, nil
}

func decodeFilter(name string, parms pdf.Value, data []byte, limit int, room *bytes.Buffer) ([]byte, error) {
	switch name {
	case "FlateDecode", "Fl":
		return undoPredictor(parms, inflate(data, limit, room)), nil
	case "LZWDecode", "LZW":
		early := 1
		if e := parms.Key("EarlyChange"); e.Kind() == pdf.Integer {
			early = int(e.Int64())
		}
		return undoPredictor(parms, unLZW(data, early, limit)), nil
	case "ASCIIHexDecode", "AHx":
		return unHex(data), nil
	case "ASCII85Decode", "A85":
		return un85(data), nil
	case "RunLengthDecode", "RL":
		return unRunLength(data, limit), nil
	case "Crypt":
		return data, nil
	}
	if pictureFilters[name] {
		return nil, errPicture
	}
	return nil, errors.New("unknown filter " + name)
}

// inflaters are readers of streams that were read: each holds 40 KB.
var inflaters sync.Pool

// inflater is a reader of the stream, or the error of its head.
func inflater(data []byte) (io.ReadCloser, error) {
	used, _ := inflaters.Get().(io.ReadCloser)
	if used == nil {
		return zlib.NewReader(bytes.NewReader(data))
	}
	return used, used.(zlib.Resetter).Reset(bytes.NewReader(data), nil)
}

// inflate keeps what a damaged stream gives, in place of what out held. A stream whose first two bytes are wrong is read behind them.
func inflate(data []byte, limit int, out *bytes.Buffer) []byte {
	out.Reset()
	out.Grow(min(4*len(data)+512, limit))
	r, err := inflater(data)
	if err != nil {
		r = deflate.NewReader(bytes.NewReader(data[min(2, len(data)):]))
	}
	_, _ = io.Copy(out, io.LimitReader(r, int64(limit)))
	if err == nil {
		inflaters.Put(r)
	}
	return out.Bytes()
}

// unHex decodes pairs of hexadecimal digits up to ">".
func unHex(data []byte) []byte {
	x := pdfLexer{data: append([]byte{'<'}, data...)}
	return x.hex()
}

// un85 decodes groups of five characters up to "~".
func un85(data []byte) []byte {
	out := make([]byte, 0, len(data)*4/5+4)
	var group uint32
	n := 0
	for _, c := range data {
		switch {
		case c == '~':
			return last85(out, group, n)
		case c == 'z' && n == 0:
			out = append(out, 0, 0, 0, 0)
		case c >= '!' && c <= 'u':
			group = group*85 + uint32(c-'!')
			if n++; n == 5 {
				out = append(out, byte(group>>24), byte(group>>16), byte(group>>8), byte(group))
				group, n = 0, 0
			}
		}
	}
	return last85(out, group, n)
}

// last85 decodes the last group, which may be short.
func last85(out []byte, group uint32, n int) []byte {
	if n < 2 {
		return out
	}
	for i := n; i < 5; i++ {
		group = group*85 + 84
	}
	for i := range n - 1 {
		out = append(out, byte(group>>(24-8*i)))
	}
	return out
}

// unRunLength decodes runs: a length below 128 counts bytes that follow, one above repeats the next.
func unRunLength(data []byte, limit int) []byte {
	var out []byte
	for i := 0; i < len(data) && data[i] != 128 && len(out) < limit; {
		n := int(data[i])
		i++
		if n < 128 {
			end := min(i+n+1, len(data))
			out = append(out, data[i:end]...)
			i = end
			continue
		}
		if i < len(data) {
			out = append(out, bytes.Repeat(data[i:i+1], 257-n)...)
		}
		i++
	}
	return out
}

const (
	lzwClear = 256
	lzwEnd   = 257
	lzwMax   = 4096
)

// unLZW decodes codes of 9 to 12 bits, highest bit first. With early of 1 they grow one code early.
func unLZW(data []byte, early, limit int) []byte {
	var out []byte
	var from, size [lzwMax]int // each code stands for a run of the output
	next, width, prev := lzwEnd+1, 9, -1
	acc, bits := 0, 0
	for _, c := range data {
		acc, bits = acc<<8|int(c), bits+8
		if bits < width {
			continue
		}
		bits -= width
		code := acc >> bits
		acc &= 1<<bits - 1
		switch {
		case code == lzwClear:
			next, width, prev = lzwEnd+1, 9, -1
			continue
		case code == lzwEnd || len(out) >= limit || code > next || code == next && prev < 0:
			return out
		}
		start := len(out)
		if prev >= 0 && next < lzwMax {
			from[next], size[next] = start-runLength(prev, size[:]), runLength(prev, size[:])+1
			next++
		}
		if code < lzwClear {
			out = append(out, byte(code))
		} else {
			for i := range size[code] { // byte by byte: the run may reach into itself
				out = append(out, out[from[code]+i])
			}
		}
		prev = code
		for width < 12 && next+early >= 1<<width {
			width++
		}
	}
	return out
}

// runLength is the number of bytes that a code stands for.
func runLength(code int, size []int) int {
	if code < lzwClear {
		return 1
	}
	return size[code]
}
