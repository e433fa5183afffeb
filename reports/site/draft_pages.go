package site

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"path"
	"strings"

	"corridor/corpus"
	"corridor/reports"
)

// bench is the page on which drafts are handed in.
func (s *Site) bench(v *visit) error {
	return v.page("bench.html", shell{Title: v.t.S("Draft bench"), Here: "/drafts", Lead: v.t.S("Hold a draft against the codebook: what is missing, what is weak, and what the best precedents say"), Data: nil})
}

// errClosed says why drafts are not taken.
func (v *visit) draftsClosed() error {
	if v.draftsOpen() {
		return nil
	}
	return fmt.Errorf("drafts: %w: this public site takes none; run Corridor on your own machine, where a draft stays with you", errForbidden)
}

// handIn takes a draft, or the next round of one.
func (s *Site) handIn(v *visit) error {
	d, err := v.takeDraft()
	if err != nil {
		return err
	}
	return v.seeOther("/drafts/" + d.Token)
}

// takeDraft reads the form: a file or a pasted text, and the token of the round before.
func (v *visit) takeDraft() (*draft, error) {
	if err := v.draftsClosed(); err != nil {
		return nil, err
	}
	parts, err := v.r.MultipartReader()
	if err != nil {
		return nil, fmt.Errorf("the form: %w: %w", corpus.ErrInvalid, err)
	}
	var in struct {
		name, previous string
		data           []byte
	}
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, formError(err)
		}
		switch part.FormName() {
		case "file":
			data, err := readPart(part, maxUpload)
			if err != nil {
				return nil, err
			}
			if len(data) > 0 {
				in.name, in.data = path.Base(strings.ReplaceAll(part.FileName(), `\`, "/")), data
			}
		case "text":
			data, err := readPart(part, maxPasted)
			if err != nil {
				return nil, err
			}
			if len(in.data) == 0 && len(strings.TrimSpace(string(data))) > 0 {
				in.name, in.data = "pasted.txt", data
			}
		case "previous":
			data, err := readPart(part, maxForm)
			if err != nil {
				return nil, err
			}
			in.previous = string(data)
		}
	}
	if len(in.data) == 0 {
		return nil, fmt.Errorf("the draft: %w: choose a file or paste a text", corpus.ErrInvalid)
	}
	if in.previous != "" {
		if _, err := v.drafts.find(in.previous); err != nil {
			return nil, err
		}
	}
	return v.drafts.take(in.name, in.data, in.previous)
}

// readPart reads one field of a form up to a limit.
func readPart(p *multipart.Part, most int64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(p, most+1))
	if err != nil {
		return nil, formError(err)
	}
	if int64(len(data)) > most {
		return nil, fmt.Errorf("%s: %w: at most %d MiB", p.FormName(), corpus.ErrTooLarge, most>>20)
	}
	return data, nil
}

// draftWaiting shows how far the reading of a draft has come; it reports false when the draft is there.
func (v *visit) draftWaiting() (*draft, bool, error) {
	if err := v.draftsClosed(); err != nil {
		return nil, false, err
	}
	d, err := v.drafts.find(v.r.PathValue("token"))
	if err != nil || d.ready() {
		return d, false, err
	}
	stages, _, _, _ := d.progress(0)
	return d, true, v.page("waiting.html", shell{Title: v.t.S("Reading the draft"), Here: "/drafts", Later: "1", Data: struct {
		Draft  *draft
		Stages []string
	}{d, stages}})
}

// withDraft hands a draft that was read to a page.
func (v *visit) withDraft(show func(a *holding, href string) error) error {
	d, waiting, err := v.draftWaiting()
	if err != nil || waiting {
		return err
	}
	a, err := d.holding()
	if err != nil {
		return err
	}
	v.w.Header().Set("Cache-Control", "no-store")
	return show(a, "/drafts/"+d.Token)
}

// draftGap is the gap report of a draft: its first page.
func (s *Site) draftGap(v *visit) error {
	return v.withDraft(func(a *holding, href string) error { return v.gapOf(a, href, href) })
}

// draftText is the text of a draft with what was found in it.
func (s *Site) draftText(v *visit) error {
	return v.withDraft(func(a *holding, href string) error {
		p, err := v.agreementPage(a, href)
		if err != nil {
			return err
		}
		return v.page("agreement.html", shell{Title: reports.Shorten(p.Card.Agreement.Title, 200), TitleLang: a.Language, Kind: v.t.S("Draft") + " · " + v.agreementLine(a.Agreement), Here: "/drafts", Wide: true, Data: p})
	})
}

func (s *Site) draftScorecard(v *visit) error { return v.withDraft(v.scorecardOf) }
func (s *Site) draftChecklist(v *visit) error { return v.withDraft(v.checklistOf) }

// draftRound sets a draft beside the round before.
func (s *Site) draftRound(v *visit) error {
	return v.withDraft(func(a *holding, href string) error {
		report, err := v.roundOf(a)
		if err != nil {
			return err
		}
		r, err := v.rubric(v.Library.For(a.Kind.Value))
		if err != nil {
			return err
		}
		return v.present(shown{report: report, name: "round", here: "/drafts", page: reportPage{Tabs: v.tabs(href, true, "/round"), Form: v.newForm(href+"/round", v.rubricField(r))}})
	})
}

func (v *visit) roundOf(a *holding) (reports.Round, error) {
	if a.Draft.Previous == "" {
		return reports.Round{}, fmt.Errorf("this draft: %w: it was not handed in as the next round of another", corpus.ErrNotFound)
	}
	before, err := v.drafts.find(a.Draft.Previous)
	if err != nil {
		return reports.Round{}, err
	}
	<-before.done
	old, err := before.holding()
	if err != nil {
		return reports.Round{}, err
	}
	r, err := v.rubric(v.Library.For(a.Kind.Value))
	if err != nil {
		return reports.Round{}, err
	}
	return reports.NewRound(r, old.compared(r), a.compared(r)), nil
}

// draftForget drops a draft.
func (s *Site) draftForget(v *visit) error {
	v.drafts.forget(v.r.PathValue("token"))
	return v.seeOther("/drafts")
}

// draftProgress tells, as server-sent events, what is being done with a draft: "stage" with the words, and at the
// end "done" or "failed".
func (s *Site) draftProgress(v *visit) error {
	if err := v.draftsClosed(); err != nil {
		return err
	}
	d, err := v.drafts.find(v.r.PathValue("token"))
	if err != nil {
		return err
	}
	out, err := v.events()
	if err != nil {
		return err
	}
	for at := 0; ; {
		stages, more, done, failed := d.progress(at)
		at += len(stages)
		for _, stage := range stages {
			if err := out.send("stage", v.t.S(stage)); err != nil {
				return ignoreGone(err)
			}
		}
		switch {
		case done && failed != nil:
			return out.send("failed", failed.Error())
		case done:
			return out.send("done", "/drafts/"+d.Token)
		}
		select {
		case <-more:
		case <-v.ctx().Done():
			return nil
		}
	}
}

// events is a stream of server-sent events.
type events struct {
	w       http.ResponseWriter
	control *http.ResponseController
}

func (v *visit) events() (*events, error) {
	if z, ok := v.w.(*squeezer); ok {
		z.stream = true
	}
	v.w.Header().Set("Content-Type", "text/event-stream")
	v.w.Header().Set("Cache-Control", "no-store")
	e := &events{v.w, http.NewResponseController(v.w)}
	_, err := io.WriteString(v.w, ": corridor\n\n")
	return e, errors.Join(err, e.control.Flush())
}

func (e *events) send(kind string, x any) error {
	line, err := json.Marshal(x)
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintf(e.w, "event: %s\ndata: %s\n\n", kind, line); err != nil {
		return err
	}
	return e.control.Flush()
}
