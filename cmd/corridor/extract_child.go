package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"corridor/ingest"
)

// extractChild is the hidden command by which this program reads a document in a process of its own, which
// may be killed at any time. Where there is the program corridor-extract, that does it.
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

// extractorName is the program beside this one that reads documents.
const extractorName = "corridor-extract"

// extractorSum is the SHA-256 of the program corridor-extract that was built together with this one: "make build" links
// it in. Empty is a build that knows of none.
var extractorSum string

// isolator has documents read by corridor-extract where it stands beside this program and is the very one that was built
// with it, and otherwise by this program run again: the same code, but a process takes longer to begin.
func (p *program) isolator() ingest.Isolator {
	if path, err := p.extractor(); err == nil {
		return ingest.Child(path)
	}
	return ingest.Child(p.exe, extractChild)
}

// extractor finds the program corridor-extract of this build, or says why there is none. One of another build might read
// files in another way than this program says that it does; so it counts byte for byte or not at all.
func (p *program) extractor() (path string, err error) {
	if p.extractorSum == "" {
		return "", fmt.Errorf("this program was built without %s", extractorName)
	}
	path = filepath.Join(filepath.Dir(p.exe), extractorName)
	if filepath.Ext(p.exe) == ".exe" {
		path += ".exe"
	}
	file, err := os.Open(path)
	if err != nil {
		return "", fmt.Errorf("there is no %s beside this program", extractorName)
	}
	defer file.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, file); err != nil {
		return "", fmt.Errorf("read %s: %w", path, err)
	}
	if hex.EncodeToString(sum.Sum(nil)) != p.extractorSum {
		return "", fmt.Errorf("%s is of another build", path)
	}
	return path, nil
}

// readerSaid says in words which program reads documents.
func (p *program) readerSaid() string {
	path, err := p.extractor()
	if err != nil {
		return fmt.Sprintf("this program, run again for every document (%v)", err)
	}
	return path
}
