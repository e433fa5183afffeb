package main

import (
	"fmt"
	"os"

	"corridor/ingest"
)

// extractChild is the hidden command by which this program reads a document in a process of its own, which
// may be killed at any time.
const extractChild = "extract-child"

// runExtractChild answers a request from standard input. It comes before everything else in the program: a
// process is started for every document, so that nothing must be done in it that reading does not need.
func runExtractChild() int {
	if err := ingest.ExtractChild(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "corridor:", err)
		return exitInternal
	}
	return exitOK
}
