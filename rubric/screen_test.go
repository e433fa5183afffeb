package rubric_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"corridor/ingest"
	"corridor/rubric"
)

// TestScreenCases screens the cases that package ingest reads its metadata from: each says in its header
// whether it is a labour agreement.
func TestScreenCases(t *testing.T) {
	lib, err := rubric.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	rater := rubric.NewRules(lib)
	files, err := filepath.Glob("../ingest/testdata/metadata/*.txt")
	if err != nil || len(files) < 50 {
		t.Fatalf("%d cases: %v", len(files), err)
	}
	right := 0
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		head, text, _ := strings.Cut(string(data), "\n\n")
		a, err := ingest.Read(t.Context(), filepath.Base(file), []byte(text), ingest.Options{})
		if err != nil {
			t.Fatal(err)
		}
		s := rater.Screen(a)
		if s.InScope != strings.Contains(head, "in_scope: yes") {
			t.Errorf("%s: in scope is %v: %s", filepath.Base(file), s.InScope, s.Reason)
			continue
		}
		right++
	}
	t.Logf("in_scope %d of %d", right, len(files))
}

// TestScreenUnions takes an agreement between unions for what it is, though unions hold congresses as states do.
func TestScreenUnions(t *testing.T) {
	lib, err := rubric.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	const text = `PROTOCOLO DE COOPERACIÓN

entre la Confederación Sindical de Vargania y la Unión General de Obreros de Pontesal

El congreso de cada una de las dos centrales y su asamblea general aprobaron la resolución sobre quienes cruzan el río.

Primero. La Unión abre sus locales a los afiliados de la Confederación.

Segundo. Las dos centrales se reúnen una vez al año.

Tercero. El presente protocolo rige por tres años.
`
	a, err := ingest.Read(t.Context(), "protocolo.txt", []byte(text), ingest.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if s := rubric.NewRules(lib).Screen(a); !s.InScope {
		t.Errorf("not in scope: %s", s.Reason)
	}
}
