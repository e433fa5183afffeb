package main

import (
	"github.com/urfave/cli/v2"

	"corridor/ingest"
)

// extractChildCommand is what this program runs of itself to parse a PDF: it may be killed at any time.
func (p *program) extractChildCommand() *cli.Command {
	return &cli.Command{
		Name:   extractChild,
		Usage:  "parse the PDF on standard input (run by corridor itself)",
		Hidden: true,
		Action: func(*cli.Context) error { return ingest.ExtractChild(p.stdin, p.stdout) },
	}
}

const extractChild = "extract-child"

// reading is how this program reads files: PDFs in a process of their own.
func (p *program) reading() ingest.Options {
	return ingest.Options{Isolate: ingest.Child(p.exe, extractChild)}
}
