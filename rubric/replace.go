package rubric

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"

	"corridor/corpus"
)

// LoadInstead reads a folder of rubrics, as Load does, and lets them take the place of built-in ones: a
// rubric of the same id, and a file lexicon/NAME of the same name. A folder with lexicon/core.yaml is a
// whole library and stands alone. So a changed copy of what ships with Corridor can be held against it.
func LoadInstead(ctx context.Context, fsys fs.FS) (*Library, error) {
	heads, err := globAll([]fs.FS{fsys}, rubricPatterns...)
	if err != nil {
		return nil, err
	}
	if len(heads) == 0 {
		return nil, fmt.Errorf("rubric: no rubric.yaml in the folder or the folders below it: %w", corpus.ErrNotFound)
	}
	systems := []fs.FS{fsys}
	if _, err := fs.Stat(fsys, "lexicon/core.yaml"); errors.Is(err, fs.ErrNotExist) {
		rest, err := builtinWithout(fsys, heads)
		if err != nil {
			return nil, err
		}
		systems = []fs.FS{rest, fsys}
	}
	lib, err := loadLibrary(systems...)
	if err != nil {
		return nil, err
	}
	if err := errors.Join(lib.requireExamples(), lib.Lexicon.compileAll()); err != nil {
		return nil, err
	}
	return lib, errors.Join(lib.CheckExamples(ctx)...)
}

// builtinWithout is what ships with Corridor less what the folder replaces.
func builtinWithout(fsys fs.FS, heads []dataFile) (fs.FS, error) {
	out := without{FS: builtinFS}
	for _, h := range heads {
		var y rubricYAML
		if err := h.load(&y); err != nil {
			return nil, err
		}
		out.hidden = append(out.hidden, path.Join("builtin", y.ID.text))
	}
	lexicons, err := fs.Glob(fsys, "lexicon/*.yaml")
	out.hidden = append(out.hidden, lexicons...)
	return out, err
}

// without is a file system in which some files and folders are not found by pattern.
type without struct {
	fs.FS
	hidden []string
}

// Glob implements fs.GlobFS.
func (w without) Glob(pattern string) ([]string, error) {
	names, err := fs.Glob(w.FS, pattern)
	return slices.DeleteFunc(names, func(n string) bool {
		return slices.Contains(w.hidden, n) || slices.Contains(w.hidden, path.Dir(n))
	}), err
}
