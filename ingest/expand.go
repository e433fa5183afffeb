package ingest

import (
	"context"
	"fmt"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"corridor/corpus"
)

// member is one document of a container, or why it is none.
type member struct {
	Name string // inside the container, with slashes
	Data []byte
	Err  error
}

// expanders opens each format that holds several documents. An expander runs in the child process, keeps to
// the limits of limits.go, opens no container that it finds inside, and lists what a reader would miss
// (an entry that is too large, encrypted or badly named) as a member with an error.
var expanders = map[format]func(ctx context.Context, data []byte, opt Options) ([]member, error){
	formatZIP: expandZIP,
	formatEML: expandEML,
}

// container reports whether data is a file that holds documents, and no document itself.
func container(data []byte) bool {
	return expanders[sniff(data)] != nil
}

// expand opens a container, in the child process when there is an isolator.
func expand(ctx context.Context, data []byte, opt Options) ([]member, error) {
	if opt.Isolate != nil {
		return askExpand(ctx, data, opt)
	}
	ctx, cancel := context.WithTimeout(ctx, MaxTime)
	defer cancel()
	members, err := expanders[sniff(data)](ctx, data, opt)
	if err == nil {
		err = checkMembers(members)
	}
	if err != nil {
		return nil, timeKind(err)
	}
	return members, nil
}

// checkMembers holds what an expander gives to the limits, whoever ran it.
func checkMembers(members []member) error {
	if len(members) > MaxEntries {
		return fmt.Errorf("%d entries, the limit is %d: %w", len(members), MaxEntries, corpus.ErrTooLarge)
	}
	total := 0
	for i := range members {
		m := &members[i]
		m.Name = safeName(m.Name)
		if total += len(m.Data); len(m.Data) > MaxEntryBytes || total > MaxExpandedBytes {
			return fmt.Errorf("entry %s: more than %d bytes, or %d in all entries: %w", m.Name, MaxEntryBytes, MaxExpandedBytes, corpus.ErrTooLarge)
		}
	}
	return nil
}

// maxMemberName is the longest name of a member that is kept, in bytes.
const maxMemberName = 400

// safeName makes a name fit to be shown and kept: no directories above, no controls, not too long.
func safeName(name string) string {
	name = strings.TrimLeft(path.Clean("/"+strings.ReplaceAll(name, `\`, "/")), "/")
	if name = printable(name, maxMemberName); name == "" {
		return "unnamed"
	}
	return name
}

// printable makes text from elsewhere fit for one line, of limit bytes at most.
func printable(s string, limit int) string {
	s = strings.Map(func(r rune) rune {
		if r == utf8.RuneError || !unicode.IsPrint(r) {
			return '_'
		}
		return r
	}, s)
	for len(s) > limit {
		_, size := utf8.DecodeLastRuneInString(s)
		s = s[:len(s)-size]
	}
	return s
}
