package ingest

import (
	"strings"
	"sync"
)

// wordList is a set of words. It is made when it is first asked: a process is started for every document, and most
// documents ask few of them.
type wordList struct {
	listed string // set apart by spaces
	once   sync.Once
	set    map[string]bool
}

// wordSet is the set of the words in a list.
func wordSet(listed string) *wordList { return &wordList{listed: listed} }

func (w *wordList) has(word string) bool { return w.all()[word] }

// all is the set as a map; it must not be changed.
func (w *wordList) all() map[string]bool {
	w.once.Do(func() {
		w.set = map[string]bool{}
		for word := range strings.FieldsSeq(w.listed) {
			w.set[word] = true
		}
	})
	return w.set
}
