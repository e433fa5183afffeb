package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/urfave/cli/v2"

	"corridor/corpus"
	"corridor/ingest"
	"corridor/store"
)

func (p *program) ingestCommand() *cli.Command {
	return &cli.Command{
		Name:      "ingest",
		Usage:     "read files into the repository and code them under every rubric",
		ArgsUsage: "FILE|DIR…",
		Description: example("Reads text, Markdown, HTML and PDF, told apart by their content. Folders are walked; hidden files and files that "+
			"stand beside agreements (read-me files, .yaml, .json, .csv, .db) are passed over in them. A file that cannot be read is named and accounted "+
			"for, and the rest goes on. Every file given is kept whole or not at all.", "corridor ingest agreements/ memo.pdf --store corridor.db"),
		Flags:       append([]cli.Flag{p.storeFlag(), quietFlag()}, readingFlags()...),
		Subcommands: []*cli.Command{p.ingestEvaluateCommand()},
		Action: func(c *cli.Context) error {
			if err := wantArgs(c, 1, -1, "the files or folders to ingest"); err != nil {
				return err
			}
			files, passed := inputsOf(c.Args().Slice())
			return p.ingestInto(c, c.Path("store"), files, passed)
		},
	}
}

// ingestInto ingests the files into the store at path, which is made when there is none, and ends with a
// table of what became of them.
func (p *program) ingestInto(c *cli.Context, path string, files []input, passed int) error {
	s, err := p.makeStore(c.Context, path)
	if err != nil {
		return err
	}
	in, err := p.newIntake(c, s)
	if err == nil {
		err = in.all(c.Context, files, c.Bool("quiet"))
		in.table(passed)
	}
	if e := s.Close(); err == nil {
		err = e
	}
	return err
}

// intake is one run of ingest.
type intake struct {
	p     *program
	store *store.Store
	bench *bench
	opt   ingest.Options
	count map[store.State]int
	lost  int // inputs that could not even be accounted for: no such file
}

func (p *program) newIntake(c *cli.Context, s *store.Store) (*intake, error) {
	b, err := p.newBench(c)
	if err != nil {
		return nil, err
	}
	opt, err := p.reading(c)
	return &intake{p: p, store: s, bench: b, opt: opt, count: map[store.State]int{}}, err
}

// taken is one input after reading and coding: a record for each document, or for the whole when it gives none.
type taken struct {
	input
	records []store.Record
}

// all reads and codes on all cores and writes in the order of the files, so that the same files make the
// same repository.
func (in *intake) all(ctx context.Context, files []input, quiet bool) error {
	bar := in.p.progress(quiet, "ingest", len(files))
	defer bar.end()
	for t := range inOrder(ctx, runtime.GOMAXPROCS(0), files, in.take) {
		if ctx.Err() != nil {
			break
		}
		if err := in.put(ctx, t); err != nil {
			if ctx.Err() != nil {
				break
			}
			bar.say(in.p, "corridor: "+oneLine(named(t.path, err)))
			if !known(err) {
				return err
			}
		}
		bar.step()
	}
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("ingest: %w", err)
	}
	return outcomeOf(in.failed(), len(files))
}

// take reads and codes one input.
func (in *intake) take(ctx context.Context, file input) taken {
	t := taken{input: file}
	data, err := file.read()
	if err != nil {
		t.err = err
		return t
	}
	now := in.p.now()
	readings, err := ingest.ReadAll(ctx, file.name, data, in.opt)
	if err != nil {
		t.records = []store.Record{{Name: file.name, Time: now, Data: data, Err: err}}
		return t
	}
	for _, r := range readings {
		name := file.name + strings.TrimPrefix(r.Name, filepath.Base(file.name))
		if r.Err != nil {
			t.records = append(t.records, store.Record{Name: name, Time: now, Data: r.Data, Err: r.Err})
		}
		if len(r.Agreements) > 0 {
			t.records = append(t.records, in.code(ctx, store.Record{Name: name, Time: now, Data: r.Data, Agreement: r.Agreements[0], Others: r.Agreements[1:]}))
		}
	}
	return t
}

// code rates the agreement of a record and its further language versions, each once.
func (in *intake) code(ctx context.Context, r store.Record) store.Record {
	for _, a := range append([]*corpus.Agreement{r.Agreement}, r.Others...) {
		as, err := in.bench.rate(ctx, a, in.bench.lib.Rubrics)
		r.Assessments, r.Err = append(r.Assessments, as...), errors.Join(r.Err, err)
	}
	return r
}

// put writes what was taken, and returns why documents of the input gave no agreement.
func (in *intake) put(ctx context.Context, t taken) error {
	if t.err != nil {
		in.lost++
		return t.err
	}
	var faults []error
	for _, r := range t.records {
		if err := in.putRecord(ctx, r); err != nil && !known(err) {
			return err
		} else if err != nil {
			faults = append(faults, err)
		}
	}
	return errors.Join(faults...)
}

// putRecord writes one record, and returns why it holds no agreement.
func (in *intake) putRecord(ctx context.Context, r store.Record) error {
	f, err := in.store.Put(ctx, r)
	if errors.Is(err, corpus.ErrInvalid) && r.Agreement != nil { // what was read breaks a rule
		r.Agreement, r.Err = nil, err
		f, err = in.store.Put(ctx, r)
	}
	if err != nil {
		return err
	}
	in.count[f.State]++
	return r.Err
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
	if passed > 0 {
		fmt.Fprintf(in.p.stdout, "(%d hidden or companion files passed over)\n", passed)
	}
}
