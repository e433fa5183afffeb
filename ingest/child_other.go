//go:build !linux

package ingest

import "os/exec"

// confine does nothing here: the memory limit of the runtime and the deadline of the parent bound the process.
func confine() {}

// isolated does nothing here.
func isolated(*exec.Cmd) {}

func startRefused(error) bool { return false }

// limitScan does nothing here: the deadline of the parent and the bound of the output remain.
func limitScan(int) {}
