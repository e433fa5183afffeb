package ingest

import (
	"errors"
	"os/exec"
	"syscall"

	"golang.org/x/sys/unix"
)

// confine takes from this process what reading a document does not need. Memory is bounded as data (Linux 4.7
// and later count private maps as data), and not as address space: a program linked with cgo reserves more
// than a gigabyte of that before it begins. No descriptor can be opened any more, and so no file and no
// socket, whatever the parser is made to do. Where the system refuses one of these, the deadline of the
// parent and the memory limit of the runtime remain.
func confine() {
	seconds := uint64(MaxTime.Seconds())
	for resource, limit := range map[int]uint64{
		unix.RLIMIT_DATA: MaxMemory, unix.RLIMIT_CPU: seconds, unix.RLIMIT_FSIZE: 0, unix.RLIMIT_CORE: 0, unix.RLIMIT_NOFILE: 0,
	} {
		_ = unix.Prlimit(0, resource, &unix.Rlimit{Cur: limit, Max: limit}, nil)
	}
}

// isolated starts a process in a network of its own, which has no way out, and without the rights of this
// user outside it.
func isolated(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Cloneflags: unix.CLONE_NEWUSER | unix.CLONE_NEWNET}
}

// startRefused reports whether the system does not let this user make namespaces. Containers often do not;
// the child then runs without, and is kept from the network by having no descriptor left for a socket.
func startRefused(err error) bool {
	return errors.Is(err, unix.EPERM) || errors.Is(err, unix.EINVAL) || errors.Is(err, unix.ENOSPC) || errors.Is(err, unix.ENOSYS) || errors.Is(err, unix.EACCES)
}
