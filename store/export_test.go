package store_test

import (
	"context"
	"encoding/csv"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"corridor/corpus"
	"corridor/store"
)

// tree reads all files of a folder.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, path))
		out[path] = string(data)
		return err
	})
	must(t, err)
	return out
}

func export(t *testing.T, s *store.Store, all bool) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "out")
	m, err := s.Export(context.Background(), dir, all)
	must(t, err)
	if m.Complete != all {
		t.Errorf("manifest %+v", m)
	}
	return dir
}

// TestExportImportExport wants a store to come back from its export as the same store, byte for byte.
func TestExportImportExport(t *testing.T) {
	ctx := context.Background()
	s := open(t)
	library(t, s)
	strange := record(40)
	strange.Name = "=1+1 <b>\n\xff.txt" // file names are anything
	put(t, s, strange)
	put(t, s, store.Record{Name: "empty.txt", Time: noon, Agreement: written(prose(9, 300), "2001", "NPL", "QAT")})
	first := export(t, s, true)
	path := filepath.Join(t.TempDir(), "back.db")
	v, err := store.Import(ctx, os.DirFS(first), path, false)
	must(t, err)
	if head, err := s.Head(ctx); err != nil || v.Head != head {
		t.Errorf("head %v, %v", v.Head, err)
	}
	back := openAt(t, path)
	if d := cmp.Diff(tree(t, first), tree(t, export(t, back, true))); d != "" {
		t.Errorf("(-first +second):\n%s", d)
	}
	put(t, back, record(50)) // it goes on as a store
	must(t, back.Save(ctx, store.Saved{Kind: store.SavedSearch, Owner: "ann", Name: "more", Query: "x", Time: noon}))
	wantClean(t, back)
}

// TestExportOfOlderSchemas lets stores of every schema go out and come back.
func TestExportOfOlderSchemas(t *testing.T) {
	for version := 1; version <= store.SchemaVersion(); version++ {
		first := export(t, openAt(t, unpackFixture(t, version)), true)
		path := filepath.Join(t.TempDir(), "back.db")
		if _, err := store.Import(context.Background(), os.DirFS(first), path, false); err != nil {
			t.Fatalf("schema %d: %v", version, err)
		}
		if d := cmp.Diff(tree(t, first), tree(t, export(t, openAt(t, path), true))); d != "" {
			t.Errorf("schema %d (-first +second):\n%s", version, d)
		}
	}
}

// TestExportKeepsBack looks for what must not be handed on in every file of an export.
func TestExportKeepsBack(t *testing.T) {
	s := open(t)
	library(t, s)
	private, metadata, open := agreement(3), agreement(1), agreement(2)
	commented := record(60)
	commented.Agreement.Comments = []corpus.Comment{{Author: "bob", Text: "we must not sign this"}}
	put(t, s, commented)
	files := tree(t, export(t, s, false))
	whole := ""
	for name, data := range files {
		whole += name + "\n" + data
	}
	for _, hidden := range []string{private.ID, private.Text, "m3.txt", "Memorandum 3", agreement(4).ID, metadata.Text, "secret.txt", "gulf", `"owner":"`, "scan.pdf", "sign this"} {
		if strings.Contains(whole, hidden) {
			t.Errorf("%q is in the export", hidden)
		}
	}
	for _, shown := range []string{metadata.ID, open.ID, open.Text, "Memorandum 1"} {
		if !strings.Contains(whole, shown) {
			t.Errorf("%q is not in the export", shown)
		}
	}
	if files["originals/"+open.Source.SHA256] != open.Text || files["originals/"+metadata.Source.SHA256] != "" || files["records/journal.jsonl"] != "" {
		t.Error("originals or the journal")
	}
}

// TestExportTables reads the tables as a spreadsheet would, and wants every column in the dictionary.
func TestExportTables(t *testing.T) {
	s := open(t)
	library(t, s)
	files := tree(t, export(t, s, true))
	known := map[string]bool{}
	for _, row := range readCSV(t, files["dictionary.csv"])[1:] {
		known[row[0]+" "+row[1]] = row[2] != "" && row[3] != ""
	}
	for name, data := range files {
		if !strings.HasSuffix(name, ".csv") || name == "dictionary.csv" {
			continue
		}
		for _, column := range readCSV(t, data)[0] {
			if !known[name+" "+column] {
				t.Errorf("%s: column %s is not explained", name, column)
			}
		}
	}
	findings := readCSV(t, files["records/findings.csv"])
	want := []string{agreement(0).ID, "1", "cw2022@1", "rules", "rules", "test", "2026-11-22T12:00:00Z", "cw.passport", "operative", "0.9", "said so", "",
		"Article 1", "2-9", "morandu"}
	if d := cmp.Diff(want, findings[1]); d != "" || len(findings) != 10 {
		t.Errorf("%d findings (-want +have):\n%s", len(findings), d)
	}
}

func readCSV(t *testing.T, data string) [][]string {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(data)).ReadAll()
	must(t, err)
	return rows
}

func TestExportRefuses(t *testing.T) {
	ctx, s, dir := context.Background(), open(t), t.TempDir()
	library(t, s)
	full := filepath.Join(dir, "full")
	must(t, os.MkdirAll(filepath.Join(full, "x"), 0o755))
	must(t, os.WriteFile(filepath.Join(dir, "file"), nil, 0o644))
	for _, at := range []string{full, filepath.Join(dir, "file")} {
		if _, err := s.Export(ctx, at, true); !errors.Is(err, corpus.ErrConflict) {
			t.Errorf("%s: %v", at, err)
		}
	}
	must(t, os.Mkdir(filepath.Join(dir, "empty"), 0o755))
	if _, err := s.Export(ctx, filepath.Join(dir, "empty")+"/", true); err != nil {
		t.Errorf("into an empty folder: %v", err)
	}
	sha := agreement(0).Source.SHA256
	must(t, os.Remove(filepath.Join(s.Path()+".originals", sha[:2], sha)))
	if _, err := s.Export(ctx, filepath.Join(dir, "new"), true); !errors.Is(err, corpus.ErrInvalid) || !strings.Contains(err.Error(), sha) {
		t.Errorf("an original that is gone: %v", err)
	}
	if have := strings.Join(names(t, dir), " "); have != "empty file full" {
		t.Errorf("left behind: %s", have)
	}
}

// TestImportRefuses changes an export in many ways: each is named, and no store is made.
func TestImportRefuses(t *testing.T) {
	ctx, s := context.Background(), open(t)
	library(t, s)
	first := tree(t, export(t, s, true))
	part := tree(t, export(t, s, false))
	for want, change := range map[string]func(map[string]string){
		"no manifest.json":       func(f map[string]string) { delete(f, "manifest.json") },
		"manifest.json: invalid": func(f map[string]string) { f["manifest.json"] = "{" },
		"use a newer corridor":   func(f map[string]string) { f["manifest.json"] = `{"format":99}` },
		"SHA256SUMS:1: invalid":  func(f map[string]string) { f["SHA256SUMS"] = "x\n" },
		"SHA256SUMS:2: invalid": func(f map[string]string) {
			f["SHA256SUMS"] = resum("dictionary.csv", "x") + corpus.TextID("") + "  ../../etc/passwd\n"
			f["dictionary.csv"] = "x"
		},
		"records/files.jsonl: invalid": func(f map[string]string) { f["records/files.jsonl"] += "\n\n" },
		"so it makes no store": func(f map[string]string) {
			clear(f)
			for k, v := range part {
				f[k] = v
			}
		},
		"records/files.jsonl:1: invalid":         func(f map[string]string) { set(f, "records/files.jsonl", "{]") },
		`records/files.jsonl:1: invalid: "x" is`: func(f map[string]string) { set(f, "records/files.jsonl", `{"x":1}`) },
		"records/agreements.jsonl:1: invalid":    func(f map[string]string) { set(f, "records/agreements.jsonl", `{"id":"../x"}`) },
		"records/originals.jsonl:1: invalid":     func(f map[string]string) { set(f, "records/originals.jsonl", `{"sha256":"../../x"}`) },
		"the journal ends at":                    func(f map[string]string) { set(f, "records/journal.jsonl", "") },
		"is not what the journal says": func(f map[string]string) {
			set(f, "records/saved.jsonl", strings.Replace(f["records/saved.jsonl"], "passport", "wages", 1))
		},
	} {
		files := map[string]string{}
		for k, v := range first {
			files[k] = v
		}
		change(files)
		dir, to := t.TempDir(), t.TempDir()
		for name, data := range files {
			must(t, os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755))
			must(t, os.WriteFile(filepath.Join(dir, name), []byte(data), 0o644))
		}
		_, err := store.Import(ctx, os.DirFS(dir), filepath.Join(to, "s.db"), false)
		if !errors.Is(err, corpus.ErrInvalid) && !errors.Is(err, corpus.ErrNotFound) || !strings.Contains(err.Error(), want) {
			t.Errorf("want %q, have %v", want, err)
		}
		if left := names(t, to); len(left) > 0 {
			t.Errorf("%s: left behind %v", want, left)
		}
	}
	if _, err := store.Import(ctx, os.DirFS(export(t, s, true)), s.Path(), false); !errors.Is(err, corpus.ErrConflict) {
		t.Errorf("over a store: %v", err)
	}
}

// set changes a file of an export, with its hash.
func set(f map[string]string, name, data string) {
	var sums strings.Builder
	for line := range strings.Lines(f["SHA256SUMS"]) {
		if strings.HasSuffix(line, "  "+name+"\n") {
			line = resum(name, data)
		}
		sums.WriteString(line)
	}
	f[name], f["SHA256SUMS"] = data, sums.String()
}

func resum(name, data string) string { return corpus.TextID(data) + "  " + name + "\n" }
