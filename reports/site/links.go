package site

import (
	"fmt"
	"net/url"

	"corridor/corpus"
	"corridor/reports"
)

// shortID is how many digits of an id stand in an address.
const shortID = 16

func agreementHref(id string) string { return "/agreements/" + id[:min(shortID, len(id))] }

// passageHref leads to a passage: a permalink that holds as long as the text, which never changes.
func passageHref(id string, s corpus.Span) string { return agreementHref(id) + "#" + anchor(s) }

// anchor names a place in a text.
func anchor(s corpus.Span) string { return fmt.Sprintf("p%d-%d", s.Start, s.End) }

func searchHref(q string, pairs ...string) string {
	out := url.Values{"q": {q}}
	for i := 0; i+1 < len(pairs); i += 2 {
		out.Set(pairs[i], pairs[i+1])
	}
	return "/search?" + out.Encode()
}

// links lead from reports to the agreements that visitors may see.
func (v *visit) links(h *shelf) reports.Links {
	known := func(id string) bool {
		m, err := h.find(id)
		return err == nil && (!v.Public || m.Publication != "private")
	}
	return reports.Links{
		Agreement: func(id string) string {
			if !known(id) {
				return ""
			}
			return agreementHref(id)
		},
		Passage: func(id string, s corpus.Span) string {
			if !known(id) {
				return ""
			}
			return passageHref(id, s)
		},
		Search: func(query string) string { return searchHref(query, "by", "agreement") },
	}
}
