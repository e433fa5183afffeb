package site

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"

	"corridor/corpus"
	"corridor/store"
)

// errForbidden: what is asked for is not done from here; the message says why.
var errForbidden = errors.New("refused")

// errBusy: too much at once; asking again later helps.
var errBusy = errors.New("busy")

// statuses is the one table from a kind of error to an HTTP status. The first kind that fits counts.
var statuses = []struct {
	kind   error
	status int
	title  string // a phrase of the catalogues
}{
	{corpus.ErrNotFound, http.StatusNotFound, "Not found"},
	{errForbidden, http.StatusForbidden, "Refused"},
	{errBusy, http.StatusTooManyRequests, "Too much at once"},
	{corpus.ErrTooLarge, http.StatusRequestEntityTooLarge, "Too large"},
	{corpus.ErrInvalid, http.StatusBadRequest, "That does not work"},
	{corpus.ErrEncrypted, http.StatusUnprocessableEntity, "The file asks for a password"},
	{corpus.ErrNoText, http.StatusUnprocessableEntity, "The file has no text layer"},
	{corpus.ErrUnreadable, http.StatusUnprocessableEntity, "The file cannot be read"},
	{corpus.ErrUnsupported, http.StatusUnsupportedMediaType, "The format is not read"},
	{corpus.ErrConflict, http.StatusConflict, "That would change what must not change"},
	{context.DeadlineExceeded, http.StatusServiceUnavailable, "That took too long"},
	{context.Canceled, 499, "The reader has left"},
}

// Titles of answers that no kind of error has.
const (
	titleFault  = "A fault of the site"
	titleMethod = "That is not done here"
)

// statusOf finds the status of an error and its title; what is in no row is a fault of the site.
func statusOf(err error) (int, string) {
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return http.StatusRequestEntityTooLarge, "Too large"
	}
	for _, s := range statuses {
		if errors.Is(err, s.kind) {
			return s.status, s.title
		}
	}
	return http.StatusInternalServerError, titleFault
}

// problem is an error as RFC 9457 writes it.
type problem struct {
	Type   string `json:"type"` // always "about:blank": the title says what the status means
	Title  string `json:"title"`
	Status int    `json:"status"`
	Detail string `json:"detail,omitempty"`
	Column int    `json:"column,omitempty"` // of a query: the character at which it goes wrong, from 1
	Mend   string `json:"mend,omitempty"`   // what helps
}

func problemOf(err error) problem {
	status, title := statusOf(err)
	p := problem{Type: "about:blank", Title: title, Status: status}
	if status != http.StatusInternalServerError {
		p.Detail = err.Error()
	}
	if q, ok := errors.AsType[*store.QueryError](err); ok {
		p.Detail, p.Column, p.Mend = q.Problem, q.Column(), q.Mend
	}
	return p
}

// fail answers with an error: as a page, or to a program as a problem. Faults of the site are told to the log
// and not to the visitor.
func (v *visit) fail(err error) {
	p := problemOf(err)
	if p.Status == http.StatusInternalServerError {
		v.fault(err)
	}
	v.tell(p)
}

// failAs answers with a status that no kind of error has.
func (v *visit) failAs(status int, title, detail string) {
	v.tell(problem{Type: "about:blank", Title: title, Status: status, Detail: detail})
}

func (v *visit) tell(p problem) {
	v.w.Header().Del("ETag")
	v.w.Header().Set("Cache-Control", "no-store")
	if v.program() {
		v.w.Header().Set("Content-Type", "application/problem+json")
		v.w.WriteHeader(p.Status)
		_ = json.NewEncoder(v.w).Encode(p) // a reader who has left
		return
	}
	page := shell{Title: v.t.S(p.Title), Data: p}
	if err := v.show(p.Status, "error.html", page); err != nil {
		v.fault(err)
	}
}
