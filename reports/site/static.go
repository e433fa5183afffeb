package site

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"net/http"

	"corridor/corpus"
	"corridor/reports"
)

//go:embed static/site.css static/site.js static/icon.svg
var staticFiles embed.FS

// asset is a file that pages load: its address changes with its bytes, so that it can be kept for ever.
type asset struct {
	name, mediaType, href string
	data                  []byte
}

var assets = loadAssets()

type assetTable struct{ css, js, icon asset }

func loadAssets() assetTable {
	base, err := reports.Stylesheet()
	css := append([]byte(base+"\n"), mustRead("static/site.css")...)
	if err != nil {
		panic(err) // embedded: a fault of the build
	}
	return assetTable{newAsset("site.css", "text/css; charset=utf-8", css), newAsset("site.js", "text/javascript; charset=utf-8", mustRead("static/site.js")),
		newAsset("icon.svg", "image/svg+xml", mustRead("static/icon.svg"))}
}

func mustRead(name string) []byte {
	data, err := staticFiles.ReadFile(name)
	if err != nil {
		panic(err)
	}
	return data
}

func newAsset(name, mediaType string, data []byte) asset {
	sum := sha256.Sum256(data)
	return asset{name: name, mediaType: mediaType, data: data, href: "/static/" + name + "?v=" + hex.EncodeToString(sum[:6])}
}

// static sends a file that pages load.
func (s *Site) static(v *visit) error {
	for _, a := range []asset{assets.css, assets.js, assets.icon} {
		if a.name == v.r.PathValue("file") {
			v.w.Header().Set("Content-Type", a.mediaType)
			v.w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
			_, err := v.w.Write(a.data)
			return ignoreGone(err)
		}
	}
	return fmt.Errorf("file %q: %w", v.r.PathValue("file"), corpus.ErrNotFound)
}

// healthz says that the process answers.
func (s *Site) healthz(v *visit) error { return v.plain("ok\n") }

// readyz says that the store can be read.
func (s *Site) readyz(v *visit) error {
	if _, err := s.Store.Head(v.ctx()); err != nil {
		return fmt.Errorf("the store cannot be read: %w", err)
	}
	return v.plain("ready\n")
}

// robots keeps programs away from what costs work, and from everything when the site is not public.
func (s *Site) robots(v *visit) error {
	if !s.Public {
		return v.plain("User-agent: *\nDisallow: /\n")
	}
	return v.plain("User-agent: *\nDisallow: /search\nDisallow: /drafts\nDisallow: /compare\nDisallow: /api/\n")
}

func (v *visit) plain(s string) error {
	v.w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	v.w.Header().Set("Cache-Control", "no-store")
	v.w.WriteHeader(http.StatusOK)
	_, err := v.w.Write([]byte(s))
	return ignoreGone(err)
}
