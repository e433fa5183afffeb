package rubric

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"time"
	"unicode"

	openai "github.com/sashabaranov/go-openai"

	"corridor/corpus"
)

// ModelVersion names the way in which models are asked; it changes when codings can change.
const ModelVersion = "model/1"

// What a ModelConfig leaves at zero.
const (
	defaultModelTimeout = 2 * time.Minute
	defaultModelRetries = 3
	defaultModelBackoff = time.Second
	defaultModelAnswer  = 4000 // tokens
)

// ModelConfig says which language model codes, and within which bounds. BaseURL and Model are required.
type ModelConfig struct {
	BaseURL    string        // of any OpenAI-compatible endpoint: "https://models.example.org/v1"; a bare host gets /v1
	Model      string        // as the endpoint calls it
	APIKey     string        // sent as a bearer token; "" sends none
	Library    *Library      // where derived criteria find those of other rubrics; nil for their own rubric alone
	HTTPClient *http.Client  // nil for one without proxy; redirects are refused in any case
	Timeout    time.Duration // for one request, its answer included
	Retries    int           // after a first request that failed in passing; negative for none
	Backoff    time.Duration // before the first retry; it doubles
	MaxTokens  int           // of one answer
	TextTokens int           // of the text in one request, by estimate
	// Note is told, once an agreement and maybe concurrently, what was thrown away of the model's answers.
	Note func(a *corpus.Agreement, note string)
}

// ModelRater codes by asking a language model. The model proves nothing by itself: a level counts only
// with a quote that stands in the text, and the evidence is the place where it stands. The text of an
// agreement goes to the endpoint as data. It is safe for concurrent use.
type ModelRater struct {
	cfg     ModelConfig
	host    string
	local   bool
	client  *openai.Client
	request openai.ChatCompletionRequest // without messages
}

// NewModel makes a rater of a model. Nothing is sent before Rate. Errors wrap corpus.ErrInvalid.
func NewModel(cfg ModelConfig) (*ModelRater, error) {
	u, err := endpoint(cfg.BaseURL)
	if err != nil {
		return nil, fmt.Errorf("model: %w", err)
	}
	if cfg.Model == "" || len(cfg.Model) > 200 || strings.ContainsFunc(cfg.Model, unicode.IsControl) {
		return nil, fmt.Errorf("model: %w: a model needs a name of one to 200 printable characters", corpus.ErrInvalid)
	}
	cfg.fill()
	lib := openai.DefaultConfig(cfg.APIKey)
	lib.BaseURL, lib.HTTPClient = u.String(), newCourier(cfg.HTTPClient)
	m := &ModelRater{cfg: cfg, host: u.Host, local: loopback(u.Hostname()), client: openai.NewClientWithConfig(lib)}
	m.request = requestFor(cfg)
	return m, nil
}

// fill sets what was left at zero.
func (c *ModelConfig) fill() {
	orDefault(&c.Timeout, defaultModelTimeout)
	orDefault(&c.Retries, defaultModelRetries)
	orDefault(&c.Backoff, defaultModelBackoff)
	orDefault(&c.MaxTokens, defaultModelAnswer)
	orDefault(&c.TextTokens, modelTextTokens)
	if c.Note == nil {
		c.Note = func(*corpus.Agreement, string) {}
	}
}

func orDefault[T comparable](v *T, d T) {
	if *v == *new(T) {
		*v = d
	}
}

// endpoint reads the address of an endpoint. Without TLS only this machine may be named, and no secret
// may stand in the address: it is shown to people.
func endpoint(base string) (*url.URL, error) {
	u, err := url.Parse(strings.TrimSpace(base))
	switch {
	case err != nil || u.Hostname() == "" || u.Scheme != "https" && u.Scheme != "http":
		return nil, fmt.Errorf("%w: the endpoint's address must be like https://HOST/v1", corpus.ErrInvalid)
	case u.User != nil || u.RawQuery != "" || u.Fragment != "":
		return nil, fmt.Errorf("%w: the endpoint's address must hold no user, password, query or fragment", corpus.ErrInvalid)
	case u.Scheme == "http" && !loopback(u.Hostname()):
		return nil, fmt.Errorf("%w: the endpoint at %s must be reached by https; http is for this machine alone", corpus.ErrInvalid, u.Host)
	}
	if u.Path = strings.TrimRight(u.Path, "/"); u.Path == "" {
		u.Path = "/v1"
	}
	return u, nil
}

// loopback reports whether a host is this machine.
func loopback(host string) bool {
	addr, err := netip.ParseAddr(host)
	return err == nil && addr.Unmap().IsLoopback() || strings.EqualFold(host, "localhost")
}

// Name implements Rater.
func (m *ModelRater) Name() string { return "model:" + m.cfg.Model }

// Host is where texts are sent: host and port of the endpoint.
func (m *ModelRater) Host() string { return m.host }

// Local reports whether the endpoint is an address of this machine.
func (m *ModelRater) Local() bool { return m.local }

// Rate implements Rater.
func (m *ModelRater) Rate(ctx context.Context, a *corpus.Agreement, r *Rubric) (*Assessment, error) {
	list, err := m.RateAll(ctx, a, r)
	if err != nil {
		return nil, err
	}
	return list[0], nil
}

// RateAll codes an agreement under many rubrics; a criterion that several of them need is asked once. It
// fails, and gives no half of an assessment, when the context ends, the endpoint cannot be reached or
// does not answer as asked, or a limit is passed.
func (m *ModelRater) RateAll(ctx context.Context, a *corpus.Agreement, rubrics ...*Rubric) ([]*Assessment, error) {
	codes, err := m.code(ctx, a, m.base(rubrics))
	if ctx.Err() != nil {
		err = ctx.Err()
	}
	if err != nil {
		return nil, fmt.Errorf("rate: model %s at %s: %w", m.cfg.Model, m.host, err)
	}
	find := func(id string) (Finding, bool) { f, ok := codes[id]; return f, ok }
	out := make([]*Assessment, len(rubrics))
	for i, r := range rubrics {
		s := &Assessment{Agreement: a.ID, Rubric: r.Ref(), Rater: m.Name(), RaterKind: Model, Tool: m.tool()}
		for j := range r.Criteria {
			s.Findings = append(s.Findings, findOrDerive(&r.Criteria[j], find))
		}
		out[i] = s
	}
	return out, nil
}

func (m *ModelRater) tool() string { return ModelVersion + " " + m.cfg.Model + " at " + m.host }

// base lists the base criteria that the rubrics need, each once.
func (m *ModelRater) base(rubrics []*Rubric) (out []*Criterion) {
	seen := map[string]bool{}
	add := func(c *Criterion) {
		if c != nil && !seen[c.ID] && !c.Derived() {
			seen[c.ID] = true
			out = append(out, c)
		}
	}
	for _, r := range rubrics {
		for i := range r.Criteria {
			add(&r.Criteria[i])
			for _, id := range r.Criteria[i].From {
				add(m.criterion(id, rubrics))
			}
		}
	}
	return out
}

func (m *ModelRater) criterion(id string, rubrics []*Rubric) *Criterion {
	for _, r := range rubrics {
		if c := r.Criterion(id); c != nil {
			return c
		}
	}
	if m.cfg.Library == nil {
		return nil
	}
	return m.cfg.Library.Criterion(id)
}

// code asks for every criterion that applies.
func (m *ModelRater) code(ctx context.Context, a *corpus.Agreement, base []*Criterion) (map[string]Finding, error) {
	out := make(map[string]Finding, len(base))
	var asked []*Criterion
	for _, c := range base {
		if c.Applies.To(a.Kind.Value) {
			asked = append(asked, c)
		} else {
			out[c.ID] = Finding{Criterion: c.ID, Level: NA, Confidence: 1, Reason: c.Applies.why()}
		}
	}
	h := newHearing(a)
	parts, err := h.parts(m.cfg.TextTokens)
	if err != nil {
		return nil, err
	}
	packed := batches(asked)
	for _, part := range parts {
		for _, batch := range packed {
			if err := m.hear(ctx, h, part, batch); err != nil {
				return nil, err
			}
		}
	}
	for _, c := range asked {
		out[c.ID] = h.conclude(c)
	}
	if note := h.note(); note != "" {
		m.cfg.Note(a, note)
	}
	return out, nil
}

// hear asks for some criteria in one part of the text. An answer that is cut short or no JSON is asked
// for again in halves, until a single criterion has none.
func (m *ModelRater) hear(ctx context.Context, h *hearing, part textPart, batch []*Criterion) error {
	answers, err := m.ask(ctx, part, batch)
	if errors.Is(err, errAnswer) && len(batch) > 1 {
		half := len(batch) / 2
		if err := m.hear(ctx, h, part, batch[:half]); err != nil {
			return err
		}
		return m.hear(ctx, h, part, batch[half:])
	}
	if err != nil {
		return err
	}
	h.weigh(batch, answers)
	return nil
}
