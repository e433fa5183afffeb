package site

import (
	"cmp"
	"context"
	"encoding/base32"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"corridor/corpus"
	"corridor/rubric"
	"corridor/store"
)

// draft is a text that a visitor has handed in. It lives in memory alone.
type draft struct {
	Token    string
	Name     string // of the file
	Previous string // token of the round before
	number   int    // in the order in which drafts came

	mu        sync.Mutex
	seen      time.Time
	stages    []string // what has been done, in words that the visitor reads
	agreement *corpus.Agreement
	all       []*rubric.Assessment
	others    int // further agreements in the file, which are passed over
	err       error
	done      chan struct{} // closed when it was read, or could not be
	changed   chan struct{} // closed and made anew at every stage
}

// stage notes what is being done.
func (d *draft) stage(s string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.stages = append(d.stages, s)
	close(d.changed)
	d.changed = make(chan struct{})
}

// progress is what has been done from a stage on, and what to wait for when that is all yet.
func (d *draft) progress(from int) (stages []string, more <-chan struct{}, done bool, err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	select {
	case <-d.done:
		done = true
	default:
	}
	return d.stages[min(from, len(d.stages)):], d.changed, done, d.err
}

// ready reports whether the draft was read.
func (d *draft) ready() bool {
	select {
	case <-d.done:
		return true
	default:
		return false
	}
}

// holding is the draft as an agreement with its codings.
func (d *draft) holding() (*holding, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.err != nil {
		return nil, d.err
	}
	return &holding{Agreement: d.agreement, All: d.all, Publication: store.PublishPrivate, Quotable: true, Draft: d}, nil
}

// draftRoom holds the drafts.
type draftRoom struct {
	site    *Site
	readers chan struct{}
	stop    context.CancelFunc
	ctx     context.Context

	mu     sync.Mutex
	count  int // drafts that were ever taken
	drafts map[string]*draft
}

func newDraftRoom(s *Site) *draftRoom {
	ctx, stop := context.WithCancel(context.Background())
	return &draftRoom{site: s, readers: make(chan struct{}, readersAtOnce), ctx: ctx, stop: stop, drafts: map[string]*draft{}}
}

// close ends all reading and forgets the drafts.
func (r *draftRoom) close() {
	r.stop()
	r.mu.Lock()
	defer r.mu.Unlock()
	clear(r.drafts)
}

// take begins to read a draft and returns at once.
func (r *draftRoom) take(name string, data []byte, previous string) (*draft, error) {
	token, err := r.token()
	if err != nil {
		return nil, err
	}
	d := &draft{Token: token, Name: name, Previous: previous, seen: r.site.Now(), done: make(chan struct{}), changed: make(chan struct{})}
	r.mu.Lock()
	r.forgetOld()
	r.makeRoom()
	r.count++
	d.number = r.count
	r.drafts[token] = d
	r.mu.Unlock()
	go r.read(d, data)
	return d, nil
}

// token is a name that nobody can guess: 160 bits.
func (r *draftRoom) token() (string, error) {
	var b [20]byte
	if _, err := io.ReadFull(r.site.Random, b[:]); err != nil {
		return "", fmt.Errorf("name a draft: %w", err)
	}
	return strings.ToLower(base32.StdEncoding.EncodeToString(b[:])), nil
}

// forgetOld forgets drafts that nobody has looked at for draftLife.
func (r *draftRoom) forgetOld() {
	now := r.site.Now()
	maps.DeleteFunc(r.drafts, func(_ string, d *draft) bool { return now.Sub(d.lastSeen()) > draftLife })
}

// makeRoom forgets the longest unseen drafts until one more can be held.
func (r *draftRoom) makeRoom() {
	for len(r.drafts) >= maxDrafts {
		oldest := slices.MinFunc(slices.Collect(maps.Values(r.drafts)), func(a, b *draft) int {
			return cmp.Or(a.lastSeen().Compare(b.lastSeen()), cmp.Compare(a.number, b.number))
		})
		delete(r.drafts, oldest.Token)
	}
}

func (d *draft) lastSeen() time.Time {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.seen
}

// find is the draft of a name. It wraps corpus.ErrNotFound.
func (r *draftRoom) find(token string) (*draft, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.forgetOld()
	d := r.drafts[token]
	if d == nil {
		return nil, fmt.Errorf("this draft: %w: drafts are forgotten %v after they were last looked at, and when the site stops; hand it in again", corpus.ErrNotFound, draftLife)
	}
	d.mu.Lock()
	d.seen = r.site.Now()
	d.mu.Unlock()
	return d, nil
}

// forget drops a draft at once.
func (r *draftRoom) forget(token string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.drafts, token)
}

// read reads and codes a draft, readersAtOnce of them at a time.
func (r *draftRoom) read(d *draft, data []byte) {
	var a *corpus.Agreement
	var all []*rubric.Assessment
	var others int
	var err error
	select {
	case r.readers <- struct{}{}:
		defer func() { <-r.readers }()
		a, others, all, err = r.work(d, data)
	case <-r.ctx.Done():
		err = r.ctx.Err()
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.agreement, d.all, d.others, d.err = a, all, others, err
	close(d.done)
	close(d.changed)
	d.changed = make(chan struct{})
}

func (r *draftRoom) work(d *draft, data []byte) (*corpus.Agreement, int, []*rubric.Assessment, error) {
	d.stage(stageRead)
	texts, err := r.site.Read(r.ctx, d.Name, data, d.stage)
	if err == nil && len(texts) == 0 {
		err = fmt.Errorf("%w: no agreement was found in it", corpus.ErrUnreadable)
	}
	if err != nil {
		return nil, 0, nil, err
	}
	d.stage(stageCode)
	all, err := r.site.Rate(r.ctx, texts[0], r.site.Library.Rubrics)
	if err != nil {
		return nil, 0, nil, err
	}
	d.stage(stageDone)
	return texts[0], len(texts) - 1, all, nil
}
