// Package site serves a repository to a browser and to programs: pages for people, JSON under /api/v1.
//
// # Nouns
//
// A Site is an http.Handler over one store. A page is a function of a visit (one request: its language, its
// query, where to write) that returns an error; there is one Go file and one template for each. The table in
// routes.go lists every page, and a test asks each of them for every method. What a page shows is a report of
// package reports, laid out by reports.Fragment or by a template of its own; with ?format=xlsx and the like the
// same value is a file, and under /api/v1 it is JSON.
//
// A shelf is what the store holds at one head of its journal: the list, and what was found under each rubric.
// It is read when the head has moved and shared by all visits.
//
// A draft is a text that a visitor hands in on the draft bench. It lives in memory, under a name that nobody can
// guess, for a limited time, and is never written to the store, to the log or to a file.
//
// # Who sees what
//
// Without Config.Public the visitor is the owner of the store and reads everything. With it, what is private does
// not exist, and of what is metadata-only neither the text nor a quote is ever sent: Site.open is the one door
// through which agreements come, and Site.shelf the one through which lists do.
//
// # What this guards against
//
// Hostile files (parsed by Config.Read, which does so in a child process), text that looks like markup (everything
// goes through html/template; the policy of the pages allows no inline script or style), requests from other sites
// (http.CrossOriginProtection), floods from one address and slow or oversized bodies (limits.go). Not guarded: somebody
// who may read the memory of the process, and many addresses at once; put a proxy in front for that.
package site
