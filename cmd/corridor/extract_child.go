package main

import (
	"fmt"
	"os"

	"corridor/ingest"
)

// extractChild is the hidden command by which this program reads a PDF in a process of its own, which may
// be killed at any time.
const extractChild = "extract-child"

// runExtractChild reads a PDF from standard input. It comes before everything else in the program: the
// process limits its own memory, so it must start no thread that it can do without, and a signal ends it.
func runExtractChild() int {
	if err := ingest.ExtractChild(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "corridor:", err)
		return exitInternal
	}
	return exitOK
}

// reading is how this program reads files: PDFs in a process of their own.
func (p *program) reading() ingest.Options {
	return ingest.Options{Isolate: ingest.Child(p.exe, extractChild)}
}
