package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"corridor/corpus"
	"corridor/reports"
)

// maxReport is the largest report that is verified: 256 MiB.
const maxReport = 256 << 20

func (p *program) reportCommand() *cli.Command {
	return &cli.Command{
		Name:  "report",
		Usage: "make a report again from its manifest, and say whether it is the same byte for byte",
		Description: example("Every report written with --out carries a manifest: the command, the texts with their hashes, the rubrics, the raters "+
			"and the version of the program. CSV has no place for one. When the report comes out otherwise, what changed is listed.",
			"corridor report --verify coverage.html --store corridor.db"),
		Flags: []cli.Flag{&cli.PathFlag{Name: "verify", Usage: "the `FILE` of the report", Required: true}, p.storeFlag(), passwordFlag()},
		Action: func(c *cli.Context) error {
			if err := wantArgs(c, 0, 0, ""); err != nil {
				return err
			}
			return p.verifyReport(c.Context, c.Path("verify"), c.Path("store"), c.String("password"))
		},
	}
}

// verifyReport makes the report again in a folder of its own and compares the bytes.
func (p *program) verifyReport(ctx context.Context, file, store, password string) error {
	was, err := readUpTo(file, maxReport)
	if err != nil {
		return fileError("verify", file, err)
	}
	m, err := reports.ReadManifest(was)
	if err != nil {
		return fmt.Errorf("verify %s: %w", file, err)
	}
	dir, err := os.MkdirTemp("", "corridor-report-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	fresh := filepath.Join(dir, "report")
	if err := p.makeAgain(ctx, m, fresh, store, password); err != nil {
		return fmt.Errorf("verify %s: it cannot be made again: %w", file, err)
	}
	is, err := readUpTo(fresh, maxReport)
	if err != nil {
		return err
	}
	if bytes.Equal(was, is) {
		_, err := fmt.Fprintf(p.stdout, "%s: made again, the same %d bytes\n%s\n", file, len(is), m.Command())
		return err
	}
	return p.sayChanged(file, m, is)
}

// sayChanged lists how the report differs from what it would be now.
func (p *program) sayChanged(file string, m reports.Manifest, is []byte) error {
	now, err := reports.ReadManifest(is)
	if err != nil {
		return err
	}
	lines := m.Changed(now)
	if len(lines) == 0 {
		lines = []string{"the texts, rubrics, raters and program are the same: the file itself was changed, or a coding was added"}
	}
	for _, l := range lines {
		fmt.Fprintln(p.stdout, l)
	}
	return fmt.Errorf("verify %s: %w: made again it is another file; %d differences are listed", file, corpus.ErrInvalid, len(lines))
}

// makeAgain runs the command of the manifest in this program, with its words kept off the terminal.
func (p *program) makeAgain(ctx context.Context, m reports.Manifest, out, store, password string) error {
	if err := harmless(m.Arguments); err != nil {
		return err
	}
	again := *p
	var said strings.Builder
	again.stdout, again.stderr, again.terminal, again.tty, again.width = io.Discard, &said, false, false, 0
	args := []string{"corridor", m.Arguments[0]}
	args = append(args, m.Arguments[1:]...)
	app := again.app()
	args = flagsFirst(app, args)
	own := []string{"--format", string(m.Format), "--out", out}
	if m.Language != "en" {
		own = append(own, "--lang", m.Language)
	}
	if store != "" {
		own = append(own, "--store", store)
	}
	if password != "" {
		own = append(own, "--password", password)
	}
	at := commandWords(app, args)
	args = slices.Insert(args, at, keepKnown(app, args[:at], own)...)
	if code := again.run(ctx, args); code != exitOK && code != exitSome {
		return fmt.Errorf("%w: %s", corpus.ErrInvalid, strings.TrimPrefix(strings.TrimSpace(said.String()), "corridor: "))
	}
	return nil
}

// reportCommands only read: a manifest, which anybody may have written, runs none but these.
var reportCommands = []string{"score", "coverage", "agree", "list", "show", "rubric", "gap", "round", "compare", "clauses", "checklist", "trend", "map", "blank"}

// harmless refuses a command that could change something or send a text away.
func harmless(arguments []string) error {
	if !slices.Contains(reportCommands, arguments[0]) {
		return fmt.Errorf("command %q: %w: one of %s", arguments[0], corpus.ErrInvalid, strings.Join(reportCommands, ", "))
	}
	for i, a := range arguments {
		if strings.HasPrefix(strings.TrimLeft(a, "-"), "model") || strings.Contains(a, "rater=model") || a == "--rater" && slices.Contains(arguments[i+1:min(i+2, len(arguments))], "model") {
			return fmt.Errorf("a language model codes in it: %w: a model is asked only when you call the command yourself", corpus.ErrInvalid)
		}
	}
	return nil
}

// commandWords is how many of the arguments name the program and its command.
func commandWords(app *cli.App, args []string) int {
	n, commands := 1, app.Commands
	for n < len(args) {
		i := slices.IndexFunc(commands, func(c *cli.Command) bool { return c.HasName(args[n]) })
		if i < 0 {
			break
		}
		n, commands = n+1, commands[i].Subcommands
	}
	return n
}

// keepKnown drops the flags, each with its value, that the command does not have.
func keepKnown(app *cli.App, words, flags []string) (out []string) {
	var known []cli.Flag
	commands := app.Commands
	for _, w := range words[1:] {
		i := slices.IndexFunc(commands, func(c *cli.Command) bool { return c.HasName(w) })
		known, commands = commands[i].Flags, commands[i].Subcommands
	}
	for i := 0; i+1 < len(flags); i += 2 {
		if takesValue(known, flags[i]) {
			out = append(out, flags[i], flags[i+1])
		}
	}
	return out
}

// notQuery are the flags that say where things are or how they are shown, or are secret: no part of a report's query.
var notQuery = []string{"store", "s", "out", "o", "format", "f", "lang", "quiet", "q", "password"}

// query is the command line that runs, without those flags and without the folders of this machine.
func (p *program) query(c *cli.Context) (out []string) {
	words := len(p.line)
	if i := slices.IndexFunc(p.line, func(a string) bool { return a == "--" }); i >= 0 {
		words = i
	}
	for i := 0; i < words; i++ {
		arg := p.line[i]
		name, _, joined := strings.Cut(strings.TrimLeft(arg, "-"), "=")
		if len(arg) < 2 || arg[0] != '-' {
			out = append(out, arg)
			continue
		}
		value := !joined && i+1 < words && takesValue(c.Command.Flags, arg)
		if !slices.Contains(notQuery, name) {
			out = append(out, p.line[i:i+1+btoi(value)]...)
		}
		i += btoi(value)
	}
	for _, arg := range p.line[min(words+1, len(p.line)):] {
		if filepath.IsAbs(arg) {
			arg = filepath.Base(arg)
		}
		out = append(out, arg)
	}
	return out
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}
