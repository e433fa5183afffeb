//go:build race

package store_test

// raced: the race detector makes all of SQLite ten times as slow.
const raced = true
