package corpus

import "errors"

// The kinds of error that Corridor knows. Every error that leaves a package wraps one of them, and
// cmd/corridor has the one table from kind to exit code.
var (
	// ErrNotFound: the thing asked for does not exist.
	ErrNotFound = errors.New("not found")
	// ErrInvalid: the input is readable but breaks a rule; the message says which and how to mend it.
	ErrInvalid = errors.New("invalid")
	// ErrTooLarge: the input is over a limit; the message names the limit.
	ErrTooLarge = errors.New("too large")
	// ErrUnreadable: the bytes cannot be turned into text (damaged, binary, wrong encoding).
	ErrUnreadable = errors.New("unreadable")
	// ErrEncrypted: the file asks for a password.
	ErrEncrypted = errors.New("encrypted")
	// ErrNoText: the file is intact but holds no text layer (a scan).
	ErrNoText = errors.New("no text layer")
	// ErrUnsupported: the format is known, and Corridor does not read it.
	ErrUnsupported = errors.New("unsupported")
	// ErrConflict: the change would overwrite something that must not change.
	ErrConflict = errors.New("conflict")
)
