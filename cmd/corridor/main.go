// Command corridor reads bilateral labour agreements and codes what they provide, with proof.
//
// It is the only place that wires the packages together, reads the environment and the clock, and ends
// the process. There is one file for each command; app.go lists them, exit.go says what every exit code means.
package main

import (
	"context"
	"os"
	"os/signal"
	"os/user"
	"syscall"
	"time"

	"golang.org/x/term"
)

func main() {
	os.Exit(Main())
}

// Main runs the program with the real world around it and returns its exit code.
func Main() int {
	if len(os.Args) == 2 && os.Args[1] == extractChild {
		return runExtractChild()
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second interrupt ends the process at once
	exe, err := os.Executable()
	if err != nil {
		exe = os.Args[0]
	}
	p := &program{
		stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr,
		now: time.Now, exe: exe, extractorSum: extractorSum, store: os.Getenv("CORRIDOR_STORE"), user: userName(),
		model: modelSettings{name: os.Getenv("CORRIDOR_MODEL"), url: os.Getenv("CORRIDOR_MODEL_URL"), key: os.Getenv("CORRIDOR_MODEL_KEY")},
		index: indexSettings{name: os.Getenv("CORRIDOR_INDEX"), url: os.Getenv("TYPESENSE_URL"), key: os.Getenv("TYPESENSE_API_KEY"),
			collection: os.Getenv("TYPESENSE_COLLECTION")},
		terminal: term.IsTerminal(int(os.Stderr.Fd())), width: terminalWidth(), tty: term.IsTerminal(int(os.Stdout.Fd())),
		secret: terminalSecret(os.Stdin, os.Stderr),
	}
	if p.store == "" {
		p.store = defaultStore
	}
	return p.run(ctx, os.Args)
}

// userName is who runs the program: CORRIDOR_USER, or the name of the account.
func userName() string {
	if name := os.Getenv("CORRIDOR_USER"); name != "" {
		return name
	}
	if u, err := user.Current(); err == nil {
		return u.Username
	}
	return ""
}

// terminalWidth is the width of the terminal that standard output goes to, or 0 when it goes elsewhere.
func terminalWidth() int {
	w, _, err := term.GetSize(int(os.Stdout.Fd()))
	if err != nil {
		return 0
	}
	return w
}
