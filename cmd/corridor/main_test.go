package main

import (
	"encoding/hex"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain plays the child process when the test binary is started as one, and the program in scripts.
func TestMain(m *testing.M) {
	if len(os.Args) == 2 && os.Args[1] == extractChild {
		os.Exit(runExtractChild())
	}
	testscript.Main(m, map[string]func(){"corridor": func() { os.Exit(Main()) }})
}

// TestScripts runs the real program. There is one script for each command, and one for each bug.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("testdata", "script"),
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":   exitsWith,
			"bytes":   makeBytes,
			"capture": capture,
			"scan":    makeScan,
		},
		UpdateScripts: os.Getenv("UPDATE_SCRIPTS") != "",
		Setup: func(e *testscript.Env) error {
			specimens, err := filepath.Abs(filepath.Join("..", "..", "corpus", "specimens"))
			e.Setenv("SPECIMENS", specimens)
			e.Setenv("CORRIDOR_STORE", "")
			startModel(e)
			startTypesense(e)
			return err
		},
	})
}

// exitsWith is the script command "exits CODE PROGRAM ARGS…": it runs the program and wants that exit code.
// What it wrote is in the files out and err of the script's folder.
func exitsWith(ts *testscript.TestScript, neg bool, args []string) {
	want, err := strconv.Atoi(args[0])
	if neg || err != nil || len(args) < 2 {
		ts.Fatalf("usage: exits CODE PROGRAM ARGS...")
	}
	out, err := os.Create(ts.MkAbs("out"))
	ts.Check(err)
	defer out.Close()
	errs, err := os.Create(ts.MkAbs("err"))
	ts.Check(err)
	defer errs.Close()
	path, err := exec.LookPath(args[1])
	ts.Check(err)
	cmd := exec.Command(path, args[2:]...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = ts.MkAbs("."), out, errs
	cmd.Env = []string{"PATH=" + ts.Getenv("PATH"), "HOME=" + ts.Getenv("HOME"), "CORRIDOR_STORE=" + ts.Getenv("CORRIDOR_STORE"), "CORRIDOR_USER=" + ts.Getenv("CORRIDOR_USER")}
	err = cmd.Run()
	if _, ended := errors.AsType[*exec.ExitError](err); err != nil && !ended {
		ts.Fatalf("%v", err)
	}
	if have := cmd.ProcessState.ExitCode(); have != want {
		ts.Fatalf("exit code %d, want %d\nout: %s\nerr: %s", have, want, ts.ReadFile("out"), ts.ReadFile("err"))
	}
}

// makeBytes is the script command "bytes FILE HEX [TIMES]": it makes a file that a script cannot hold.
func makeBytes(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: bytes FILE HEX [TIMES]")
	}
	data, err := hex.DecodeString(args[1])
	ts.Check(err)
	times := 1
	if len(args) > 2 {
		times, err = strconv.Atoi(args[2])
		ts.Check(err)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Repeat(string(data), times)), 0o644))
}

// capture is the script command "capture NAME REGEXP": it sets the variable to the first group of the first match in
// what the last command wrote.
func capture(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: capture NAME REGEXP")
	}
	re, err := regexp.Compile("(?m)" + args[1])
	ts.Check(err)
	found := re.FindStringSubmatch(ts.ReadFile("stdout"))
	if len(found) < 2 {
		ts.Fatalf("nothing matches %s", args[1])
	}
	ts.Setenv(args[0], found[1])
}
