package ingest

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// convert lets LibreOffice write files anew in another format, into the folder they are in. Names may be
// options, too.
func convert(t *testing.T, dir, to string, names ...string) {
	t.Helper()
	args := []string{"--headless", "-env:UserInstallation=file://" + filepath.Join(dir, "profile"), "--convert-to", to, "--outdir", dir}
	for _, n := range names {
		if !strings.HasPrefix(n, "-") {
			n = filepath.Join(dir, n)
		}
		args = append(args, n)
	}
	out, err := exec.CommandContext(t.Context(), "soffice", args...).CombinedOutput()
	if err != nil {
		t.Fatalf("soffice: %v: %s", err, out)
	}
}

const roundTripPage = `<html lang="en"><head><meta charset="utf-8"><title>x</title></head><body>
<h1>Agreement on seasonal work</h1><p>The Parties, wishing to protect the workers of Ostland and Westmark, agree:</p>
<h2>Article 1</h2><p>The worker keeps the passport<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a> at all times.</p>
<ol type="a"><li>No copy is kept.</li><li>No fee is asked:<ol type="i"><li>for travel;</li><li>for lodging.</li></ol></li></ol>
<h2>Article 2</h2><ol start="4"><li>Wages are paid monthly.</li><li>Überstunden werden bezahlt; les heures aussi.</li></ol>
<table><tr><th>Trade</th><th>Number</th></tr><tr><td>Nurse</td><td>20</td></tr></table><p>Done at Osthafen<br>in two copies.</p>
<div id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a> Or the card that stands for it.</p></div>
</body></html>`

const roundTripText = `Agreement on seasonal work

The Parties, wishing to protect the workers of Ostland and Westmark, agree:

Article 1

The worker keeps the passport[1] at all times.

a. No copy is kept.

b. No fee is asked:

i. for travel;

ii. for lodging.

Article 2

4. Wages are paid monthly.

5. Überstunden werden bezahlt; les heures aussi.

Trade | Number
Nurse | 20

Done at Osthafen
in two copies.

[1] Or the card that stands for it.`

// TestLibreOffice lets another program write the files that are read: a page that it opens and saves as ODT,
// from which it makes a DOCX. Both read the same. It also prints the labels of our own case of lists, which
// must be ours.
func TestLibreOffice(t *testing.T) {
	if _, err := exec.LookPath("soffice"); err != nil {
		t.Skip("needs soffice, of LibreOffice, which is not installed")
	}
	dir := t.TempDir()
	lists := readCase(t, "testdata/odt/lists-headings.txtar")
	for name, data := range map[string][]byte{"page.html": []byte(roundTripPage), "lists.odt": openDocument(t, lists)} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	convert(t, dir, "odt:writer8", "--infilter=HTML (StarWriter)", "page.html")
	convert(t, dir, "docx", "page.odt")
	for _, name := range []string{"page.odt", "page.docx"} {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		x, err := extractBytes(context.Background(), name, data)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(roundTripText, x.Text); diff != "" {
			t.Errorf("%s (-want +have):\n%s", name, diff)
		}
	}
	convert(t, dir, "txt:Text (encoded):UTF8", "lists.odt")
	data, err := os.ReadFile(filepath.Join(dir, "lists.txt"))
	if err != nil {
		t.Fatal(err)
	}
	want := strings.ReplaceAll(strings.TrimPrefix(string(data), "\ufeff"), "•", itemDash)
	if diff := cmp.Diff(strings.Fields(want), strings.Fields(lists["want"])); diff != "" {
		t.Errorf("labels (-LibreOffice +have):\n%s", diff)
	}
}
