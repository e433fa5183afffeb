package rubric

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"

	openai "github.com/sashabaranov/go-openai"

	"corridor/corpus"
)

// Limits on what an endpoint may do.
const (
	maxModelBody  = 1 << 20          // bytes of one answer with all around it
	maxModelPause = 30 * time.Second // between two requests, whatever the endpoint asks for
)

var (
	errNoChoice = errors.New("the endpoint sent no answer")
	errAnswer   = errors.New("the model's answer is cut short, or is not the JSON asked for")
	errRedirect = errors.New("the endpoint sends on to another address, and texts go to none but the one named")
)

// requestFor is a request without messages. Temperature zero would be left out of it, and reasoning
// models take no temperature and another limit.
func requestFor(cfg ModelConfig) openai.ChatCompletionRequest {
	seed := 1
	//lint:ignore SA1019 endpoints that are not OpenAI's own often know no other name for the limit
	r := openai.ChatCompletionRequest{Model: cfg.Model, Temperature: math.SmallestNonzeroFloat32, Seed: &seed, MaxTokens: cfg.MaxTokens}
	if openai.NewReasoningValidator().Validate(r) != nil {
		return openai.ChatCompletionRequest{Model: cfg.Model, Seed: &seed, MaxCompletionTokens: cfg.MaxTokens}
	}
	return r
}

// ask sends one request, again when it fails in passing, and reads the answer.
func (m *ModelRater) ask(ctx context.Context, part textPart, batch []*Criterion) ([]answer, error) {
	r := m.request
	r.Messages = []openai.ChatCompletionMessage{
		{Role: openai.ChatMessageRoleSystem, Content: modelTask},
		{Role: openai.ChatMessageRoleUser, Content: part.prompt(batch)},
	}
	for try := 0; ; try++ {
		content, asked, err := m.send(ctx, r)
		if err == nil {
			return readAnswers(content)
		}
		if ctx.Err() != nil || !inPassing(err) || try >= m.cfg.Retries {
			return nil, m.explain(err, try)
		}
		if err := sleep(ctx, max(asked, m.cfg.Backoff<<min(try, 10))); err != nil {
			return nil, err
		}
	}
}

// send makes one request. With an error it returns how long the endpoint asks to be left alone.
func (m *ModelRater) send(ctx context.Context, r openai.ChatCompletionRequest) (string, time.Duration, error) {
	ctx, cancel := context.WithTimeout(ctx, m.cfg.Timeout)
	defer cancel()
	resp, err := m.client.CreateChatCompletion(ctx, r)
	if err != nil {
		return "", retryAfter(resp.Header()), err
	}
	if len(resp.Choices) == 0 {
		return "", 0, errNoChoice
	}
	if c := resp.Choices[0]; c.FinishReason != openai.FinishReasonLength {
		return c.Message.Content, 0, nil
	}
	return "", 0, errAnswer
}

// retryAfter reads the header of that name where it gives seconds.
func retryAfter(h http.Header) time.Duration {
	n, err := strconv.Atoi(h.Get("Retry-After"))
	if err != nil || n < 0 {
		return 0
	}
	return time.Duration(min(n, int(maxModelPause/time.Second))) * time.Second
}

func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(min(d, maxModelPause))
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// inPassing reports whether the same request may do better later.
func inPassing(err error) bool {
	if slow(err) || errors.Is(err, errNoChoice) {
		return true
	}
	s := status(err)
	return s == http.StatusTooManyRequests || s == http.StatusRequestTimeout || s >= 500
}

// slow reports whether a request took longer than it may.
func slow(err error) bool {
	e, ok := errors.AsType[net.Error](err)
	return errors.Is(err, context.DeadlineExceeded) || ok && e.Timeout()
}

// status is the status code of the endpoint's refusal, or 0.
func status(err error) int {
	if e, ok := errors.AsType[*openai.APIError](err); ok {
		return e.HTTPStatusCode
	}
	if e, ok := errors.AsType[*openai.RequestError](err); ok {
		return e.HTTPStatusCode
	}
	return 0
}

// explain puts an error in words. What the endpoint says is cut and cleaned: it may hold anything, our key included.
func (m *ModelRater) explain(err error, retries int) error {
	again := ""
	if retries > 0 {
		again = fmt.Sprintf(" (%d retries)", retries)
	}
	s := status(err)
	switch {
	case errors.Is(err, errNoChoice), errors.Is(err, errAnswer), errors.Is(err, corpus.ErrTooLarge), errors.Is(err, context.Canceled):
		return fmt.Errorf("%w%s", err, again)
	case slow(err):
		return fmt.Errorf("no answer within %v%s", m.cfg.Timeout, again)
	case s >= 400 && !inPassing(err):
		return fmt.Errorf("%w: the endpoint answers %d %s%s", corpus.ErrInvalid, s, http.StatusText(s), m.said(err))
	case s > 0:
		return fmt.Errorf("the endpoint answers %d %s%s%s", s, http.StatusText(s), m.said(err), again)
	case unread(err):
		return fmt.Errorf("what the endpoint sent is not of an OpenAI-compatible endpoint, or broke off: %s", m.clean(err.Error()))
	case errors.Is(err, openai.ErrChatCompletionInvalidModel):
		return fmt.Errorf("%w: the model cannot hold a conversation", corpus.ErrInvalid)
	}
	return errors.New(m.clean(err.Error()))
}

// unread reports whether an answer could not be taken apart: a page, or a connection that broke off.
func unread(err error) bool {
	_, syntax := errors.AsType[*json.SyntaxError](err)
	_, shape := errors.AsType[*json.UnmarshalTypeError](err)
	return syntax || shape || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF)
}

// said is the endpoint's own message.
func (m *ModelRater) said(err error) string {
	if e, ok := errors.AsType[*openai.APIError](err); ok && e.Message != "" {
		return ": " + m.clean(e.Message)
	}
	return ""
}

// clean puts foreign words on one short line and takes the key out of them.
func (m *ModelRater) clean(s string) string {
	if m.cfg.APIKey != "" {
		s = strings.ReplaceAll(s, m.cfg.APIKey, "***")
	}
	return shorten(dataLine(s), 200)
}

// courier carries requests: to the address named and no other, and no more back than maxModelBody.
type courier struct{ http.Client }

func newCourier(c *http.Client) *courier {
	out := &courier{http.Client{Transport: &http.Transport{ForceAttemptHTTP2: true}}}
	if c != nil {
		out.Client = *c
	}
	out.CheckRedirect = func(*http.Request, []*http.Request) error { return errRedirect }
	return out
}

// Do implements openai.HTTPDoer.
func (c *courier) Do(req *http.Request) (*http.Response, error) {
	resp, err := c.Client.Do(req)
	if resp != nil && resp.Body != nil {
		resp.Body = &boundedBody{resp.Body, maxModelBody}
	}
	return resp, err
}

// boundedBody fails, and does not merely end, when more is read than there may be.
type boundedBody struct {
	io.ReadCloser
	left int
}

func (b *boundedBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if b.left -= n; b.left < 0 {
		return 0, fmt.Errorf("%w: the endpoint's answer is over %d bytes", corpus.ErrTooLarge, maxModelBody)
	}
	return n, err
}
