package ingest

import (
	"regexp"
	"sync"
)

// pattern is a regular expression that is compiled when it is first used: a process is started for every
// document, and most documents need few of them.
type pattern struct{ compiled func() *regexp.Regexp }

// patterns are all that lazy made, for TestPatterns, which compiles them: none waits for its first use to be
// found wrong. It is complete when the package is initialised, and never changes afterwards.
var patterns []pattern

// lazy is regexp.MustCompile at the first use.
func lazy(expr string) pattern {
	p := pattern{sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })}
	patterns = append(patterns, p)
	return p
}

func (p pattern) MatchString(s string) bool            { return p.compiled().MatchString(s) }
func (p pattern) FindStringSubmatch(s string) []string { return p.compiled().FindStringSubmatch(s) }

func (p pattern) FindAllStringIndex(s string, n int) [][]int {
	return p.compiled().FindAllStringIndex(s, n)
}

func (p pattern) FindAllStringSubmatchIndex(s string, n int) [][]int {
	return p.compiled().FindAllStringSubmatchIndex(s, n)
}

func (p pattern) ReplaceAllString(s, with string) string {
	return p.compiled().ReplaceAllString(s, with)
}
