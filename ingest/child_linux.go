package ingest

import (
	"errors"
	"os"
	"os/exec"
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"
)

// confine takes from this process what reading a document does not need. Memory is bounded as data (Linux 4.7
// and later count private maps as data), and not as address space: a program linked with cgo reserves more
// than a gigabyte of that before it begins. No descriptor can be opened any more, and so no file and no
// socket, whatever the parser is made to do; without rights no limit can be raised again. Where the system
// refuses one of these, the others, the deadline of the parent and the memory limit of the runtime remain.
func confine() {
	seconds := uint64(MaxTime.Seconds())
	for resource, limit := range map[int]uint64{
		unix.RLIMIT_DATA: MaxMemory, unix.RLIMIT_CPU: seconds, unix.RLIMIT_FSIZE: 0, unix.RLIMIT_CORE: 0, unix.RLIMIT_NOFILE: 0,
	} {
		_ = unix.Prlimit(0, resource, &unix.Rlimit{Cur: limit, Max: limit}, nil)
	}
	dropRights()
}

// dropRights gives up what root may do, in all threads and for good. A program linked with cgo cannot: its
// threads are not all known to the runtime.
func dropRights() {
	header := unix.CapUserHeader{Version: unix.LINUX_CAPABILITY_VERSION_3}
	var none [2]unix.CapUserData
	_, _, _ = syscall.AllThreadsSyscall(unix.SYS_PRCTL, unix.PR_SET_NO_NEW_PRIVS, 1, 0)
	_, _, _ = syscall.AllThreadsSyscall(unix.SYS_CAPSET, uintptr(unsafe.Pointer(&header)), uintptr(unsafe.Pointer(&none)), 0)
}

// isolated starts a process in a network of its own, which has no way out. Only root may; a namespace of
// users, which would let others, makes the start copy the page tables of this process (30 ms where the heap is
// 150 MiB, against 0.6 ms), and is not worth it beside a process that can open no socket.
func isolated(cmd *exec.Cmd) {
	if os.Geteuid() == 0 {
		cmd.SysProcAttr = &syscall.SysProcAttr{Cloneflags: unix.CLONE_NEWNET}
	}
}

// startRefused reports whether the system does not let this process make a network of its own. Containers
// often do not; the child then runs without, and is kept from the network as confine says.
func startRefused(err error) bool {
	return errors.Is(err, unix.EPERM) || errors.Is(err, unix.EINVAL) || errors.Is(err, unix.ENOSPC) || errors.Is(err, unix.ENOSYS) || errors.Is(err, unix.EACCES)
}

// limitScan bounds a process that draws or reads pages, before it has been given anything to work on: 2 GiB of
// address space, its time, and no large files.
func limitScan(pid int) {
	seconds := uint64(MaxScanTime.Seconds())
	for resource, limit := range map[int]uint64{
		unix.RLIMIT_AS: MaxScanMemory, unix.RLIMIT_CPU: seconds, unix.RLIMIT_FSIZE: MaxStreamBytes, unix.RLIMIT_CORE: 0,
	} {
		_ = unix.Prlimit(pid, resource, &unix.Rlimit{Cur: limit, Max: limit}, nil)
	}
}
