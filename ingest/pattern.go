package ingest

import (
	"regexp"
	"slices"
	"strings"
	"sync"
)

// pattern is a regular expression that is compiled when it is first used: a process is started for every
// document, and most documents need few of them.
type pattern struct {
	compiled func() *regexp.Regexp
	signs    []string            // one of these is in every match; nil when nothing is known of them
	may      func(s string) bool // reports false only of what cannot match; nil when nothing is known
}

// patterns are all that lazy made, for TestPatterns, which compiles them: none waits for its first use to be
// found wrong. It is complete when the package is initialised, and never changes afterwards.
var patterns []pattern

// lazy is regexp.MustCompile at the first use.
func lazy(expr string) pattern {
	p := pattern{compiled: sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })}
	patterns = append(patterns, p)
	return p
}

// having says that one of the signs is in every match. Looking for signs costs far less than looking for the pattern, and
// most texts have none.
func (p pattern) having(signs ...string) pattern {
	p.signs = signs
	return p
}

// when says what must hold of a text that matches, for patterns that are asked of every line.
func (p pattern) when(may func(s string) bool) pattern {
	p.may = may
	return p
}

// absent reports whether s cannot match.
func (p pattern) absent(s string) bool {
	return p.may != nil && !p.may(s) || p.signs != nil && !slices.ContainsFunc(p.signs, func(sign string) bool { return strings.Contains(s, sign) })
}

func (p pattern) MatchString(s string) bool { return !p.absent(s) && p.compiled().MatchString(s) }

func (p pattern) FindStringSubmatch(s string) []string {
	if p.absent(s) {
		return nil
	}
	return p.compiled().FindStringSubmatch(s)
}

func (p pattern) FindAllStringIndex(s string, n int) [][]int {
	if p.absent(s) {
		return nil
	}
	return p.compiled().FindAllStringIndex(s, n)
}

func (p pattern) FindAllStringSubmatchIndex(s string, n int) [][]int {
	return p.compiled().FindAllStringSubmatchIndex(s, n)
}

func (p pattern) ReplaceAllString(s, with string) string {
	return p.compiled().ReplaceAllString(s, with)
}

func (p pattern) ReplaceAllStringFunc(s string, with func(string) string) string {
	return p.compiled().ReplaceAllStringFunc(s, with)
}
