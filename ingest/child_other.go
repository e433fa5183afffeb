//go:build !linux

package ingest

// limitMemory does nothing here: GOMEMLIMIT and the deadline of the parent bound the process.
func limitMemory() {}
