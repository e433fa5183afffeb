package main

import (
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// layers says which of our packages each may import, tests aside. Whatever is in no row may not exist:
// there is no root package, no internal, no place for odds and ends.
var layers = map[string][]string{
	"corridor/corpus":               {},
	"corridor/corpus/sharedtest":    {},
	"corridor/ingest":               {"corridor/corpus"},
	"corridor/ingest/fetch":         {"corridor/corpus"},
	"corridor/rubric":               {"corridor/corpus"},
	"corridor/store/words":          {},
	"corridor/store":                {"corridor/corpus", "corridor/rubric", "corridor/store/words"},
	"corridor/store/embedded":       {"corridor/corpus", "corridor/rubric", "corridor/store", "corridor/store/words"},
	"corridor/store/typesense":      {"corridor/corpus", "corridor/rubric", "corridor/store", "corridor/store/words"},
	"corridor/store/typesense/fake": {},
	"corridor/store/indextest":      {"corridor/corpus", "corridor/rubric", "corridor/store", "corridor/store/words"},
	"corridor/reports":              {"corridor/corpus", "corridor/rubric", "corridor/store"},
	"corridor/reports/site":         {"corridor/corpus", "corridor/rubric", "corridor/store", "corridor/reports"},
	"corridor/cmd/corridor-extract": {"corridor/ingest"},
	"corridor/cmd/corridor":         {"corridor/corpus", "corridor/ingest", "corridor/ingest/fetch", "corridor/rubric", "corridor/store", "corridor/store/embedded", "corridor/store/typesense", "corridor/reports", "corridor/reports/site"},
}

type goPackage struct {
	ImportPath string
	Imports    []string
}

// packages asks the go command for the packages of the module.
func packages(t *testing.T) (list []goPackage) {
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports", "corridor/...").Output()
	if err != nil {
		t.Fatal(err)
	}
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p goPackage
		switch err := d.Decode(&p); {
		case errors.Is(err, io.EOF):
			return list
		case err != nil:
			t.Fatal(err)
		}
		list = append(list, p)
	}
}

// TestLayers holds the order of imports.
func TestLayers(t *testing.T) {
	for _, p := range packages(t) {
		may, ok := layers[p.ImportPath]
		if !ok {
			t.Errorf("package %s has no place in the layers", p.ImportPath)
		}
		for _, imported := range p.Imports {
			if strings.HasPrefix(imported, "corridor/") && !slices.Contains(may, imported) {
				t.Errorf("%s imports %s, and may import only %v", p.ImportPath, imported, may)
			}
		}
	}
}

// The world outside belongs to cmd: below it nothing reads flags, clock, chance or environment, logs or exits.
var (
	bannedImports = []string{"flag", "log", "log/slog", "math/rand", "crypto/rand", "github.com/urfave/cli/v2"}
	bannedCalls   = []string{"time.Now", "time.Since", "time.Until", "os.Exit", "os.Getenv", "os.LookupEnv", "os.Environ", "os.Setenv",
		"os.ExpandEnv", "fmt.Print", "fmt.Println", "fmt.Printf"}
	bannedNames = []string{"os.Args", "os.Stdin", "os.Stdout", "os.Stderr"}
	seededRand  = []string{"rand.New", "rand.NewPCG", "rand.NewChaCha8", "rand.Rand", "rand.Source"} // repeatable: the seed is in the source
)

// TestWorldBelongsToCmd reads the source of every package below cmd.
func TestWorldBelongsToCmd(t *testing.T) {
	root := filepath.Join("..", "..")
	files := 0
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && slices.Contains([]string{"cmd", ".git", "testdata"}, d.Name()) {
			return filepath.SkipDir
		}
		if filepath.Ext(path) == ".go" && !strings.HasSuffix(path, "_test.go") {
			files++
			checkSource(t, path)
		}
		return nil
	})
	if err != nil || files < 20 {
		t.Errorf("%d files read, %v", files, err)
	}
}

func checkSource(t *testing.T, path string) {
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, path, nil, 0)
	if err != nil {
		t.Error(err)
		return
	}
	imported := map[string]bool{}
	for _, spec := range file.Imports {
		name, _ := strconv.Unquote(spec.Path.Value) // the parser has checked it
		imported[strings.TrimSuffix(name, "/v2")] = true
		if slices.Contains(bannedImports, name) {
			t.Errorf("%s imports %s", set.Position(spec.Pos()), name)
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		sel, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if x, ok := sel.X.(*ast.Ident); ok && ofTheWorld(x.Name+"."+sel.Sel.Name, imported) {
			t.Errorf("%s uses %s.%s", set.Position(sel.Pos()), x.Name, sel.Sel.Name)
		}
		return true
	})
}

// ofTheWorld reports whether a name of a package touches the world outside.
func ofTheWorld(name string, imported map[string]bool) bool {
	if strings.HasPrefix(name, "rand.") && imported["math/rand"] {
		return !slices.Contains(seededRand, name)
	}
	pkg, _, _ := strings.Cut(name, ".")
	return imported[pkg] && (slices.Contains(bannedCalls, name) || slices.Contains(bannedNames, name))
}

// TestTopLevel holds that nothing else stands at the top of the repository.
func TestTopLevel(t *testing.T) {
	allowed := []string{"corpus", "ingest", "rubric", "store", "reports", "cmd", "go.mod", "go.sum", "Makefile", "README.md", "LICENSE"}
	out, err := exec.Command("git", "-C", filepath.Join("..", ".."), "ls-tree", "--name-only", "HEAD").Output()
	if err != nil {
		t.Skip("not in a git checkout: ", err)
	}
	for name := range strings.FieldsSeq(string(out)) {
		if !strings.HasPrefix(name, ".") && !slices.Contains(allowed, name) {
			t.Errorf("%s stands at the top", name)
		}
	}
}
