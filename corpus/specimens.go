package corpus

import (
	"embed"
	"io/fs"
)

//go:embed specimens
var specimens embed.FS

// Specimens holds the agreements that Corridor ships with: invented, of our own writing, each a text with
// its provenance in a .yaml file of the same base name. See specimens/README.md.
func Specimens() fs.FS {
	sub, err := fs.Sub(specimens, "specimens")
	if err != nil {
		panic(err) // the folder is embedded above
	}
	return sub
}
