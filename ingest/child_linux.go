package ingest

import "golang.org/x/sys/unix"

// limitMemory bounds the memory that this process may write to (Linux 4.7 and later count private maps
// as data). The address space itself is left alone: a program linked with cgo reserves more than a
// gigabyte of it before it begins. Where the system refuses, GOMEMLIMIT and the parent's deadline remain.
func limitMemory() {
	limit := unix.Rlimit{Cur: MaxMemory, Max: MaxMemory}
	_ = unix.Prlimit(0, unix.RLIMIT_DATA, &limit, nil)
}
