package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"slices"
	"sync"

	"github.com/urfave/cli/v2"

	"corridor/corpus"
	"corridor/ingest"
	"corridor/reports"
	"corridor/rubric"
	"corridor/store"
)

func (p *program) scoreCommand() *cli.Command {
	return &cli.Command{
		Name:      "score",
		Usage:     "show what agreements provide, criterion by criterion, with the passages that prove it",
		ArgsUsage: "FILE|ID…",
		Description: example("A file needs no repository. An id, or its first six digits or more, is looked up in the repository, where people's and "+
			"other raters' codings count too. Without --rubric the rubric for the agreement's kind is taken; \"all\" is every rubric.",
			"corridor score agreement.pdf --rubric r086,box11", "corridor score agreement.pdf --rater model --model NAME --model-url http://localhost:8080/v1",
			"corridor score 3f9a12 --format html --out card.html"),
		Flags: append([]cli.Flag{rubricFlag("score under these `RUBRICS`, set apart by commas"), formatFlag(), outFlag(), langFlag(), p.storeFlag(), quietFlag(),
			&cli.BoolFlag{Name: "peers", Usage: "set each agreement beside its like in the repository; done without asking when --store is given or an id is named", DefaultText: "as said"}},
			slices.Concat(readingFlags(), p.raterFlags("who codes"))...),
		Action: func(c *cli.Context) error {
			if err := wantArgs(c, 1, -1, "the files or ids to score"); err != nil {
				return err
			}
			if _, err := formatOf(c); err != nil {
				return err
			}
			return p.score(c)
		},
	}
}

func (p *program) score(c *cli.Context) error {
	b, err := p.newBench(c)
	if err != nil {
		return err
	}
	if b.model, err = p.modelRater(c, b.lib); err != nil {
		return err
	}
	desk, err := p.newDesk(c, b)
	if err != nil {
		return err
	}
	if c.Bool("peers") || c.IsSet("store") {
		if _, err := desk.repository(c); err != nil {
			return err
		}
	}
	cards, failed, err := desk.cards(c.Context, c.Args().Slice(), c.Bool("quiet"))
	if err = errors.Join(err, desk.close()); err != nil {
		return err
	}
	if len(cards) > 0 {
		if err := p.writeReport(c, reports.NewScorecards(cards...)); err != nil {
			return err
		}
	}
	return outcomeOf(failed, c.NArg())
}

// desk makes scorecards of files and of stored agreements.
type desk struct {
	p     *program
	bench *bench
	opt   ingest.Options
	open  func() (*store.Store, error)
	store *store.Store // opened when the first id, or peers, are asked for
	peers peerRoom
}

func (p *program) newDesk(c *cli.Context, b *bench) (*desk, error) {
	opt, err := p.reading(c)
	return &desk{p: p, bench: b, opt: opt, open: func() (*store.Store, error) { return openStore(c) }}, err
}

func (d *desk) close() error {
	if d.store == nil {
		return nil
	}
	return d.store.Close()
}

// scored is the scorecards of one argument.
type scored struct {
	cards []reports.Scorecard
	err   error
}

// cards scores every argument; those that fail are named and counted.
func (d *desk) cards(ctx context.Context, args []string, quiet bool) (cards []reports.Scorecard, failed int, err error) {
	bar := d.p.progress(quiet || len(args) < 2, "score", len(args))
	defer bar.end()
	subjects, err := d.subjects(args)
	if err != nil {
		return nil, 0, err
	}
	for s := range inOrder(ctx, runtime.GOMAXPROCS(0), subjects, d.scoreOne) {
		if s.err != nil && ctx.Err() == nil {
			failed++
			bar.say(d.p, "corridor: "+oneLine(s.err))
		}
		cards = append(cards, s.cards...)
		bar.step()
	}
	return cards, failed, ctx.Err()
}

// subject is a file, or an id when it names no file.
type subject struct {
	name string
	id   bool
}

// subjects tells files from ids and opens the repository when there is an id.
func (d *desk) subjects(args []string) (out []subject, err error) {
	for _, arg := range args {
		_, missing := os.Stat(arg)
		s := subject{arg, missing != nil && looksLikeID(arg)}
		if s.id && d.store == nil {
			if d.store, err = d.open(); err != nil {
				return nil, fmt.Errorf("score %s: no such file, and as an id: %w", arg, err)
			}
		}
		out = append(out, s)
	}
	return out, nil
}

func looksLikeID(s string) bool {
	for _, r := range s {
		if (r < '0' || r > '9') && (r < 'a' || r > 'f') && (r < 'A' || r > 'F') {
			return false
		}
	}
	return len(s) >= store.MinPrefix
}

func (d *desk) scoreOne(ctx context.Context, s subject) (out scored) {
	texts, held, err := d.load(ctx, s)
	for _, a := range texts {
		cards, e := d.cardsOf(ctx, a, held)
		out.cards, err = append(out.cards, cards...), errors.Join(err, e)
	}
	out.err = err
	return out
}

// cardsOf makes the scorecards of one agreement.
func (d *desk) cardsOf(ctx context.Context, a *corpus.Agreement, held []*rubric.Assessment) (out []reports.Scorecard, err error) {
	rubrics := d.bench.rubricsFor(a.Kind.Value)
	held, err = d.complete(ctx, a, held, rubrics)
	if err != nil {
		return nil, err
	}
	for _, r := range rubrics {
		findings := rubric.Resolve(held, r, rubric.DefaultOrder)
		card := reports.NewScorecard(a, r, findings)
		if d.store != nil {
			rows, err := d.peers.rows(ctx, d.store, r)
			if err != nil {
				return nil, err
			}
			card.Peers = reports.NewPeers(reports.SummaryOf(a), r, findings, rows)
		}
		out = append(out, card)
	}
	return out, nil
}

// peerRoom keeps what was found of all agreements under a rubric, for several cards.
type peerRoom struct {
	sync.Mutex
	under map[string][]reports.CoverageRow
}

func (p *peerRoom) rows(ctx context.Context, s *store.Store, r *rubric.Rubric) ([]reports.CoverageRow, error) {
	p.Lock()
	defer p.Unlock()
	if rows, ok := p.under[r.Ref()]; ok {
		return rows, nil
	}
	list, err := s.List(ctx, store.Filter{})
	if err != nil {
		return nil, err
	}
	rows, err := reports.GatherRows(ctx, s, r, list)
	if err != nil {
		return nil, err
	}
	if p.under == nil {
		p.under = map[string][]reports.CoverageRow{}
	}
	p.under[r.Ref()] = rows
	return rows, nil
}

// load finds the agreements of a file, or the one of an id with the codings that are held.
func (d *desk) load(ctx context.Context, s subject) ([]*corpus.Agreement, []*rubric.Assessment, error) {
	if s.id {
		a, err := d.store.Agreement(ctx, s.name)
		if err != nil {
			return nil, nil, err
		}
		held, err := d.store.Assessments(ctx, a.ID)
		return []*corpus.Agreement{a}, held, err
	}
	texts, err := d.p.readAgreements(ctx, s.name, d.opt)
	return texts, nil, err
}

// readAgreements reads a file that is in no repository: its agreements, and why documents of it gave none.
func (p *program) readAgreements(ctx context.Context, path string, opt ingest.Options) (out []*corpus.Agreement, err error) {
	data, err := p.read(input{path: path})
	if err != nil {
		return nil, err
	}
	readings, err := ingest.ReadAll(ctx, recordName(path), data, opt)
	for _, r := range readings {
		out, err = append(out, r.Agreements...), errors.Join(err, r.Err)
	}
	return out, named(path, err)
}

// readAgreement reads a file that is one document.
func (p *program) readAgreement(ctx context.Context, path string, opt ingest.Options) (*corpus.Agreement, error) {
	data, err := p.read(input{path: path})
	if err != nil {
		return nil, err
	}
	a, err := ingest.Read(ctx, recordName(path), data, opt)
	return a, named(path, err)
}

// complete adds the rules' codings under rubrics for which none is held, or the model's under all; they are not stored.
func (d *desk) complete(ctx context.Context, a *corpus.Agreement, held []*rubric.Assessment, rubrics []*rubric.Rubric) ([]*rubric.Assessment, error) {
	var missing []*rubric.Rubric
	for _, r := range rubrics {
		if d.bench.model != nil || !ratedUnder(held, r, rubric.Rules) {
			missing = append(missing, r)
		}
	}
	if len(missing) == 0 {
		return held, nil
	}
	fresh, err := d.bench.rate(ctx, a, missing)
	return append(held, fresh...), err
}

func ratedUnder(held []*rubric.Assessment, r *rubric.Rubric, kind rubric.RaterKind) bool {
	for _, as := range held {
		if as.Rubric == r.Ref() && as.RaterKind == kind {
			return true
		}
	}
	return false
}
