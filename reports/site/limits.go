package site

import "time"

// The limits of a site. What a file may hold is limited by package ingest.
const (
	maxUpload     = 50 << 20 // bytes of a file, as ingest
	maxForm       = 64 << 10 // bytes of any other body
	maxPasted     = 5 << 20  // bytes of a pasted text
	maxHeader     = 32 << 10
	maxURL        = 8 << 10
	maxDrafts     = 64               // held at once; the oldest goes
	draftLife     = 2 * time.Hour    // since it was last looked at
	readersAtOnce = 2                // files that are read at the same time
	readTimeout   = 60 * time.Second // of a whole request
	headerTimeout = 10 * time.Second
	writeTimeout  = 120 * time.Second
	idleTimeout   = 120 * time.Second
	shutdownTime  = 10 * time.Second // for running answers to end

	ratePerSecond = 20  // requests of one address, in the long run; static files do not count
	rateBurst     = 120 // at once
	maxAddresses  = 10_000

	pageSize    = 20
	maxPageSize = 100
	exportHits  = 10_000 // of a search, in a file
)
