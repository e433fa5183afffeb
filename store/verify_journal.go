package store

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// journal replays the journal: every row must follow from the one before, and say of a record what the last
// row of that record left. What it leaves in the end is what the tables are compared with.
func (v *verifier) journal(ctx context.Context) error {
	v.known = map[string]map[string]string{}
	for _, t := range tables {
		v.known[t.name] = map[string]string{}
	}
	r := replay{v: v}
	rows, err := v.tx.QueryContext(ctx, selectJournal+` ORDER BY seq`)
	err = each(rows, err, scanChange, r.take)
	if err != nil && damaged(err) {
		err = r.oneByOne(ctx)
	}
	v.out.Head = r.head
	v.count("journal", r.rows)
	if n := v.noted; n.Seq > 0 && !r.met {
		v.fault("journal", fmt.Sprint(n.Seq), "the journal does not lead through the head that was noted: it was written anew, or its end is lost")
	}
	return err
}

// replay is a walk through the journal.
type replay struct {
	v    *verifier
	head Head // the row before, as it stands
	rows int
	real string // the hash that the row before should have
	met  bool   // the noted head was met
}

func (r *replay) take(c Change) bool {
	r.rows++
	at := fmt.Sprint(c.Seq)
	if c.Seq != r.head.Seq+1 {
		r.v.fault("journal", at, "follows %d: rows between them are gone", r.head.Seq)
	}
	seal := c.seal(r.head.Hash)
	if real := c.seal(r.real); c.Hash == real { // the row before is at fault, and was named
		seal = real
	}
	sound := c.Hash == seal || c.Seq != r.head.Seq+1
	if !sound {
		r.v.fault("journal", at, "its hash is not that of its content and of the row before: %s of %s %s by %q was changed", c.Action, c.Object, c.Key, c.Who)
	}
	r.head, r.real = Head{c.Seq, c.Hash}, seal
	r.met = r.met || r.head == r.v.noted
	r.apply(c, at, sound)
	return true
}

// unsure stands for the hash of a row of which the journal's last word cannot be trusted.
const unsure = "?"

// apply does to the known state what the change says.
func (r *replay) apply(c Change, at string, sound bool) {
	state, ok := r.v.known[c.Object]
	if !ok {
		if sound {
			r.v.fault("journal", at, "speaks of %q, which no store holds", c.Object)
		}
		return
	}
	if !sound {
		state[c.Key] = unsure
		return
	}
	before := ""
	if c.Before != "" {
		before = hash([]byte(c.Before))
	}
	if have := state[c.Key]; have != before && have != unsure {
		r.v.fault("journal", at, "says that %s %s was otherwise before than the journal had left it", c.Object, c.Key)
	}
	if delete(state, c.Key); c.After != "" {
		state[c.Key] = hash([]byte(c.After))
	}
}

// oneByOne goes on behind damage, row by row, and names the rows that cannot be read.
func (r *replay) oneByOne(ctx context.Context) error {
	var last int64
	if err := r.v.tx.QueryRowContext(ctx, `SELECT max(seq) FROM journal`).Scan(&last); err != nil {
		return err
	}
	for seq := r.head.Seq + 1; seq <= last && ctx.Err() == nil; seq++ {
		c, err := scanChange(r.v.tx.QueryRowContext(ctx, selectJournal+` WHERE seq = ?`, seq).Scan)
		if err != nil {
			r.v.fault("journal", fmt.Sprint(seq), "cannot be read: %v", err)
			r.head.Seq, r.real = seq, ""
			continue
		}
		r.take(c)
	}
	return ctx.Err()
}

// records compares every row of the journaled tables with what the journal left of it.
func (v *verifier) records(ctx context.Context) error {
	for i := range tables {
		t := &tables[i]
		left := maps.Clone(v.known[t.name])
		n := 0
		match := func(e entry) bool {
			n++
			switch want, ok := left[e.key]; {
			case !ok:
				v.fault(t.noun, e.key, "is not in the journal")
			case want != hash([]byte(e.content)) && want != unsure:
				v.fault(t.noun, e.key, "is not what the journal says: it was changed past it")
			}
			delete(left, e.key)
			return true
		}
		rows, err := v.tx.QueryContext(ctx, t.query())
		if err = each(rows, err, t.scan, match); err != nil && !damaged(err) {
			return err
		}
		for _, key := range slices.Sorted(maps.Keys(left)) {
			v.missed(ctx, t, key, match)
		}
		v.count(t.noun, n)
	}
	return ctx.Err()
}

// missed looks for a row that the walk through its table did not meet.
func (v *verifier) missed(ctx context.Context, t *table, key string, match func(entry) bool) {
	switch e, err := t.one(ctx, v.tx, key); {
	case err != nil:
		v.fault(t.noun, key, "cannot be read: %v", err)
	case e.content == "" && v.known[t.name][key] == unsure: // the damaged change may have been its removal
	case e.content == "":
		v.fault(t.noun, key, "is in the journal, and gone")
	default:
		match(e)
	}
}

// flat writes an error of several lines on one.
func flat(err error) string { return strings.ReplaceAll(err.Error(), "\n", "; ") }
