package store

import (
	"database/sql"
	"errors"
)

// collect reads all rows of a query by one and closes them. It takes the query's error, so that calls nest.
func collect[T any](rows *sql.Rows, err error, one func(scan func(...any) error) (T, error)) (out []T, _ error) {
	err = each(rows, err, one, func(v T) bool {
		out = append(out, v)
		return true
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// each reads the rows of a query by one and hands them on until use has had enough, and closes them.
func each[T any](rows *sql.Rows, err error, one func(scan func(...any) error) (T, error), use func(T) bool) error {
	if err != nil {
		return err
	}
	for rows.Next() {
		v, err := one(rows.Scan)
		if err != nil {
			return errors.Join(err, rows.Close())
		}
		if !use(v) {
			_ = rows.Close() // the reader has gone
			return nil
		}
	}
	return errors.Join(rows.Err(), rows.Close())
}
