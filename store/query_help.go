package store

import _ "embed"

// QueryHelp is the manual of the query language, in Markdown.
//
//go:embed QUERY.md
var QueryHelp string
