package embedded

import (
	"bufio"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"corridor/corpus"
)

// The files of the index's folder.
const (
	currentFile = "CURRENT"  // names the generation that counts
	lockFile    = "LOCK"     // whoever changes the index holds it
	listFile    = "CONTENTS" // in a generation: its format and its files with sizes and checksums
	prefix      = "g"        // of the folders of generations: g000001
)

// format names how generations are written; another one counts as missing. It changes with what is put into
// documents, with how words are cut, folded and stemmed, and with the version of the segments.
const format = "corridor index 1"

// folder is where an index is kept.
type folder string

func (f folder) path(names ...string) string {
	return filepath.Join(append([]string{string(f)}, names...)...)
}

// current is the name of the generation that counts, "" when there is none.
func (f folder) current() (string, error) {
	data, err := os.ReadFile(f.path(currentFile))
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	name := strings.TrimSpace(string(data))
	if number(name) == 0 {
		return "", fmt.Errorf("%w: %s names no generation", corpus.ErrInvalid, f.path(currentFile))
	}
	return name, nil
}

// number is the number of a generation, 0 when a folder is none.
func number(name string) int {
	n, err := strconv.Atoi(strings.TrimPrefix(name, prefix))
	if err != nil || n <= 0 || !strings.HasPrefix(name, prefix) {
		return 0
	}
	return n
}

// generations lists the folders of generations, complete or not.
func (f folder) generations() (names []string, err error) {
	entries, err := os.ReadDir(string(f))
	for _, e := range entries {
		if number(e.Name()) > 0 {
			names = append(names, e.Name())
		}
	}
	return names, err
}

// make makes the folder of the next generation.
func (f folder) make() (name string, err error) {
	names, err := f.generations()
	if err != nil {
		return "", err
	}
	last := 0
	for _, n := range names {
		last = max(last, number(n))
	}
	name = fmt.Sprintf("%s%06d", prefix, last+1)
	return name, os.Mkdir(f.path(name), 0o755)
}

// publish writes the list of a generation's files and makes it the one that counts.
func (f folder) publish(name string) error {
	if err := writeList(f.path(name)); err != nil {
		return err
	}
	temp := f.path(currentFile + ".new")
	if err := writeSynced(temp, name+"\n"); err != nil {
		return err
	}
	if err := os.Rename(temp, f.path(currentFile)); err != nil {
		return err
	}
	return syncFolder(string(f))
}

// clear removes all generations but one. What another process still reads stays readable to it, or stays until
// the next time.
func (f folder) clear(but string) error {
	names, err := f.generations()
	for _, n := range names {
		if n != but {
			err = errors.Join(err, os.RemoveAll(f.path(n)))
		}
	}
	return err
}

// clone makes links in one generation to the segments of another. The file that lists the segments is copied,
// since it is written to.
func (f folder) clone(from, to string) error {
	entries, err := os.ReadDir(f.path(from))
	if err != nil {
		return err
	}
	for _, e := range entries {
		old, new := f.path(from, e.Name()), f.path(to, e.Name())
		switch {
		case e.Name() == listFile || e.IsDir():
		case filepath.Ext(e.Name()) == ".zap":
			if err := os.Link(old, new); err != nil { // a file system without links
				err = copyFile(old, new)
				if err != nil {
					return err
				}
			}
		default:
			if err := copyFile(old, new); err != nil {
				return err
			}
		}
	}
	return nil
}

func copyFile(from, to string) (err error) {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Sync(), out.Close())
}

func writeSynced(path, text string) error {
	out, err := os.OpenFile(path, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	_, err = io.WriteString(out, text)
	return errors.Join(err, out.Sync(), out.Close())
}

// syncFolder brings the names of a folder to disk.
func syncFolder(path string) error {
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	err = d.Sync()
	if errors.Is(err, errors.ErrUnsupported) || errors.Is(err, fs.ErrPermission) || errors.Is(err, os.ErrInvalid) {
		err = nil // systems whose folders cannot be synced
	}
	return errors.Join(err, d.Close())
}

// writeList writes the format and each file with its size and checksum.
func writeList(dir string) error {
	var b strings.Builder
	fmt.Fprintln(&b, format)
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if e.Name() == listFile || e.IsDir() {
			continue
		}
		size, sum, err := sumOf(filepath.Join(dir, e.Name()))
		if err != nil {
			return err
		}
		fmt.Fprintf(&b, "%s %d %08x\n", e.Name(), size, sum)
	}
	if err := writeSynced(filepath.Join(dir, listFile), b.String()); err != nil {
		return err
	}
	return syncFolder(dir)
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

func sumOf(path string) (size int64, sum uint32, err error) {
	in, err := os.Open(path)
	if err != nil {
		return 0, 0, err
	}
	defer in.Close()
	h := crc32.New(castagnoli)
	size, err = io.Copy(h, in)
	return size, h.Sum32(), err
}

// checkList compares a generation with its list: format, names and sizes; with sums, the checksums too.
func checkList(dir string, sums bool) error {
	in, err := os.Open(filepath.Join(dir, listFile))
	if err != nil {
		return err
	}
	defer in.Close()
	lines := bufio.NewScanner(in)
	if !lines.Scan() || lines.Text() != format {
		return fmt.Errorf("%w: it was written by another version of the program", corpus.ErrInvalid)
	}
	var names []string
	for lines.Scan() {
		var name string
		var size int64
		var sum uint32
		if _, err := fmt.Sscanf(lines.Text(), "%s %d %x", &name, &size, &sum); err != nil {
			return fmt.Errorf("%w: %s: line %q", corpus.ErrInvalid, in.Name(), lines.Text())
		}
		names = append(names, name)
		if err := checkFile(filepath.Join(dir, name), size, sum, sums); err != nil {
			return err
		}
	}
	if !slices.Contains(names, "root.bolt") {
		return fmt.Errorf("%w: %s lists no segments", corpus.ErrInvalid, in.Name())
	}
	return lines.Err()
}

func checkFile(path string, size int64, sum uint32, sums bool) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if info.Size() != size {
		return fmt.Errorf("%w: %s has %d bytes and not %d", corpus.ErrInvalid, path, info.Size(), size)
	}
	if !sums {
		return nil
	}
	if _, have, err := sumOf(path); err != nil || have != sum {
		return errors.Join(err, fmt.Errorf("%w: %s has changed", corpus.ErrInvalid, path))
	}
	return nil
}
