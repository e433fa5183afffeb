package site

import (
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net"
	"net/http"
	"strings"
)

// recorder notes what was answered.
type recorder struct {
	http.ResponseWriter
	status int
	bytes  int64
	begun  bool
}

func (r *recorder) WriteHeader(status int) {
	if !r.begun {
		r.status, r.begun = status, true
	}
	r.ResponseWriter.WriteHeader(status)
}

func (r *recorder) Write(b []byte) (int, error) {
	r.begun = true
	n, err := r.ResponseWriter.Write(b)
	r.bytes += int64(n)
	return n, err
}

// Unwrap lets http.ResponseController through.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }

// squeezer compresses text, and gives whole answers an ETag: one write is a whole answer.
type squeezer struct {
	http.ResponseWriter
	request *http.Request
	wanted  bool
	stream  bool // several writes, each sent at once
	status  int
	begun   bool
	zip     *gzip.Writer
}

func (z *squeezer) WriteHeader(status int) { z.status = status }

// smallest is from which size compression pays.
const smallest = 1400

func (z *squeezer) Write(b []byte) (int, error) {
	if z.zip != nil {
		return z.zip.Write(b)
	}
	if z.begun || z.stream {
		z.begin()
		return z.ResponseWriter.Write(b)
	}
	h := z.Header()
	if z.status == 0 || z.status == http.StatusOK {
		sum := sha256.Sum256(b)
		tag := `W/"` + hex.EncodeToString(sum[:12]) + `"`
		h.Set("ETag", tag)
		if strings.Contains(z.request.Header.Get("If-None-Match"), tag) {
			z.status = http.StatusNotModified
			h.Del("Content-Type")
			z.begin()
			return len(b), nil
		}
	}
	h.Add("Vary", "Accept-Encoding, Accept-Language, Cookie")
	if z.wanted && len(b) >= smallest && compressible(h.Get("Content-Type")) {
		h.Set("Content-Encoding", "gzip")
		z.begin()
		z.zip = gzip.NewWriter(z.ResponseWriter)
		return z.zip.Write(b)
	}
	z.begin()
	return z.ResponseWriter.Write(b)
}

func (z *squeezer) begin() {
	if z.begun {
		return
	}
	z.begun = true
	if z.status != 0 {
		z.ResponseWriter.WriteHeader(z.status)
	}
}

func (z *squeezer) close() error {
	if z.zip != nil {
		return ignoreGone(z.zip.Close())
	}
	z.begin()
	return nil
}

// Unwrap lets http.ResponseController through.
func (z *squeezer) Unwrap() http.ResponseWriter { return z.ResponseWriter }

func compressible(mediaType string) bool {
	return strings.HasPrefix(mediaType, "text/") || strings.Contains(mediaType, "json") || strings.Contains(mediaType, "xml;")
}

// ignoreGone passes over a reader who has left.
func ignoreGone(err error) error {
	if errors.Is(err, net.ErrClosed) || errors.Is(err, http.ErrHandlerTimeout) {
		return nil
	}
	return err
}
