package store

import (
	"context"
	"errors"

	"corridor/rubric"
)

// Index finds clauses and agreements by queries, and clauses by likeness. It is derived from a Store and can be
// dropped and built again at any time. store/embedded keeps one beside the store's file; package
// store/indextest holds what every implementation must do. An index may be used by many goroutines at once.
//
// An index holds words and places in the text, never prose: hits are spans, and the words are cut from the
// agreement's own text, so that no quote can be false.
type Index interface {
	// Search answers a request. It wraps corpus.ErrInvalid when the request makes no sense and
	// corpus.ErrTooLarge when it asks beyond MaxHits. An index that is missing or damaged holds nothing.
	Search(ctx context.Context, r Request) (*Results, error)
	// Similar returns the clauses that are most like a passage, nearest first.
	Similar(ctx context.Context, l Likeness) ([]Hit, error)
	// State says what the index holds and what it was built from.
	State(ctx context.Context) (IndexState, error)
	// Begin starts a change. It waits while another one is under way, in this process or another.
	Begin(ctx context.Context, mode WriteMode) (IndexWriter, error)
	// Close releases the index; running searches end first.
	Close() error
}

// ErrIndexDamaged is the kind of error of an index whose own files or collections are broken. It counts as missing
// from then on; a Keeper builds it anew.
var ErrIndexDamaged = errors.New("the search index is damaged")

// WriteMode says what a change starts from.
type WriteMode uint8

// The modes.
const (
	Update  WriteMode = iota // from what the index holds
	Rebuild                  // from nothing, beside what the index holds, until Commit puts it in its place
)

// IndexWriter is a change of an index under way. It belongs to one goroutine. Searches go on meanwhile; they see
// a rebuilt index only after Commit, and whole.
type IndexWriter interface {
	// Put adds documents, each in the place of an earlier one of the same agreement.
	Put(ctx context.Context, docs []Document) error
	// Delete takes agreements out; ids that are not held are passed over.
	Delete(ctx context.Context, ids []string) error
	// Commit ends the change and notes the head of the journal that the index now stands for.
	Commit(ctx context.Context, built Built) error
	// Abort drops the change. After Commit it does nothing.
	Abort() error
}

// Built is what an index was built from.
type Built struct {
	Head       Head       `json:"head"`       // of the store's journal
	Vocabulary Vocabulary `json:"vocabulary"` // of its open fields
	Rubrics    []string   `json:"rubrics"`    // refs of the rubrics whose findings are in it
}

// IndexState is what an index holds.
type IndexState struct {
	Built
	Agreements int    `json:"agreements"`
	Clauses    int    `json:"clauses"`
	Problem    string `json:"problem,omitempty"` // why it must be built anew: there is none, it is damaged, of an older format
}

// Coding is a criterion with a level that was found for it.
type Coding struct {
	Criterion string       `json:"criterion"`
	Theme     string       `json:"theme"`
	Level     rubric.Level `json:"level"`
}
