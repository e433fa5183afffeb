package main

import (
	"slices"
	"strings"

	"github.com/urfave/cli/v2"
)

// flagsFirst moves the flags of a command before its arguments, so that "score FILE --format json" says
// the same as "score --format json FILE". The library reads no flag after the first argument.
func flagsFirst(app *cli.App, args []string) []string {
	out, rest := args[:min(1, len(args))], args[min(1, len(args)):]
	flags, commands := app.Flags, app.Commands
	for len(rest) > 0 {
		i := slices.IndexFunc(commands, func(c *cli.Command) bool { return c.HasName(rest[0]) })
		if i < 0 {
			break
		}
		flags, commands = commands[i].Flags, commands[i].Subcommands
		out, rest = append(slices.Clip(out), rest[0]), rest[1:]
	}
	return append(slices.Clip(out), partition(flags, rest)...)
}

// partition puts flags with their values first and, after a "--", everything else.
func partition(flags []cli.Flag, args []string) []string {
	var front, back []string
	for i := 0; i < len(args); i++ {
		switch arg := args[i]; {
		case arg == "--":
			back = append(back, args[i+1:]...)
			i = len(args)
		case len(arg) < 2 || arg[0] != '-':
			back = append(back, arg)
		default:
			front = append(front, arg)
			if i+1 < len(args) && takesValue(flags, arg) {
				i++
				front = append(front, args[i])
			}
		}
	}
	if len(back) == 0 {
		return front
	}
	return append(append(front, "--"), back...)
}

// takesValue reports whether the next argument belongs to the flag as written.
func takesValue(flags []cli.Flag, written string) bool {
	name := strings.TrimLeft(written, "-")
	for _, f := range flags {
		if slices.Contains(f.Names(), name) {
			v, ok := f.(cli.DocGenerationFlag)
			return ok && v.TakesValue()
		}
	}
	return false // unknown, or written with "="
}
