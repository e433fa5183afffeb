package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/urfave/cli/v2"

	"corridor/corpus"
	"corridor/rubric"
	"corridor/store"
)

func (p *program) versionCommand() *cli.Command {
	return &cli.Command{
		Name:        "version",
		Usage:       "say which version this is, and of what",
		Description: example("Names the program, its rules, the tables it ships with, the schema it writes, and the program that reads documents for it.", "corridor version"),
		Action: func(c *cli.Context) error {
			if err := wantArgs(c, 0, 0, ""); err != nil {
				return err
			}
			lib, err := rubric.Builtin()
			if err != nil {
				return err
			}
			fmt.Fprintf(p.stdout, "corridor %s (%s, %s/%s)\n", buildVersion(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
			fmt.Fprintf(p.stdout, "rules    %s\nregions  %s\nschema   %d\nreader   %s\n", rubric.RulesVersion, corpus.RegionTableVersion, store.SchemaVersion(), p.readerSaid())
			for _, r := range lib.Rubrics {
				fmt.Fprintf(p.stdout, "rubric   %-16s %3d criteria\n", r.Ref(), len(r.Criteria))
			}
			return nil
		},
	}
}

// buildVersion is the version that the Go toolchain stamped into the program.
func buildVersion() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "devel"
}
