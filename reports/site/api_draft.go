package site

import (
	"net/http"
	"strings"

	"corridor/corpus"
	"corridor/reports"
)

// apiDraft is what a draft provides and lacks.
type apiDraft struct {
	Token     string            `json:"token"`
	Kind      corpus.Kind       `json:"kind"`
	Others    int               `json:"other_agreements,omitempty"` // in the same file, which were passed over
	Scorecard reports.Scorecard `json:"scorecard"`
	Gap       reports.Gap       `json:"gap"`
	Round     *reports.Round    `json:"round,omitempty"` // beside the round before, when that was named
}

func (s *Site) draftEndpoints() []endpoint {
	return []endpoint{
		{method: "POST", path: "/drafts", name: "scoreDraft", takes: maxUpload + maxForm, result: apiDraft{}, page: (*visit).apiScoreDraft,
			summary: "Score a draft: multipart form with file, or text, and perhaps previous, the token of the round before. With Accept: text/event-stream the progress is streamed, and the result is the data of the event \"result\". The draft is kept in memory alone",
			params:  []param{rubricParam, themeParam}},
		{method: "POST", path: "/drafts/{token}/forget", name: "forgetDraft", takes: maxForm, summary: "Forget a draft at once", media: "", result: apiForgotten{},
			params: []param{inPath("token", "of the draft", "")}, answer: func(v *visit) (any, error) {
				v.drafts.forget(v.r.PathValue("token"))
				return apiForgotten{true}, nil
			}},
	}
}

type apiForgotten struct {
	Forgotten bool `json:"forgotten"`
}

// apiScoreDraft answers when the draft was read and coded; to those who ask for it, it streams what is being done.
func (v *visit) apiScoreDraft() error {
	d, err := v.takeDraft()
	if err != nil {
		return err
	}
	if strings.Contains(v.r.Header.Get("Accept"), "text/event-stream") {
		return v.streamDraft(d)
	}
	select {
	case <-d.done:
	case <-v.ctx().Done():
		return v.ctx().Err()
	}
	x, err := v.draftResult(d)
	if err != nil {
		return err
	}
	v.w.WriteHeader(http.StatusCreated)
	return v.json(x)
}

func (v *visit) streamDraft(d *draft) error {
	out, err := v.events()
	if err != nil {
		return err
	}
	for at := 0; ; {
		stages, more, done, _ := d.progress(at)
		at += len(stages)
		for _, stage := range stages {
			if err := out.send("stage", stage); err != nil {
				return ignoreGone(err)
			}
		}
		if done {
			x, err := v.draftResult(d)
			if err != nil {
				return out.send("failed", problemOf(err))
			}
			return out.send("result", x)
		}
		select {
		case <-more:
		case <-v.ctx().Done():
			return nil
		}
	}
}

func (v *visit) draftResult(d *draft) (x apiDraft, err error) {
	a, err := d.holding()
	if err != nil {
		return x, err
	}
	x = apiDraft{Token: d.Token, Kind: a.Kind.Value, Others: d.others}
	g, r, err := v.gapReport(a)
	if err != nil {
		return x, err
	}
	x.Gap = g
	if x.Scorecard, err = v.card(a, r); err != nil {
		return x, err
	}
	if d.Previous != "" {
		round, err := v.roundOf(a)
		if err != nil {
			return x, err
		}
		x.Round = &round
	}
	return x, nil
}
