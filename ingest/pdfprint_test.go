package ingest

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// The programs that make the PDFs of the tests. Each is started once for many files, for a start costs
// seconds. A program that is missing skips the files that it would have made, and says so.

// lookFor finds a program or skips.
func lookFor(t testing.TB, program, makes string) string {
	t.Helper()
	path, err := exec.LookPath(program)
	if err != nil {
		t.Skipf("%s is not installed: %s cannot be made", program, makes)
	}
	return path
}

// browser is a running Chromium that is told what to do over a pipe.
type browser struct {
	in      io.Writer
	out     *bufio.Reader
	session string
	calls   int
}

// chromiumPDFs prints each page of HTML to a PDF.
func chromiumPDFs(t testing.TB, pages map[string]string) map[string][]byte {
	t.Helper()
	exe := lookFor(t, "chromium", "a PDF of a browser")
	dir := t.TempDir()
	toChild, in, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	out, fromChild, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(exe, "--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe", "--user-data-dir="+dir)
	cmd.ExtraFiles = []*os.File{toChild, fromChild}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	toChild.Close()
	fromChild.Close()
	patience := time.AfterFunc(2*time.Minute, func() { _ = cmd.Process.Kill() })
	defer func() {
		patience.Stop()
		in.Close()
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		out.Close()
	}()
	b := &browser{in: in, out: bufio.NewReader(out)}
	pdfs, err := b.print(dir, pages)
	if err != nil {
		t.Fatalf("browser: %v", err)
	}
	return pdfs
}

func (b *browser) print(dir string, pages map[string]string) (map[string][]byte, error) {
	var target struct{ TargetID string }
	if err := b.call("Target.createTarget", map[string]any{"url": "about:blank"}, &target); err != nil {
		return nil, err
	}
	var session struct{ SessionID string }
	if err := b.call("Target.attachToTarget", map[string]any{"targetId": target.TargetID, "flatten": true}, &session); err != nil {
		return nil, err
	}
	b.session = session.SessionID
	if err := b.call("Page.enable", nil, nil); err != nil {
		return nil, err
	}
	pdfs := map[string][]byte{}
	for name, page := range pages {
		file := filepath.Join(dir, "page.html")
		if err := os.WriteFile(file, []byte("<!doctype html><meta charset=utf-8>"+page), 0o600); err != nil {
			return nil, err
		}
		if err := b.call("Page.navigate", map[string]any{"url": "file://" + file}, nil); err != nil {
			return nil, err
		}
		if err := b.wait("Page.loadEventFired"); err != nil {
			return nil, err
		}
		var printed struct{ Data string }
		if err := b.call("Page.printToPDF", map[string]any{"preferCSSPageSize": true, "printBackground": true}, &printed); err != nil {
			return nil, err
		}
		data, err := base64.StdEncoding.DecodeString(printed.Data)
		if err != nil {
			return nil, err
		}
		pdfs[name] = data
	}
	return pdfs, nil
}

// message is what the browser says: an answer to a call, or an event.
type message struct {
	ID     int
	Method string
	Result json.RawMessage
	Error  *struct{ Message string }
}

func (b *browser) read() (m message, err error) {
	raw, err := b.out.ReadBytes(0)
	if err != nil {
		return m, err
	}
	err = json.Unmarshal(raw[:len(raw)-1], &m)
	return m, err
}

func (b *browser) wait(event string) error {
	for {
		m, err := b.read()
		if err != nil || m.Method == event {
			return err
		}
	}
}

func (b *browser) call(method string, params, result any) error {
	b.calls++
	req := map[string]any{"id": b.calls, "method": method}
	if params != nil {
		req["params"] = params
	}
	if b.session != "" {
		req["sessionId"] = b.session
	}
	raw, err := json.Marshal(req)
	if err != nil {
		return err
	}
	if _, err := b.in.Write(append(raw, 0)); err != nil {
		return err
	}
	for {
		m, err := b.read()
		switch {
		case err != nil:
			return err
		case m.ID != b.calls:
		case m.Error != nil:
			return fmt.Errorf("%s: %s", method, m.Error.Message)
		case result == nil:
			return nil
		default:
			return json.Unmarshal(m.Result, result)
		}
	}
}

// officePDFs converts documents of LibreOffice, named with their endings, in one start.
func officePDFs(t testing.TB, documents map[string]string) map[string][]byte {
	t.Helper()
	exe := lookFor(t, "soffice", "a PDF of LibreOffice")
	dir := t.TempDir()
	args := []string{"-env:UserInstallation=file://" + dir + "/profile", "--headless", "--convert-to", "pdf:writer_pdf_Export", "--outdir", dir}
	for name, body := range documents {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, []byte(body), 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, file)
	}
	runProgram(t, nil, exe, args...)
	pdfs := map[string][]byte{}
	for name := range documents {
		data, err := os.ReadFile(filepath.Join(dir, strings.TrimSuffix(name, filepath.Ext(name))+".pdf"))
		if err != nil {
			t.Fatal(err)
		}
		pdfs[name] = data
	}
	return pdfs
}

// ghostscript writes a PDF or a PostScript program anew.
func ghostscript(t testing.TB, in []byte, args ...string) []byte {
	t.Helper()
	exe := lookFor(t, "gs", "a PDF of Ghostscript")
	out := filepath.Join(t.TempDir(), "out.pdf")
	runProgram(t, in, exe, append(args, "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=pdfwrite", "-sOutputFile="+out, "-_")...)
	return readFile(t, out)
}

// qpdf runs qpdf over a file: it protects, packs or linearises.
func qpdf(t testing.TB, in []byte, args ...string) []byte {
	t.Helper()
	exe := lookFor(t, "qpdf", "a protected or packed PDF")
	dir := t.TempDir()
	from, to := filepath.Join(dir, "in.pdf"), filepath.Join(dir, "out.pdf")
	if err := os.WriteFile(from, in, 0o600); err != nil {
		t.Fatal(err)
	}
	runProgram(t, nil, exe, append(args, from, to)...)
	return readFile(t, to)
}

// pdftotext is what the program of that name reads with -raw.
func pdftotext(t testing.TB, in []byte, args ...string) string {
	t.Helper()
	exe := lookFor(t, "pdftotext", "a second reading to compare with")
	file := filepath.Join(t.TempDir(), "in.pdf")
	if err := os.WriteFile(file, in, 0o600); err != nil {
		t.Fatal(err)
	}
	return string(runProgram(t, nil, exe, append(append([]string{"-raw"}, args...), file, "-")...))
}

func readFile(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func runProgram(t testing.TB, stdin []byte, exe string, args ...string) []byte {
	t.Helper()
	cmd := exec.Command(exe, args...)
	var out, msg bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(stdin), &out, &msg
	patience := time.AfterFunc(2*time.Minute, func() { _ = cmd.Process.Kill() })
	defer patience.Stop()
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s: %v: %s%s", filepath.Base(exe), err, out.Bytes(), msg.Bytes())
	}
	return out.Bytes()
}
