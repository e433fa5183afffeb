package ingest

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"corridor/corpus"
)

// TestMessages runs the archives of testdata/message: messages, whose "want" lists their members, and pages
// saved as one, which are documents and are described as in TestExtractCases.
func TestMessages(t *testing.T) {
	files, err := filepath.Glob("testdata/message/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			if strings.HasPrefix(filepath.Base(file), "page-") {
				runCase(t, file)
				return
			}
			parts := readCase(t, file)
			data := []byte(parts["input"] + "\n")
			if !container(data) {
				t.Fatal("is not taken for a container")
			}
			members, err := expand(context.Background(), data, Options{})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(parts["want"], listMembers(members)); diff != "" {
				t.Errorf("(-want +have):\n%s", diff)
			}
		})
	}
}

// listMembers writes members a line each: the name, and the text or the error.
func listMembers(members []member) string {
	var out []string
	for _, m := range members {
		what := strings.ReplaceAll(strings.TrimSpace(string(m.Data)), "\r\n", "\n")
		if m.Err != nil {
			what = m.Err.Error()
		}
		out = append(out, m.Name+": "+what)
	}
	return strings.Join(out, "\n")
}

// odd is an entry of an archive that is not as it should be.
func odd(t testing.TB, change func(h *zip.FileHeader), name, data string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	h := &zip.FileHeader{Name: name, Method: zip.Deflate}
	change(h)
	f, err := w.CreateHeader(h)
	if err == nil {
		_, err = f.Write([]byte(data))
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestZIP(t *testing.T) {
	page := "<html><body><p>Accord</p></body></html>"
	inner := string(zipped(t, entry{"x.txt", "deep"}))
	data := zipped(t, entry{"fr/accord.html", page}, entry{"__MACOSX/fr/._accord.html", "x"}, entry{"fr/.DS_Store", "x"}, entry{"~$memo.docx", "x"},
		entry{"catalogue.csv", "a,b"}, entry{"README.md", "# x"}, entry{`de\abkommen.txt`, "Abkommen"}, entry{"fr/accord.html", "<p>again</p>"},
		entry{"../up.txt", "x"}, entry{"/etc/abs.txt", "x"}, entry{`C:\drive.txt`, "x"}, entry{"fr/../../x.txt", "x"}, entry{"inner.zip", inner},
		entry{"caf\x82.txt", "PC"})
	members, err := expand(context.Background(), data, Options{})
	if err != nil {
		t.Fatal(err)
	}
	const out = ` points out of the archive: pack it anew: invalid`
	want := []string{"fr/accord.html: " + page, "de/abkommen.txt: Abkommen", "fr/accord (2).html: <p>again</p>",
		`up.txt: is refused: the name "../up.txt"` + out, `etc/abs.txt: is refused: the name "/etc/abs.txt"` + out,
		`C:/drive.txt: is refused: the name "C:/drive.txt"` + out, `x.txt: is refused: the name "fr/../../x.txt"` + out,
		"inner.zip: " + strings.TrimSpace(inner), "café.txt: PC"}
	if diff := cmp.Diff(strings.Join(want, "\n"), listMembers(members)); diff != "" {
		t.Errorf("(-want +have):\n%s", diff)
	}
	readings, err := ReadAll(context.Background(), "/tmp/all.zip", data, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range readings {
		if r.Name == "all.zip/inner.zip" && (!errors.Is(r.Err, corpus.ErrUnsupported) || !strings.Contains(r.Err.Error(), "inside a container")) {
			t.Errorf("an archive in an archive: %v", r.Err)
		}
		if r.Name == "all.zip/fr/accord.html" && (r.Err != nil || r.Agreements[0].Text != "Accord") {
			t.Errorf("%+v", r)
		}
	}
}
