package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/urfave/cli/v2"
)

// eachCommand calls f with every command that users see and its full name.
func eachCommand(list []*cli.Command, prefix string, f func(name string, c *cli.Command)) {
	for _, c := range list {
		if !c.Hidden {
			f(prefix+c.Name, c)
			eachCommand(c.Subcommands, prefix+c.Name+" ", f)
		}
	}
}

// TestHelp holds that every command says what it does, with an example of itself, and every flag too.
func TestHelp(t *testing.T) {
	eachCommand((&program{}).app().Commands, "corridor ", func(name string, c *cli.Command) {
		if c.Usage == "" || !strings.Contains(c.Description, "Example:") || !strings.Contains(c.Description, "  "+strings.TrimSuffix(name, " rubric")) {
			t.Errorf("%s: its help lacks a line of what it does, or an example of it", name)
		}
		for _, f := range c.Flags {
			if d, ok := f.(cli.DocGenerationFlag); !ok || d.GetUsage() == "" {
				t.Errorf("%s: flag %v says nothing", name, f.Names())
			}
		}
	})
}

// TestReadme holds that the README names every command.
func TestReadme(t *testing.T) {
	readme, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	eachCommand((&program{}).app().Commands, "corridor ", func(name string, _ *cli.Command) {
		if !strings.Contains(string(readme), name) {
			t.Errorf("README.md does not name %q", name)
		}
	})
}
