package main

import (
	"bytes"
	"crypto/md5"
	"crypto/rc4"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"corridor/corpus"
	"corridor/reports"
)

func TestShowNamesThePagesReadByOCR(t *testing.T) {
	a := &corpus.Agreement{Pages: []corpus.Page{{Number: 1, Confidence: 0.95}, {Number: 2}, {Number: 3, Confidence: 0.712}}}
	a.Source.Quality.OCRMean = 0.88
	if have, want := ocrPages(reports.Tongue{}, a), "mean confidence 88\u00a0%; page 1: 95\u00a0%, page 3: 71\u00a0%"; have != want {
		t.Errorf("have %q, want %q", have, want)
	}
	if have := ocrPages(reports.Tongue{}, &corpus.Agreement{Pages: []corpus.Page{{Number: 1}}}); have != "" {
		t.Errorf("a text that was not read from pictures: %q", have)
	}
}

// locked writes a PDF that asks its reader for a password: 40-bit protection of the first kind.
func locked(t *testing.T, password string) string {
	t.Helper()
	const content = "BT /F1 12 Tf 15 TL 40 380 Td (Memorandum of Understanding between Lunthai and Qabariyah) Tj T* T* (Article 1) Tj T* T* " +
		"(The employer shall not keep the passport of the worker.) Tj ET"
	pad := []byte("\x28\xbf\x4e\x5e\x4e\x75\x8a\x41\x64\x00\x4e\x56\xff\xfa\x01\x08\x2e\x2e\x00\xb6\xd0\x68\x3e\x80\x2f\x0c\xa9\xfe\x64\x53\x69\x7a")
	owner, id := strings.Repeat("o", 32), strings.Repeat("i", 16)
	sum := md5.Sum(slices.Concat(slices.Concat([]byte(password), pad)[:32], []byte(owner), []byte{0xfc, 0xff, 0xff, 0xff}, []byte(id)))
	key := sum[:5]
	ofContent := md5.Sum(append(slices.Clone(key), 4, 0, 0, 0, 0)) // object 4, generation 0
	pdf := pdfOf("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 560 420] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
		stream("", encipher(t, ofContent[:10], content)), "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
	lock := fmt.Sprintf("/Root 1 0 R /ID [<%x> <%x>] /Encrypt << /Filter /Standard /V 1 /R 2 /O <%x> /U <%x> /P -4 >>", id, id, owner, encipher(t, key, string(pad)))
	path := filepath.Join(t.TempDir(), "locked.pdf")
	if err := os.WriteFile(path, bytes.Replace(pdf, []byte("/Root 1 0 R"), []byte(lock), 1), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func encipher(t *testing.T, key []byte, text string) string {
	t.Helper()
	c, err := rc4.NewCipher(key)
	if err != nil {
		t.Fatal(err)
	}
	out := make([]byte, len(text))
	c.XORKeyStream(out, []byte(text))
	return string(out)
}

// TestPassword opens a PDF by the flag and by what is typed, and asks no more often than three times.
func TestPassword(t *testing.T) {
	path := locked(t, "sesame")
	var asked []string
	for name, tt := range map[string]struct {
		flags   []string
		answers []string
		code    int
		asks    int
	}{
		"nobody to ask":       {code: exitAll},
		"flag":                {flags: []string{"--password", "sesame"}},
		"wrong flag":          {flags: []string{"--password", "open"}, code: exitAll},
		"typed":               {answers: []string{"sesame"}, asks: 1},
		"typed after errors":  {answers: []string{"open", "up", "sesame"}, asks: 3},
		"typed after flag":    {flags: []string{"--password", "open"}, answers: []string{"sesame"}, asks: 1},
		"never right":         {answers: []string{"a", "b", "c", "sesame"}, code: exitAll, asks: 3},
		"passed over":         {answers: []string{""}, code: exitAll, asks: 1},
		"nothing can be read": {answers: []string{}, code: exitAll, asks: 1},
	} {
		p, out, errs := testProgram(t)
		asked = nil
		if tt.answers != nil {
			p.secret = func(prompt string) (string, error) {
				if asked = append(asked, prompt); len(asked) > len(tt.answers) {
					return "", errors.New("the terminal is gone")
				}
				return tt.answers[len(asked)-1], nil
			}
		}
		code := p.run(t.Context(), append([]string{"corridor", "score", path, "--rubric", "cw2022"}, tt.flags...))
		if code != tt.code || len(asked) != tt.asks || code == exitOK && !strings.Contains(out.String(), "passport") {
			t.Errorf("%s: code %d, asked %q, %s%s", name, code, asked, out, errs)
		}
		if len(asked) > 0 && !strings.Contains(asked[0], "locked.pdf") {
			t.Errorf("%s: %q does not name the file", name, asked[0])
		}
	}
}
