package rubric

import (
	"embed"
	"sync"
)

//go:embed lexicon/*.yaml builtin/*/*.yaml
var builtinFS embed.FS

// Builtin returns the library that ships with Corridor, loaded once. Its examples are proved by the
// package's tests and by "corridor rubric check".
var Builtin = sync.OnceValues(func() (*Library, error) { return loadLibrary(builtinFS) })
