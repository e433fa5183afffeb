package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"corridor/corpus"
)

// The exit codes.
const (
	exitOK          = 0
	exitSome        = 1
	exitAll         = 2
	exitUsage       = 3
	exitNotFound    = 4
	exitInvalid     = 5
	exitUnreadable  = 6
	exitConflict    = 7
	exitInternal    = 8
	exitInterrupted = 130
)

// errUsage: the command line itself is wrong.
var errUsage = errors.New("usage")

// errSome and errAll: inputs of a command that takes many have failed. Each was named on standard error.
var (
	errSome = errors.New("some inputs failed")
	errAll  = errors.New("all inputs failed")
)

// outcome is the error of a command over many inputs of which some failed.
type outcome struct{ failed, total int }

func (o outcome) Error() string { return fmt.Sprintf("%d of %d inputs failed", o.failed, o.total) }

// Is makes an outcome one of errSome and errAll.
func (o outcome) Is(target error) bool {
	return target == errAll && o.failed == o.total || target == errSome && o.failed < o.total
}

// outcomeOf is nil when nothing failed.
func outcomeOf(failed, total int) error {
	if failed == 0 {
		return nil
	}
	return outcome{failed, total}
}

// said reports whether the user has read all of an error: the one input of a command was named.
func said(err error) bool {
	o, ok := errors.AsType[outcome](err)
	return ok && o.total == 1
}

// exits is the one table from a kind of error to an exit code. The first kind that fits counts.
var exits = []struct {
	kind    error
	code    int
	meaning string
}{
	{nil, exitOK, "done"},
	{errSome, exitSome, "some inputs failed and are named; the others are done"},
	{errAll, exitAll, "every input failed; nothing is done"},
	{errLoss, exitUsage, "with --fail-on-loss: the new version loses or weakens a coding"},
	{errUsage, exitUsage, "the command line is wrong"},
	{context.Canceled, exitInterrupted, "interrupted; what was acknowledged is kept"},
	{corpus.ErrNotFound, exitNotFound, "a file, agreement, rubric or store does not exist"},
	{errDamaged, exitInvalid, "verify found damage; its report names each damaged object"},
	{corpus.ErrInvalid, exitInvalid, "an input breaks a rule; the message says which"},
	{corpus.ErrTooLarge, exitInvalid, "an input is over a limit"},
	{corpus.ErrEncrypted, exitUnreadable, "a file asks for a password"},
	{corpus.ErrNoText, exitUnreadable, "a file has no text layer"},
	{corpus.ErrUnreadable, exitUnreadable, "a file cannot be turned into text"},
	{corpus.ErrUnsupported, exitUnreadable, "a file's format or language is not read"},
	{corpus.ErrConflict, exitConflict, "a change would overwrite what must not change"},
}

// exitCode finds the code of an error; what is in no row is a fault of the machine or of the program.
func exitCode(err error) int {
	for _, e := range exits {
		if errors.Is(err, e.kind) {
			return e.code
		}
	}
	return exitInternal
}

// exitHelp lists the codes for the help text.
func exitHelp() string {
	var b strings.Builder
	for _, e := range exits {
		fmt.Fprintf(&b, "  %3d  %s\n", e.code, e.meaning)
	}
	fmt.Fprintf(&b, "  %3d  a fault of the machine or of the program", exitInternal)
	return b.String()
}

// oneLine puts an error of several lines on one, unless its lines are a list that is meant to be read so.
func oneLine(err error) string {
	text := err.Error()
	if strings.Contains(text, "\n  ") {
		return text
	}
	return strings.ReplaceAll(text, "\n", "; ")
}
