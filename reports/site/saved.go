package site

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"corridor/corpus"
	"corridor/store"
)

// savedPage lists what was saved.
type savedPage struct {
	Searches    []store.Saved
	Comparisons []store.Saved
}

// saved lists saved searches and comparisons; they are the owner's alone.
func (s *Site) saved(v *visit) error {
	if v.Public {
		return fmt.Errorf("saved searches: %w: they are the owner's of the repository", errForbidden)
	}
	all, err := v.Store.Saved(v.ctx(), "", "")
	if err != nil {
		return err
	}
	var p savedPage
	for _, x := range all {
		if x.Kind == store.SavedSearch {
			p.Searches = append(p.Searches, x)
		} else {
			p.Comparisons = append(p.Comparisons, x)
		}
	}
	return v.page("saved.html", shell{Title: v.t.S("Saved searches and comparisons"), Here: "/search", Data: p})
}

// save keeps a search or a comparison, or with forget=1 drops it.
func (s *Site) save(v *visit) error {
	if !v.mayWrite() {
		return fmt.Errorf("saving: %w: from the network that needs an account, which there are none of yet; run the site on your own machine", errForbidden)
	}
	if err := v.r.ParseForm(); err != nil {
		return formError(err)
	}
	f := v.r.PostForm
	x := store.Saved{Kind: store.SavedSearch, Name: strings.TrimSpace(f.Get("name")), Query: f.Get("q"), Time: v.Now()}
	if ids := f["id"]; len(ids) > 0 {
		x.Kind, x.Query, x.Agreements = store.SavedComparison, "", ids
	}
	change := v.Store.As(store.Author{Name: "site", Now: v.Now})
	if f.Get("forget") != "" {
		if err := change.Unsave(v.ctx(), x.Kind, "", x.Name); err != nil {
			return err
		}
	} else if err := change.Save(v.ctx(), x); err != nil {
		return err
	}
	return v.seeOther("/saved")
}

func (v *visit) seeOther(path string) error {
	http.Redirect(v.w, v.r, path, http.StatusSeeOther)
	return nil
}

// formError gives an error of reading a form its kind.
func formError(err error) error {
	if status, _ := statusOf(err); status == http.StatusRequestEntityTooLarge {
		return err
	}
	return fmt.Errorf("the form: %w: %w", corpus.ErrInvalid, err)
}

// compareHref leads to a comparison.
func compareHref(ids []string) string { return "/compare?" + url.Values{"id": ids}.Encode() }
