package ingest

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"

	"corridor/corpus"
)

// zipFile is an opened ZIP container: of a word processor, or an archive. Nothing of it is ever written to
// disk; what is unpacked is held to the limits by counting, whatever the container says of its sizes.
type zipFile struct {
	entries []*zip.File // in the order of the directory, folders left out
	total   int         // bytes unpacked so far
}

// errManyEntries is why a container is not opened.
var errManyEntries = fmt.Errorf("the ZIP container has more than %d entries, which is the limit: %w", MaxEntries, corpus.ErrTooLarge)

// openZip reads the directory of a ZIP container.
func openZip(data []byte) (*zipFile, error) {
	if len(zipNames(data)) > MaxEntries { // before a directory of millions is read
		return nil, errManyEntries
	}
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fmt.Errorf("the ZIP container is damaged (%v): get the file again: %w", err, corpus.ErrUnreadable)
	}
	if len(r.File) > MaxEntries {
		return nil, errManyEntries
	}
	z := &zipFile{}
	for _, f := range r.File {
		if !f.FileInfo().IsDir() {
			z.entries = append(z.entries, f)
		}
	}
	return z, nil
}

// part returns the entry of the name, or nil. Two entries of one name are refused: programs differ in
// which of them they show.
func (z *zipFile) part(name string) (*zip.File, error) {
	var found *zip.File
	for _, f := range z.entries {
		if f.Name != name {
			continue
		}
		if found != nil {
			return nil, fmt.Errorf("holds the part %q twice: open it and save it anew: %w", name, corpus.ErrInvalid)
		}
		found = f
	}
	return found, nil
}

// read unpacks the part of the name; nil when there is none.
func (z *zipFile) read(name string) ([]byte, error) {
	f, err := z.part(name)
	if f == nil || err != nil {
		return nil, err
	}
	return z.unpack(f)
}

// errUnpackedTotal is why a container is not unpacked any further.
var errUnpackedTotal = fmt.Errorf("the ZIP container unpacks to more than %d bytes, which is the limit: %w", MaxExpandedBytes, corpus.ErrTooLarge)

// unpack unpacks an entry within the limits.
func (z *zipFile) unpack(f *zip.File) ([]byte, error) {
	switch {
	case f.Flags&1 != 0:
		return nil, fmt.Errorf("%q asks for a password: take it off and save anew: %w", f.Name, corpus.ErrEncrypted)
	case f.Method != zip.Store && f.Method != zip.Deflate:
		return nil, fmt.Errorf("%q is packed by method %d, which is not read: pack it by Deflate: %w", f.Name, f.Method, corpus.ErrUnsupported)
	}
	packed := int(min(f.CompressedSize64, MaxFileBytes))
	limit := min(MaxEntryBytes, MaxExpandedBytes-z.total, max(packed*MaxRatio, minRatioBytes))
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("%q cannot be unpacked (%v): get the file again: %w", f.Name, err, corpus.ErrUnreadable)
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, int64(limit)+1))
	z.total += len(data)
	switch {
	case len(data) > limit:
		if z.total > MaxExpandedBytes {
			return nil, errUnpackedTotal
		}
		return nil, fmt.Errorf("%q unpacks to too much: the limits are %d bytes an entry and %d times its packed size: %w",
			f.Name, MaxEntryBytes, MaxRatio, corpus.ErrTooLarge)
	case err != nil:
		return nil, fmt.Errorf("%q cannot be unpacked (%v): get the file again: %w", f.Name, err, corpus.ErrUnreadable)
	}
	return data, nil
}
