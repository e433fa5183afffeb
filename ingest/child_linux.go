package ingest

import "golang.org/x/sys/unix"

// addressSpace is what the process may map: the memory of the parser and what the runtime reserves
// without using it.
const addressSpace = MaxMemory + 1<<30

// limitMemory bounds the address space of this process. Where the system refuses, GOMEMLIMIT and the
// deadline of the parent remain.
func limitMemory() {
	limit := unix.Rlimit{Cur: addressSpace, Max: addressSpace}
	_ = unix.Prlimit(0, unix.RLIMIT_AS, &limit, nil)
}
