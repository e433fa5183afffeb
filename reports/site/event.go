package site

import "time"

// Event is what the log hears of one answer. Neither queries nor the names and words of drafts are in it.
type Event struct {
	Method, Path string
	Status       int
	Bytes        int64
	Took         time.Duration
	Fault        error // of the site itself; nil when all went well
}

// fault tells the log what went wrong beside an answer.
func (v *visit) fault(err error) {
	v.Log(Event{Method: v.r.Method, Path: loggedPath(v.r.URL.Path), Fault: err})
}
