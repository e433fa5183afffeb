package ingest

// percentNumber is the place of a count in the template of a label.
var percentNumber = lazy(`%\d+%`)

// odtChange is a tracked change. What was put in stands in the text between two marks; what was taken out
// stands before the text, and a mark shows where it was.
type odtChange struct {
	inserted bool
	removed  []*odtParagraph
}

// changedRegion reads one tracked change before the text.
func (w *odtWalk) changedRegion(c xmlNode) error {
	if c.name != "text:changed-region" {
		return nil
	}
	id := c.get("xml:id")
	if id == "" {
		id = c.get("text:id")
	}
	return w.x.each(func(c xmlNode) error {
		switch c.name {
		case "text:insertion":
			w.changes[id] = &odtChange{inserted: true}
			w.left.changes++
		case "text:deletion":
			change := &odtChange{}
			w.changes[id] = change
			w.left.changes++
			if w.revisions != RevisionsReject && w.revisions != RevisionsShow {
				return nil
			}
			outer := *w
			w.captured, w.p, w.open, w.lists = &change.removed, nil, nil, nil
			err := w.x.each(w.block)
			left := w.left
			*w = outer
			w.left = left
			return err
		}
		return nil
	})
}

// change follows the marks of tracked changes in the text.
func (w *odtWalk) change(c xmlNode) error {
	change := w.changes[c.get("text:change-id")]
	if change == nil {
		return nil
	}
	switch {
	case c.name == "text:change-start" && change.inserted:
		w.inside = append(w.inside, change)
		w.mark(true)
	case c.name == "text:change-end" && change.inserted:
		w.mark(false)
		for i, open := range w.inside {
			if open == change {
				w.inside = append(w.inside[:i:i], w.inside[i+1:]...)
				break
			}
		}
	case c.name == "text:change" && !change.inserted:
		return w.restore(change)
	}
	return nil
}

// skipping reports whether what is read was put in and is not to be seen, since changes are rejected.
func (w *odtWalk) skipping() bool {
	return len(w.inside) > 0 && w.revisions == RevisionsReject
}

// mark opens or closes the visible mark of an insertion, where changes are shown.
func (w *odtWalk) mark(open bool) {
	if w.revisions != RevisionsShow || w.p == nil || len(w.inside) != 1 {
		return
	}
	before, after := changeMarks(true)
	if open {
		w.p.openMark(before, after)
	} else {
		w.p.closeMark(before, after)
	}
}

// suspend closes the mark of an insertion at the end of a paragraph, and reports whether that end was put in
// and is not there, since changes are rejected.
func (w *odtWalk) suspend(p *odtParagraph) bool {
	w.p = p
	w.mark(false)
	w.p = nil
	return w.skipping()
}

// restore puts back what was taken out. Its first paragraph ends the one that is read, and its last begins
// the rest of it.
func (w *odtWalk) restore(change *odtChange) error {
	removed := change.removed
	if w.skipping() || len(removed) == 0 {
		return nil
	}
	now := w.p
	if len(removed) > 1 {
		rest := &odtParagraph{place: now.place, high: now.high}
		rest.kind, rest.level, rest.label = now.kind, now.level, now.label
		if now.empty() {
			w.looks(now, removed[0], rest.place)
		} else {
			rest.place = nil
		}
		w.p = now
		w.remove(removed[0])
		if err := w.write(now); err != nil {
			return err
		}
		for _, old := range removed[1 : len(removed)-1] {
			w.p = &odtParagraph{}
			w.looks(w.p, old, rest.place)
			w.remove(old)
			if err := w.write(w.p); err != nil {
				return err
			}
		}
		w.p = rest
	}
	w.remove(removed[len(removed)-1])
	return nil
}

// looks gives a paragraph the kind and the place of one that was taken out; beside is the place of the
// paragraph where it was.
func (w *odtWalk) looks(p, old *odtParagraph, beside *odtPlace) {
	p.kind, p.level, p.label, p.high, p.place = old.kind, old.level, old.label, old.high, nil
	if old.place == nil {
		return
	}
	place := *old.place
	if place.counts = w.counts["style "+place.style]; beside != nil && beside.style == place.style {
		place.counts = beside.counts
	}
	p.place = &place
}

// remove writes the text of a paragraph that was taken out, with marks around it where changes are shown.
func (w *odtWalk) remove(old *odtParagraph) {
	if old.empty() {
		return
	}
	if w.revisions != RevisionsShow {
		w.p.write(string(old.raw))
		return
	}
	open, closing := changeMarks(false)
	w.p.openMark(open, closing)
	w.p.write(string(old.raw))
	w.p.closeMark(open, closing)
}
