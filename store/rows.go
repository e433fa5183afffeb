package store

import (
	"database/sql"
	"errors"
)

// collect reads all rows of a query by one and closes them. It takes the query's error, so that calls nest.
func collect[T any](rows *sql.Rows, err error, one func(scan func(...any) error) (T, error)) (out []T, _ error) {
	if err != nil {
		return nil, err
	}
	for rows.Next() {
		v, err := one(rows.Scan)
		if err != nil {
			return nil, errors.Join(err, rows.Close())
		}
		out = append(out, v)
	}
	return out, errors.Join(rows.Err(), rows.Close())
}
