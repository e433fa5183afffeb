package store

import (
	"context"
	"database/sql"
	"slices"
)

// passage says what of a store may be handed on. The nil passage lets everything pass.
type passage struct {
	levels map[string]Publication // of the agreements that are not full
	files  map[string]bool        // by name and hash: may others learn of it?
	given  map[string]bool        // originals that gave only agreements that are full
}

func newPassage(ctx context.Context, tx *sql.Tx) (*passage, error) {
	p := &passage{map[string]Publication{}, map[string]bool{}, map[string]bool{}}
	type level struct {
		id    string
		level Publication
	}
	rows, err := tx.QueryContext(ctx, `SELECT agreement, level FROM publications`)
	err = each(rows, err, func(scan func(...any) error) (l level, err error) { return l, scan(&l.id, &l.level) }, func(l level) bool {
		p.levels[l.id] = l.level
		return true
	})
	if err != nil {
		return nil, err
	}
	rows, err = tx.QueryContext(ctx, selectFiles)
	err = each(rows, err, scanFile, func(f File) bool {
		ids := f.agreements()
		p.files[f.Name+"\x00"+f.SHA256] = len(ids) > 0 && !slices.ContainsFunc(ids, func(id string) bool { return !p.known(id) })
		open := len(ids) > 0 && !slices.ContainsFunc(ids, func(id string) bool { return !p.text(id) })
		before, named := p.given[f.SHA256]
		p.given[f.SHA256] = open && (before || !named) // under every name
		return true
	})
	return p, err
}

// known reports whether others may learn that an agreement is held.
func (p *passage) known(id string) bool { return p == nil || p.levels[id] != PublishPrivate }

// text reports whether others may read the text of an agreement.
func (p *passage) text(id string) bool {
	if p == nil {
		return true
	}
	level := p.levels[id]
	return level == "" || level == PublishFull
}

func (p *passage) original(sha string) bool { return p == nil || p.given[sha] }

// row reports whether a row of a table passes.
func (p *passage) row(t *table, values []any) bool {
	if p == nil {
		return true
	}
	at := func(name string) string {
		s, _ := values[slices.IndexFunc(t.columns, func(c column) bool { return c.name == name })].(string)
		return s
	}
	switch t.name {
	case "saved":
		return false // a user's own
	case "originals":
		return p.original(at("sha256"))
	case "files":
		return p.files[at("name")+"\x00"+at("sha256")]
	case "relations":
		return p.known(at("agreement")) && p.known(at("other"))
	}
	return t.agreement == "" || p.known(at(t.agreement))
}
