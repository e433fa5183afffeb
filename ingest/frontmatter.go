package ingest

import (
	"strconv"
	"strings"
)

var frontKey = lazy(`^([A-Za-z][A-Za-z0-9_-]{0,40}):(?:\s+(.*))?$`)

// cutFrontMatter splits the front matter between two lines of dashes from the text. Only plain
// "key: value" lines are read; lists and nested values are passed over.
func cutFrontMatter(text string) (meta map[string]string, body string, ok bool) {
	rest, ok := strings.CutPrefix(text, "---\n")
	if !ok {
		return nil, text, false
	}
	end := strings.Index(rest[:min(len(rest), MaxFrontMatter)], "\n---")
	if end < 0 {
		return nil, text, false
	}
	meta = map[string]string{}
	for l := range strings.SplitSeq(rest[:end], "\n") {
		if m := frontKey.FindStringSubmatch(strings.TrimRight(l, " ")); m != nil && m[2] != "" {
			meta[m[1]] = cleanText(frontValue(m[2]))
		}
	}
	if len(meta) == 0 {
		return nil, text, false
	}
	body = strings.TrimPrefix(rest[end:], "\n---")
	if i := strings.IndexByte(body, '\n'); i >= 0 {
		body = body[i+1:]
	}
	return meta, body, true
}

// frontValue takes the quotes of YAML away.
func frontValue(v string) string {
	v = strings.TrimSpace(v)
	if len(v) >= 2 && v[0] == '\'' && v[len(v)-1] == '\'' {
		return strings.ReplaceAll(v[1:len(v)-1], "''", "'")
	}
	if s, err := strconv.Unquote(v); err == nil && v[0] == '"' {
		return s
	}
	return strings.Trim(v, `"`)
}
