package typesense

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode/utf8"
)

// The words and stems of an index are made by package words, for every script, and must reach the cluster's
// index as they are. It would cut and fold what is not ASCII once more, so such words are written in hexadecimal.
const (
	hexMark  = "0x"
	hashMark = "0z"
	longest  = 90 // bytes; the cluster cuts words at 100
)

// token writes a folded word or a stem for the cluster.
func token(word string) string {
	out := word
	if !plain(word) || strings.HasPrefix(word, hexMark) || strings.HasPrefix(word, hashMark) {
		out = hexMark + hex.EncodeToString([]byte(word))
	}
	if len(out) > longest {
		sum := sha256.Sum256([]byte(word))
		out = hashMark + hex.EncodeToString(sum[:20])
	}
	return out
}

// wordOf reads a token; what is too long to be written whole cannot be read.
func wordOf(token string) (word string, ok bool) {
	if strings.HasPrefix(token, hashMark) {
		return "", false
	}
	digits, isHex := strings.CutPrefix(token, hexMark)
	if !isHex {
		return token, true
	}
	raw, err := hex.DecodeString(digits)
	return string(raw), err == nil && utf8.Valid(raw)
}

// plain reports whether the cluster leaves a word as it is.
func plain(word string) bool {
	for i := 0; i < len(word); i++ {
		if c := word[i]; !('a' <= c && c <= 'z' || '0' <= c && c <= '9' || c == ':') {
			return false
		}
	}
	return true
}

// longestRun is how many words side by side the cluster knows at most.
const longestRun = 3

// run is the token of words side by side.
func run(words []string) string {
	sum := sha256.Sum256([]byte(strings.Join(words, "\x00")))
	return hex.EncodeToString(sum[:8])
}

func tokens(words []string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = token(w)
	}
	return out
}
