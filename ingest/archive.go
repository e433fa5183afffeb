package ingest

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"corridor/corpus"
)

// expandZIP lists the documents of an archive, unpacked in memory. What belongs to a system and not to a
// reader is passed over; what cannot be read, or has a name that points out of the archive, is a member with
// an error. An archive inside is listed and not opened.
func expandZIP(ctx context.Context, data []byte, _ Options) ([]member, error) {
	z, err := openZip(data)
	if err != nil {
		return nil, err
	}
	var out []member
	for _, f := range z.entries {
		m := member{Name: entryName(f)}
		if isSystemFile(m.Name) || Companion(m.Name) {
			continue
		}
		if m.Err = checkEntry(f, m.Name); m.Err == nil {
			m.Data, m.Err = z.unpack(f)
		}
		if errors.Is(m.Err, errUnpackedTotal) {
			return nil, m.Err
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		out = append(out, m)
	}
	return numberNames(out), nil
}

// entryName is the name of an entry, with slashes. Names that are not UTF-8 are of the first PCs.
func entryName(f *zip.File) string {
	name := f.Name
	if !utf8.ValidString(name) {
		if s, err := charmap.CodePage437.NewDecoder().String(name); err == nil {
			name = s
		}
	}
	return strings.ReplaceAll(name, `\`, "/")
}

// checkEntry refuses an entry whose name would lead out of a folder that it is unpacked to, or that is no
// file. Nothing is unpacked to a folder here; but what is made to do harm is not to be trusted.
func checkEntry(f *zip.File, name string) error {
	drive := len(name) > 1 && name[1] == ':'
	switch {
	case strings.HasPrefix(name, "/") || drive || slices.Contains(strings.Split(name, "/"), ".."):
		return fmt.Errorf("is refused: the name %.80q points out of the archive: pack it anew: %w", name, corpus.ErrInvalid)
	case f.Mode()&fs.ModeSymlink != 0:
		return fmt.Errorf("is refused: it is a link and no file: pack the file itself: %w", corpus.ErrInvalid)
	case !f.Mode().IsRegular():
		return fmt.Errorf("is refused: it is no ordinary file: %w", corpus.ErrInvalid)
	}
	return nil
}

// isSystemFile reports whether a file belongs to a system or a program and not to a reader.
func isSystemFile(name string) bool {
	for part := range strings.SplitSeq(name, "/") {
		if part == "__MACOSX" || strings.HasPrefix(part, ".") && part != "." && part != ".." || strings.HasPrefix(part, "~$") {
			return true
		}
	}
	base := strings.ToLower(path.Base(name))
	return base == "thumbs.db" || base == "desktop.ini"
}

// companions are the endings of files that stand beside agreements and are none.
var companions = []string{".yaml", ".yml", ".json", ".csv", ".db", ".db-wal", ".db-shm"}

// Companion reports whether a file in a folder or an archive stands beside agreements and is none, by its
// name: a read-me file, a catalogue, a database.
func Companion(name string) bool {
	name = strings.ToLower(path.Base(name))
	ext := path.Ext(name)
	return strings.TrimSuffix(name, ext) == "readme" || slices.Contains(companions, ext)
}
