package main

import (
	"fmt"
	"math"
	"time"

	"github.com/schollz/progressbar/v3"
	"github.com/urfave/cli/v2"
)

func quietFlag() cli.Flag {
	return &cli.BoolFlag{Name: "quiet", Aliases: []string{"q"}, Usage: "show no progress"}
}

// progress tells on standard error how far long work has come: a bar on a terminal, otherwise a line now
// and then. Nothing is shown before the work has taken progressPause.
type progress struct {
	p     *program
	what  string
	total int
	done  int
	begun time.Time
	next  time.Time // of the next line
	bar   *progressbar.ProgressBar
}

const (
	progressPause = time.Second
	progressEvery = 5 * time.Second
)

// progress begins to count; nil, which shows nothing, when quiet.
func (p *program) progress(quiet bool, what string, total int) *progress {
	if quiet {
		return nil
	}
	now := p.now()
	g := &progress{p: p, what: what, total: total, begun: now, next: now.Add(progressPause)}
	if p.terminal {
		g.bar = progressbar.NewOptions(total, progressbar.OptionSetWriter(p.stderr), progressbar.OptionSetDescription(what),
			progressbar.OptionShowCount(), progressbar.OptionShowIts(), progressbar.OptionSetPredictTime(true), progressbar.OptionClearOnFinish(),
			progressbar.OptionThrottle(100*time.Millisecond))
	}
	return g
}

// step counts one more.
func (g *progress) step() {
	if g != nil {
		g.to(g.done + 1)
	}
}

// to says how many are done.
func (g *progress) to(done int) {
	if g == nil {
		return
	}
	g.done = done
	if g.bar != nil {
		_ = g.bar.Set(done) // a bar that cannot be drawn is no fault of the work
		return
	}
	if now := g.p.now(); now.After(g.next) {
		g.next = now.Add(progressEvery)
		fmt.Fprintf(g.p.stderr, "%s: %d of %d%s\n", g.what, g.done, g.total, g.pace(now))
	}
}

// pace says how fast the work goes and how long the rest takes at that: ", 3.2 a second, 12s left".
func (g *progress) pace(now time.Time) string {
	rate := float64(g.done) / now.Sub(g.begun).Seconds()
	if !(rate > 0) || math.IsInf(rate, 0) {
		return ""
	}
	left := time.Duration(float64(g.total-g.done) / rate * float64(time.Second))
	return fmt.Sprintf(", %.1f a second, %v left", rate, left.Round(time.Second))
}

// say writes a line for the user between two steps, whatever is drawn.
func (g *progress) say(p *program, line string) {
	if g != nil && g.bar != nil {
		_ = g.bar.Clear()
	}
	fmt.Fprintln(p.stderr, line)
}

// end takes the bar away.
func (g *progress) end() {
	if g != nil && g.bar != nil {
		_ = g.bar.Finish()
	}
}

// parts shows work that goes through several parts: a bar for each, begun when it is first heard of.
func (p *program) parts(quiet bool) func(what string, done, total int) {
	var bar *progress
	under := ""
	return func(what string, done, total int) {
		if what != under {
			bar.end()
			bar, under = p.progress(quiet, what, total), what
		}
		if bar.to(done); done == total {
			bar.end()
			bar, under = nil, ""
		}
	}
}
