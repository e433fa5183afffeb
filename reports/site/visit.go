package site

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/language"

	"corridor/corpus"
	"corridor/reports"
	"corridor/rubric"
)

// visit is one request.
type visit struct {
	*Site
	w http.ResponseWriter
	r *http.Request
	t reports.Tongue
	q url.Values // of the address
}

func (v *visit) ctx() context.Context { return v.r.Context() }

// tongueCookie keeps the language that a visitor chose.
const tongueCookie = "corridor-lang"

var tongueMatcher = language.NewMatcher([]language.Tag{language.English, language.French, language.Spanish})

// visit reads who asks for what, in which language: that of ?lang=, of the cookie, or of the browser.
func (s *Site) visit(w http.ResponseWriter, r *http.Request) *visit {
	v := &visit{Site: s, w: w, r: r, q: r.URL.Query()}
	code := v.q.Get("lang")
	if t, err := reports.ParseTongue(code); code != "" && err == nil {
		v.t = t
		if !v.program() {
			http.SetCookie(w, &http.Cookie{Name: tongueCookie, Value: t.Code(), Path: "/", MaxAge: 365 * 24 * 3600, HttpOnly: true, SameSite: http.SameSiteLaxMode})
		}
		return v
	}
	if c, err := r.Cookie(tongueCookie); err == nil {
		if t, err := reports.ParseTongue(c.Value); err == nil {
			v.t = t
			return v
		}
	}
	_, i := language.MatchStrings(tongueMatcher, r.Header.Get("Accept-Language"))
	if t, err := reports.ParseTongue(reports.TongueCodes()[i]); err == nil {
		v.t = t
	}
	return v
}

// program reports whether a program asks, and not a browser.
func (v *visit) program() bool { return strings.HasPrefix(v.r.URL.Path, "/api/") }

// number reads a whole number of the address; fallback when it is not given. It wraps corpus.ErrInvalid.
func (v *visit) number(name string, fallback, least, most int) (int, error) {
	text := strings.TrimSpace(v.q.Get(name))
	if text == "" {
		return fallback, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < least || n > most {
		return 0, fmt.Errorf("%s=%q: %w: a whole number from %d to %d", name, text, corpus.ErrInvalid, least, most)
	}
	return n, nil
}

// years reads from and to.
func (v *visit) years() (from, to int, err error) {
	if from, err = v.number("from", 0, 0, 9999); err != nil {
		return 0, 0, err
	}
	to, err = v.number("to", 0, 0, 9999)
	return from, to, err
}

// list reads a value that may be given several times, and with commas.
func (v *visit) list(name string) (out []string) {
	for _, s := range v.q[name] {
		for part := range strings.SplitSeq(s, ",") {
			if part = strings.TrimSpace(part); part != "" && !slices.Contains(out, part) {
				out = append(out, part)
			}
		}
	}
	return out
}

func (v *visit) kinds() (out []corpus.Kind, err error) {
	for _, name := range v.list("kind") {
		k, err := corpus.ParseKind(name)
		if err != nil {
			return nil, err
		}
		out = append(out, k)
	}
	return out, nil
}

// rubric is the rubric asked for, or another one.
func (v *visit) rubric(fallback *rubric.Rubric) (*rubric.Rubric, error) {
	if name := v.q.Get("rubric"); name != "" {
		return v.Library.Rubric(name)
	}
	return fallback, nil
}

// reading is broad unless strict is asked for.
func (v *visit) reading() (reports.Reading, error) {
	return oneOf("reading", v.q.Get("reading"), reports.Broad, reports.Strict)
}

// oneOf finds a word among those that are allowed; "" is the first. It wraps corpus.ErrInvalid.
func oneOf[T ~string](name, s string, allowed ...T) (T, error) {
	if s == "" {
		return allowed[0], nil
	}
	if i := slices.Index(allowed, T(s)); i >= 0 {
		return allowed[i], nil
	}
	return "", fmt.Errorf("%s=%q: %w: one of %v", name, s, corpus.ErrInvalid, allowed)
}

// with is the address of this visit with some values changed: pairs of name and value, "" takes away.
func (v *visit) with(pairs ...string) string {
	q := url.Values{}
	for k, list := range v.q {
		if k != "lang" {
			q[k] = list
		}
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		q.Del(pairs[i])
		if pairs[i+1] != "" {
			q.Set(pairs[i], pairs[i+1])
		}
	}
	if len(q) == 0 {
		return v.r.URL.Path
	}
	return v.r.URL.Path + "?" + q.Encode()
}
