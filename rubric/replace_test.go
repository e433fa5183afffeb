package rubric

import (
	"errors"
	"io/fs"
	"maps"
	"strings"
	"testing"
	"testing/fstest"

	"corridor/corpus"
)

// changedUnion is a rubric of one's own under the id of a built-in one.
func changedUnion() fstest.MapFS {
	files := ownRubric(ownCriteria)
	files["mine/rubric.yaml"] = &fstest.MapFile{Data: []byte("id: union\nversion: \"2\"\ntitle: Mine\nsource: me\n")}
	return files
}

func TestLoadInstead(t *testing.T) {
	rest, err := builtinWithout(changedUnion(), []dataFile{{changedUnion(), "mine/rubric.yaml"}})
	if err != nil {
		t.Fatal(err)
	}
	lib, err := loadLibrary(rest, changedUnion())
	if err != nil {
		t.Fatal(err)
	}
	r, err := lib.Rubric("union")
	if err != nil || r.Version != "2" || len(r.Criteria) != 1 {
		t.Errorf("have %+v, %v", r, err)
	}
	if _, err := lib.Rubric("r086"); err != nil {
		t.Error(err)
	}
}

// TestLoadInsteadOfAll gives a whole copy of what ships: it stands alone.
func TestLoadInsteadOfAll(t *testing.T) {
	whole := fstest.MapFS{}
	for _, pattern := range []string{"lexicon/*.yaml", "builtin/union/*.yaml", "builtin/r086/*.yaml", "builtin/cw2022/*.yaml"} {
		names, err := fs.Glob(builtinFS, pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range names {
			data, err := fs.ReadFile(builtinFS, n)
			if err != nil {
				t.Fatal(err)
			}
			whole[n] = &fstest.MapFile{Data: data}
		}
	}
	lib, err := loadLibrary(whole)
	if err != nil || len(lib.Rubrics) != 3 {
		t.Errorf("have %v, %v", lib, err)
	}
}

func TestLoadInsteadRefuses(t *testing.T) {
	broken := maps.Clone(changedUnion())
	broken["mine/criteria.yaml"] = &fstest.MapFile{Data: []byte(strings.Replace(ownCriteria, "own.1", "cw.passport", 1))}
	for name, tc := range map[string]struct {
		files fstest.MapFS
		want  error
	}{
		"empty":    {fstest.MapFS{}, corpus.ErrNotFound},
		"taken id": {broken, corpus.ErrInvalid},
	} {
		if _, err := LoadInstead(t.Context(), tc.files); !errors.Is(err, tc.want) {
			t.Errorf("%s: have %v, want %v", name, err, tc.want)
		}
	}
}
