package ingest

import (
	"fmt"

	"corridor/corpus"
)

// leftOut counts what a word processor's file holds and its text does not, for the warnings.
type leftOut struct {
	changes, hidden, pictures, objects, contents, embedded, numbers int
}

// report tells what was left out, and what became of tracked changes.
func (n *leftOut) report(d *draft, revisions Revisions) {
	if n.changes > 0 {
		what := map[Revisions]string{RevisionsReject: "rejected", RevisionsShow: "shown, insertions as {+…+} and deletions as [-…-]"}[revisions]
		if what == "" {
			what = "accepted"
		}
		d.warn(fmt.Sprintf("%d tracked changes are %s", n.changes, what))
	}
	for _, c := range []struct {
		n    int
		what string
	}{
		{len(d.comments), "comments stand beside the text"},
		{n.hidden, "characters of hidden text are left out"},
		{n.contents, "generated tables of contents are left out"},
		{n.pictures, "pictures are not read"},
		{n.objects, "embedded objects are not read"},
		{n.embedded, "documents embedded in this one are not read: open it in Word and save it anew"},
		{n.numbers, "numbers that Word computes in fields are not shown"},
	} {
		if c.n > 0 {
			d.warn(fmt.Sprintf("%d %s", c.n, c.what))
		}
	}
}

// onlyPictures is an error when the document holds pictures and no text.
func (n *leftOut) onlyPictures(d *draft) error {
	if len(d.lines) > 0 || n.pictures == 0 {
		return nil
	}
	return fmt.Errorf("holds %d pictures and no text: save it as PDF, so that its pages can be read by OCR: %w", n.pictures, corpus.ErrNoText)
}
