package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/urfave/cli/v2"

	"corridor/corpus"
	"corridor/ingest"
	"corridor/ingest/fetch"
	"corridor/store"
)

// intake is one run of ingest.
type intake struct {
	p       *program
	store   *store.Store
	bench   *bench
	opt     ingest.Options
	fetcher *fetch.Fetcher
	tool    string // names what reads, and how
	again   bool   // read what was read before
	count   map[store.State]int
	held    int                   // documents that were read before and not again
	lost    int                   // inputs that could not even be accounted for: no such file
	secret  map[string]store.File // what is withheld, by SHA-256: it is not read
}

func (p *program) newIntake(c *cli.Context, s *store.Store) (*intake, error) {
	b, err := p.newBench(c)
	if err != nil {
		return nil, err
	}
	secret, err := withheldFiles(c.Context, s)
	if err != nil {
		return nil, err
	}
	opt, err := p.reading(c)
	return &intake{p: p, store: s, bench: b, opt: opt, fetcher: p.fetcher(), tool: readingTool(opt), again: c.Bool("again"), count: map[store.State]int{}, secret: secret}, err
}

// readingTool names what reads files, and how: this program, and the options that change what it reads.
func readingTool(opt ingest.Options) string {
	name := toolName()
	if opt.Revisions != ingest.RevisionsAccept {
		name += ", revisions " + string(opt.Revisions)
	}
	switch {
	case opt.OCR.Recognize == nil || opt.OCR.Mode == ingest.OCRNever:
		name += ", no OCR"
	case opt.OCR.Mode == ingest.OCRAlways:
		name += ", OCR always"
	}
	return name
}

// taken is one input after reading and coding: a record for each document, or for the whole when it gives none.
type taken struct {
	input
	records []store.Record
	held    []store.File // documents that were read before
	kept    []store.File // documents that are withheld
	files   []store.File // what became of the records, when they were written with those of other inputs
}

// largeInput is the size, in bytes, from which the memory of an input is given back as soon as it is done.
const largeInput = 8 << 20

func (t taken) large() bool {
	n := 0
	for _, r := range t.records {
		n += len(r.Data)
	}
	return n >= largeInput
}

// run ingests the files, and ends with a table of what became of them.
func (in *intake) run(c *cli.Context, files []input, passed int) error {
	err := in.all(c.Context, files, c.Bool("quiet"))
	in.table(passed)
	return err
}

// resultsAhead is how many inputs may be under way or read and not yet written: enough for all cores to go on
// reading while a transaction waits for the medium.
const resultsAhead = 16

// all reads and codes on all cores and writes in the order of the files, so that the same files make the
// same repository. What is read while something is written goes together into the next transaction.
func (in *intake) all(ctx context.Context, files []input, quiet bool) error {
	bar := in.p.progress(quiet, "ingest", len(files))
	defer bar.end()
	a := ahead[taken]{workers: runtime.GOMAXPROCS(0), results: max(resultsAhead, runtime.GOMAXPROCS(0)), large: taken.large}
	for group := range inGroups(ctx, a, files, in.take) {
		if ctx.Err() != nil {
			break
		}
		if err := in.putGroup(ctx, bar, group); err != nil {
			if ctx.Err() != nil {
				break
			}
			return err
		}
		if group[len(group)-1].large() {
			clear(group)
			runtime.GC() // at once: large files one after the other would pile up
		}
	}
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("ingest: %w", err)
	}
	return outcomeOf(in.failed(), len(files))
}

// take reads and codes one input.
func (in *intake) take(ctx context.Context, file input) taken {
	t := taken{input: file}
	if f, ok := in.heldAt(ctx, file); ok {
		t.held = []store.File{f}
		return t
	}
	data, err := in.bytesOf(ctx, file)
	if err != nil {
		t.err = err
		return t
	}
	if in.passes(ctx, &t, file.name, data, true) {
		return t
	}
	opt := in.opt
	opt.Address = file.address
	opt.Known = func(name string, data []byte) bool { return in.passes(ctx, &t, file.nameOf(name), data, in.again) }
	readings, err := ingest.ReadAll(ctx, file.name, data, opt)
	if err != nil {
		readings = []ingest.Reading{{Name: filepath.Base(file.name), Data: data, Err: err}}
	}
	for _, r := range readings {
		if rec := in.record(file, r); rec.Err != nil || rec.Agreement != nil {
			t.records = append(t.records, in.code(ctx, rec))
		}
	}
	return t
}

// passes reports whether a document is passed over: it is withheld, or was read before and need not be again.
func (in *intake) passes(ctx context.Context, t *taken, name string, data []byte, again bool) bool {
	if f, ok := in.secret[hashOf(data)]; ok {
		f.Name, f.Time = name, in.p.now()
		t.kept = append(t.kept, f)
		return true
	}
	if again {
		return false
	}
	f, ok := in.heldFile(ctx, name, data)
	if ok {
		t.held = append(t.held, f)
	}
	return ok
}

// nameOf is what a document of the input is called in records, by the name of its reading.
func (file input) nameOf(reading string) string {
	return file.name + strings.TrimPrefix(reading, filepath.Base(file.name))
}

func hashOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// fetcher gets files from the public network.
func (p *program) fetcher() *fetch.Fetcher {
	return fetch.New(fetch.Options{Agent: "corridor/" + buildVersion(), Allow: p.reachable, Pause: p.pause})
}

// record is what is known of one document before it is coded.
func (in *intake) record(file input, r ingest.Reading) store.Record {
	rec := store.Record{Name: file.nameOf(r.Name), Time: in.p.now(), Data: r.Data, Tool: in.tool, Address: file.address, Reread: in.again, Err: r.Err}
	if len(r.Agreements) > 0 {
		rec.Agreement, rec.Others = r.Agreements[0], r.Agreements[1:]
	}
	return rec
}

// heldFile finds a document that this tool has read before, of the same bytes.
func (in *intake) heldFile(ctx context.Context, name string, data []byte) (store.File, bool) {
	f, err := in.store.File(ctx, name, hashOf(data))
	return f, err == nil && in.readBefore(ctx, f) // a fault of the store shows when the document is put
}

// readBefore reports whether this tool has read a file and would come to nothing else now. A file that only a password
// was missing to is read when there is one; an original that was lost or changed is mended by giving the file again.
func (in *intake) readBefore(ctx context.Context, f store.File) bool {
	locked := f.State == store.StateFailed && strings.HasSuffix(f.Reason, corpus.ErrEncrypted.Error())
	switch {
	case f.Tool != in.tool, locked && (in.opt.Password != "" || in.opt.AskPassword != nil):
		return false
	case f.Agreement == "":
		return true
	}
	_, _, err := in.store.Original(ctx, f.SHA256)
	return err == nil
}

// code rates the agreement of a record and its further language versions, each once.
func (in *intake) code(ctx context.Context, r store.Record) store.Record {
	if r.Agreement == nil {
		return r
	}
	for _, a := range append([]*corpus.Agreement{r.Agreement}, r.Others...) {
		as, err := in.bench.rate(ctx, a, in.bench.lib.Rubrics)
		r.Assessments, r.Err = append(r.Assessments, as...), errors.Join(r.Err, err)
	}
	return r
}

// before is why a document gave nothing when it was read before.
type before struct{ store.File }

func (b before) Error() string { return b.Reason + " (as before)" }

func (b before) Unwrap() error {
	if b.State == store.StateNoText {
		return corpus.ErrNoText
	}
	return corpus.ErrUnreadable
}

// known reports whether an error is of an input and not of the machine.
func known(err error) bool {
	code := exitCode(err)
	return code != exitInternal && code != exitInterrupted
}

// failed is how many inputs gave nothing to code.
func (in *intake) failed() int {
	return in.count[store.StateFailed] + in.count[store.StateNoText] + in.lost
}

// table says what became of every input.
func (in *intake) table(passed int) {
	total := in.lost
	for _, state := range store.States() {
		if n := in.count[state]; n > 0 {
			fmt.Fprintf(in.p.stdout, "%-16s %6d\n", state, n)
			total += n
		}
	}
	if in.lost > 0 {
		fmt.Fprintf(in.p.stdout, "%-16s %6d\n", "not readable", in.lost)
	}
	fmt.Fprintf(in.p.stdout, "%-16s %6d\n", "total", total)
	if in.held > 0 {
		fmt.Fprintf(in.p.stdout, "(%d of them were read before in the same way, and not again)\n", in.held)
	}
	if passed > 0 {
		fmt.Fprintf(in.p.stdout, "(%d hidden or companion files passed over)\n", passed)
	}
}
