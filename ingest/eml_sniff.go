package ingest

import (
	"bytes"
	"slices"
	"strings"
)

const (
	sniffedHeader = 32 << 10 // bytes of a header that are looked at
	sniffedLines  = 400
)

// sniffMessage tells a message, or a page that was saved as one, by the lines of its header. A memorandum
// has "From" and "To" as well; the lines that mail programs add tell it apart.
func sniffMessage(data []byte) format {
	h := headerLines(data)
	has := func(names ...string) bool {
		return slices.ContainsFunc(names, func(n string) bool { _, ok := h[n]; return ok })
	}
	media := h["content-type"]
	page := strings.HasPrefix(media, "multipart/related") || strings.HasPrefix(media, "text/html") || strings.HasPrefix(media, "multipart/alternative")
	switch {
	case page && has("mime-version") && !has("to", "cc", "received", "delivered-to"):
		return formatMHTML
	case media != "" && has("mime-version"), len(h) >= 3 && has("message-id", "received", "return-path", "delivered-to"):
		return formatEML
	}
	return 0
}

// headerLines reads the lines of a header, by their names in lower case; nothing when the file does not
// begin with one.
func headerLines(data []byte) map[string]string {
	head := data[:min(len(data), sniffedHeader)]
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), "\r\n")
	out := map[string]string{}
	last := ""
	for i := range sniffedLines {
		line, rest, more := bytes.Cut(head, []byte("\n"))
		head = rest
		s := strings.TrimRight(string(line), "\r")
		name, value, ok := strings.Cut(s, ":")
		switch {
		case s == "" || !more:
			return out
		case i == 0 && strings.HasPrefix(s, "From "):
		case last != "" && (s[0] == ' ' || s[0] == '\t'):
			out[last] += s
		case !ok || name == "" || strings.ContainsFunc(name, func(r rune) bool { return r <= ' ' || r >= 0x7f }):
			return nil
		default:
			last = strings.ToLower(name)
			out[last] = strings.ToLower(strings.TrimSpace(value))
		}
	}
	return out
}
