package main

import (
	"context"
	"fmt"
	"io"
	"net/netip"
	"strings"
	"time"

	"github.com/urfave/cli/v2"
)

// program is what the commands take from the world around them.
type program struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	now            func() time.Time
	exe            string                              // this program's file
	extractorSum   string                              // SHA-256 of the program corridor-extract of the same build; "" when it was built alone
	store          string                              // where the repository is when --store is not given
	user           string                              // who changes the repository, for its journal
	model          modelSettings                       // when flags say nothing of it
	index          indexSettings                       // where the search index is, when flags do not say
	terminal       bool                                // standard error is a terminal
	reachable      func(netip.Addr) error              // which addresses files are fetched from; nil is the public network
	pause          time.Duration                       // between two requests to a host; 0 is the usual one
	secret         func(prompt string) (string, error) // asks the user for a word that is not shown; nil when nobody can be asked
	width          int                                 // of the terminal of standard output; 0 when it is none
	tty            bool                                // standard output is a terminal
	line           []string                            // the command line that runs, flags first, without the program
}

// defaultStore is the repository file in the working directory.
const defaultStore = "corridor.db"

// run runs one command line and returns the exit code.
func (p *program) run(ctx context.Context, args []string) int {
	app := p.app()
	args = flagsFirst(app, args)
	p.line = args[min(1, len(args)):]
	err := app.RunContext(ctx, args)
	if err != nil && !said(err) {
		fmt.Fprintln(p.stderr, "corridor: "+oneLine(err))
	}
	return exitCode(err)
}

func (p *program) app() *cli.App {
	app := &cli.App{
		Name:        "corridor",
		Usage:       "read bilateral labour agreements and code what they provide, with proof",
		Description: "Begin with:\n\n  corridor demo\n  corridor score agreement.pdf\n\nExit codes:\n\n" + exitHelp(),
		Writer:      p.stdout, ErrWriter: p.stderr, Reader: p.stdin,
		HideVersion: true, HideHelpCommand: true,
		ExitErrHandler: func(*cli.Context, error) {}, // run decides
		Commands: []*cli.Command{
			p.ingestCommand(),
			p.scoreCommand(),
			p.coverageCommand(),
			p.listCommand(),
			p.showCommand(),
			p.searchCommand(),
			p.similarCommand(),
			p.reindexCommand(),
			p.statusCommand(),
			p.verifyCommand(),
			p.backupCommand(),
			p.restoreCommand(),
			p.exportCommand(),
			p.importCommand(),
			p.publishCommand(),
			p.withholdCommand(),
			p.familyCommand(),
			p.savedCommand(),
			p.agreeCommand(),
			p.gapCommand(),
			p.roundCommand(),
			p.compareCommand(),
			p.clausesCommand(),
			p.checklistCommand(),
			p.trendCommand(),
			p.mapCommand(),
			p.blankCommand(),
			p.reportCommand(),
			p.rubricCommand(),
			p.serveCommand(),
			p.demoCommand(),
			p.versionCommand(),
		},
		Action: unknownCommand,
	}
	app.OnUsageError = wrongFlag
	for _, c := range app.Commands {
		strict(c)
	}
	return app
}

// strict makes a command answer a wrong flag with one line, and take "help" for a file like any other.
func strict(c *cli.Command) {
	c.OnUsageError = wrongFlag
	c.HideHelpCommand = true
	for _, sub := range c.Subcommands {
		strict(sub)
	}
}

func wrongFlag(c *cli.Context, err error, _ bool) error {
	return usagef(c, "%s", strings.TrimPrefix(err.Error(), "flag "))
}

// unknownCommand answers a word that is no command; without a word it shows the help.
func unknownCommand(c *cli.Context) error {
	if !c.Args().Present() {
		return cli.ShowSubcommandHelp(c)
	}
	var names []string
	for _, cmd := range c.Command.Subcommands {
		if !cmd.Hidden {
			names = append(names, cmd.Name)
		}
	}
	return usagef(c, "no command %q: one of %s", c.Args().First(), strings.Join(names, ", "))
}

// usagef is an error in the command line itself. It ends by where to read more.
func usagef(c *cli.Context, format string, args ...any) error {
	return fmt.Errorf("%w: %s (see %s --help)", errUsage, fmt.Sprintf(format, args...), c.Command.HelpName)
}

// wantArgs refuses a command line with fewer or more arguments than a command takes; most < 0 is no limit.
func wantArgs(c *cli.Context, least, most int, what string) error {
	switch n := c.NArg(); {
	case n < least:
		return usagef(c, "give %s", what)
	case most >= 0 && n > most:
		return usagef(c, "%q is one argument too many", c.Args().Get(most))
	}
	return nil
}

// example sets an example under a command's description.
func example(description string, lines ...string) string {
	return description + "\n\nExample:\n\n  " + strings.Join(lines, "\n  ")
}
