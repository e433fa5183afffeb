// Command corridor-extract reads a document from standard input and answers on standard output: it is the process in
// which corridor has the bytes of others parsed.
//
// It is a program of its own for two reasons. What reads hostile bytes should hold nothing worth having: no database, no
// HTTP client, no search engine, no rubrics, no command line is linked into it, and a test holds it to that. And a process
// is started for every document, which costs a small program a fifth of what it costs the large one.
//
// It is not meant to be called by people. Package ingest says what it is told, what it answers and what it takes from
// itself before it looks at a byte (ExtractChild).
package main

import (
	"fmt"
	"os"

	"corridor/ingest"
)

func main() {
	if err := ingest.ExtractChild(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "corridor-extract:", err)
		os.Exit(1)
	}
}
