package embedded_test

import (
	"time"

	"golang.org/x/sys/unix"
)

// threadTime is how long this thread has had a processor: what a search costs, however busy the machine is.
func threadTime() time.Duration {
	var t unix.Timespec
	if err := unix.ClockGettime(unix.CLOCK_THREAD_CPUTIME_ID, &t); err != nil {
		return 0
	}
	return time.Duration(t.Nano())
}
