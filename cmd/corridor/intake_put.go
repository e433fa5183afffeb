package main

import (
	"context"
	"errors"

	"corridor/corpus"
	"corridor/store"
)

// putGroup writes inputs in their order, and says of each what is wrong with it. The error ends the run.
func (in *intake) putGroup(ctx context.Context, bar *progress, group []taken) error {
	in.putTogether(ctx, group)
	for _, t := range group {
		if err := in.put(ctx, t); err != nil {
			if ctx.Err() != nil {
				return err
			}
			bar.say(in.p, "corridor: "+oneLine(named(t.path, err)))
			if !known(err) {
				return err
			}
		}
		bar.step()
	}
	return nil
}

// putTogether writes the records of several inputs in one transaction, where nothing but records is to be written. When
// that fails nothing of it is kept, and put writes each record by itself, so that one that cannot be kept loses only itself.
func (in *intake) putTogether(ctx context.Context, group []taken) {
	var records []store.Record
	for _, t := range group {
		if len(t.kept) > 0 {
			return
		}
		records = append(records, t.records...)
	}
	if len(records) < 2 {
		return
	}
	files, err := in.store.PutAll(ctx, records)
	if err != nil {
		return // it is met again, by the record that it is of
	}
	for i := range group {
		n := len(group[i].records)
		group[i].files, files = files[:n:n], files[n:]
	}
}

// put writes what was taken, and returns why documents of the input gave no agreement.
func (in *intake) put(ctx context.Context, t taken) error {
	if t.err != nil {
		in.lost++
		return t.err
	}
	for _, f := range t.kept { // another name of the same bytes is accounted for as well
		if err := in.store.Withhold(ctx, f); err != nil {
			return err
		}
		in.count[store.StateWithheld]++
	}
	var faults []error
	for _, f := range t.held {
		in.count[f.State]++
		in.held++
		if f.Agreement == "" {
			faults = append(faults, before{f})
		}
	}
	for i, r := range t.records {
		var err error
		if t.files != nil {
			err = in.written(r, t.files[i])
		} else {
			err = in.putRecord(ctx, r)
		}
		if err != nil && !known(err) {
			return err
		} else if err != nil {
			faults = append(faults, err)
		}
	}
	return errors.Join(faults...)
}

// putRecord writes one record, and returns why it holds no agreement.
func (in *intake) putRecord(ctx context.Context, r store.Record) error {
	f, err := in.store.Put(ctx, r)
	if errors.Is(err, corpus.ErrInvalid) && r.Agreement != nil { // what was read breaks a rule
		r.Agreement, r.Err = nil, err
		f, err = in.store.Put(ctx, r)
	}
	if err != nil {
		return err
	}
	return in.written(r, f)
}

// written counts a record that was written, and returns why it holds no agreement.
func (in *intake) written(r store.Record, f store.File) error {
	in.count[f.State]++
	return r.Err
}
