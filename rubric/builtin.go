package rubric

import (
	"embed"
	"sync"
)

//go:embed lexicon/*.yaml builtin/*/*.yaml
var builtinFS embed.FS

// Builtin returns the library that ships with Corridor, loaded once. Criteria without examples are
// refused; the examples themselves are proved by the package's tests and by "corridor rubric check",
// since what is embedded cannot change after that.
var Builtin = sync.OnceValues(func() (*Library, error) {
	lib, err := loadLibrary(builtinFS)
	if err != nil {
		return nil, err
	}
	return lib, lib.requireExamples()
})
