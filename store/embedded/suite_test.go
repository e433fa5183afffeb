package embedded_test

import (
	"path/filepath"
	"testing"

	"corridor/store"
	"corridor/store/embedded"
	"corridor/store/indextest"
)

func TestIndex(t *testing.T) {
	indextest.Run(t, func(t *testing.T) indextest.Place {
		dir := filepath.Join(t.TempDir(), "s.db.index")
		return func(t *testing.T, texts store.Texts) store.Index {
			return embedded.Open(embedded.Options{Folder: dir, Texts: texts})
		}
	})
}
