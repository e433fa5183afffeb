package store_test

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"corridor/store"
)

// flips is how many bytes are damaged of each sort of object.
const flips = 50

// object is something of a store that can be damaged: bytes of a file, and how verify names it.
type object struct {
	name string // "text ab12…"
	file string
	from int64 // of its bytes in the file
	size int
}

// TestEveryFlip changes one bit of a byte of an original, a text, an assessment or the journal, 200 times, and wants each to be
// found and the object to be named.
func TestEveryFlip(t *testing.T) {
	path := filepath.Join(memory(t), "s.db")
	s, err := store.Open(context.Background(), path)
	must(t, err)
	library(t, s)
	must(t, s.Close())
	must(t, raw(t, path, `PRAGMA journal_mode = DELETE; VACUUM`)) // no second copy of anything in free pages
	seed := rand.New(rand.NewPCG(7, 11))
	for _, sort := range []struct {
		name    string
		objects []object
	}{
		{"original", originalsOf(t, path)},
		{"text", rowsOf(t, path, "text", `SELECT id, id || text FROM texts`)},
		{"assessment", rowsOf(t, path, "assessment", `SELECT seq, agreement || rubric || rater || rater_kind || tool || time || findings FROM assessments`)},
		{"journal", rowsOf(t, path, "journal", `SELECT seq, time || who || action || object || key || agreement || before || after || hash FROM journal`)},
	} {
		if len(sort.objects) < 4 {
			t.Fatalf("only %d of %s", len(sort.objects), sort.name)
		}
		for range times(flips) {
			o := sort.objects[seed.IntN(len(sort.objects))]
			o.flip(t, path, o.from+int64(seed.IntN(o.size)), 1<<seed.IntN(8))
		}
	}
}

// flip changes bits of one byte, verifies, and puts the byte back.
func (o object) flip(t *testing.T, path string, at int64, bits byte) {
	t.Helper()
	flip(t, o.file, at, bits)
	if faults := faultsAt(path); !strings.Contains("\n"+faults, "\n"+o.name+": ") {
		t.Errorf("%s, byte %d of its %d, bits %08b: found %q", o.name, at-o.from, o.size, bits, faults)
	}
	flip(t, o.file, at, bits)
}

func flip(t *testing.T, file string, at int64, bits byte) {
	f, err := os.OpenFile(file, os.O_RDWR, 0)
	must(t, err)
	b := make([]byte, 1)
	_, err = f.ReadAt(b, at)
	must(t, err)
	b[0] ^= bits
	_, err = f.WriteAt(b, at)
	must(t, err)
	must(t, f.Close())
}

// TestFlipAnywhere changes bits anywhere in the file of the database, where nothing may stand as well as where something does: what
// is not found has changed nothing.
func TestFlipAnywhere(t *testing.T) {
	dir := memory(t)
	path, work := filepath.Join(dir, "s.db"), filepath.Join(dir, "w.db")
	s, err := store.Open(context.Background(), path)
	must(t, err)
	library(t, s)
	must(t, s.Close())
	must(t, os.CopyFS(work+store.OriginalsSuffix, os.DirFS(path+store.OriginalsSuffix)))
	good, err := os.ReadFile(path)
	must(t, err)
	want := contentAt(t, path, filepath.Join(dir, "want"))
	seed, found := rand.New(rand.NewPCG(13, 17)), 0
	for i := range times(4 * flips) {
		at, bits := seed.IntN(len(good)), byte(1<<seed.IntN(8))
		bad := bytes.Clone(good)
		bad[at] ^= bits
		must(t, os.WriteFile(work, bad, 0o644))
		if faultsAt(work) != "" {
			found++
		} else if have := contentAt(t, work, filepath.Join(dir, fmt.Sprint(i))); have != want {
			t.Errorf("byte %d, bits %08b: nothing was found, and the content is another", at, bits)
		}
		must(t, removeStore(work))
	}
	t.Logf("%d of %d found", found, times(4*flips))
}

// contentAt is a hash over all that the store at path holds, as its export has it.
func contentAt(t *testing.T, path, dir string) string {
	s, err := store.Open(context.Background(), path)
	must(t, err)
	_, err = s.Export(context.Background(), dir, true)
	must(t, err)
	must(t, s.Close())
	defer func() { must(t, os.RemoveAll(dir)) }()
	return fingerprint(dir)
}

// removeStore removes the database at path with its log.
func removeStore(path string) error {
	for _, suffix := range []string{"-wal", "-shm"} {
		if err := os.Remove(path + suffix); err != nil && !os.IsNotExist(err) {
			return err
		}
	}
	return os.Remove(path)
}

// faultsAt opens and verifies the store at path.
func faultsAt(path string) string {
	s, err := store.Open(context.Background(), path)
	if err != nil {
		return err.Error()
	}
	v, err := s.Verify(context.Background(), store.VerifyOptions{})
	if e := s.Close(); err != nil || e != nil {
		return fmt.Sprint(err, e)
	}
	var out strings.Builder
	for _, f := range v.Faults {
		fmt.Fprintf(&out, "%s %s: %s\n", f.Object, f.ID, f.Problem)
	}
	return out.String()
}

func originalsOf(t *testing.T, path string) (out []object) {
	files, err := filepath.Glob(path + store.OriginalsSuffix + "/??/*")
	must(t, err)
	for _, file := range files {
		info, err := os.Stat(file)
		must(t, err)
		out = append(out, object{"original " + filepath.Base(file), file, 0, int(info.Size())})
	}
	return out
}

// rowsOf finds the bytes of rows in the file of the database: query gives what verify calls each, and its values in the order in
// which they stand.
func rowsOf(t *testing.T, path, sort, query string) (out []object) {
	db, err := sql.Open("sqlite", path)
	must(t, err)
	defer db.Close()
	file, err := os.ReadFile(path)
	must(t, err)
	rows, err := db.Query(query)
	must(t, err)
	defer rows.Close()
	for rows.Next() {
		var id, content string
		must(t, rows.Scan(&id, &content))
		if bytes.Count(file, []byte(content)) != 1 { // it goes on on another page
			continue
		}
		out = append(out, object{sort + " " + id, path, int64(bytes.Index(file, []byte(content))), len(content)})
	}
	must(t, rows.Err())
	return out
}
