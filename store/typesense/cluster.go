package typesense

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/typesense/typesense-go/v2/typesense"
	"github.com/typesense/typesense-go/v2/typesense/api"
)

// cluster speaks to the servers. What the library decodes loosely (answers of searches and of imports) is decoded
// here.
type cluster struct {
	*typesense.Client
	low api.ClientInterface
}

func newCluster(o Options) (*cluster, error) {
	n, err := newNodes(o)
	if err != nil {
		return nil, err
	}
	low, err := api.NewClientWithResponses(o.Nodes[0], api.WithAPIKey(o.Key), api.WithHTTPClient(n))
	if err != nil {
		return nil, err
	}
	return &cluster{typesense.NewClient(typesense.WithAPIClient(low)), low}, nil
}

// errGone is the kind of error of a collection, alias or document that is not there.
var errGone = errors.New("not there")

// explain says what a status means to a user.
func explain(err error) error {
	answer, ok := errors.AsType[*typesense.HTTPError](err)
	if !ok {
		return err
	}
	said := strings.ToValidUTF8(string(answer.Body[:min(len(answer.Body), 300)]), "?")
	switch answer.Status {
	case http.StatusUnauthorized, http.StatusForbidden:
		return fmt.Errorf("the cluster refuses the key (status %d)", answer.Status)
	case http.StatusNotFound:
		return fmt.Errorf("%w: %s", errGone, said)
	}
	return fmt.Errorf("the cluster answers %d: %s", answer.Status, said)
}

// status is the status of an error's answer, 0 when there is none.
func status(err error) int {
	if answer, ok := errors.AsType[*typesense.HTTPError](err); ok {
		return answer.Status
	}
	return 0
}

// question is one search of several that are sent together.
type question = api.MultiSearchCollectionParameters

// answer is the answer to a question.
type answer struct {
	Found int `json:"found"`
	Hits  []struct {
		Document document `json:"document"`
	} `json:"hits"`
	Facets []struct {
		Field  string `json:"field_name"`
		Counts []struct {
			Value string `json:"value"`
			Count int    `json:"count"`
		} `json:"counts"`
		Stats struct {
			Avg float64 `json:"avg"`
		} `json:"stats"`
	} `json:"facet_counts"`
	Cut   bool   `json:"search_cutoff"`
	Code  int    `json:"code"`
	Error string `json:"error"`
}

// The limits of a server as it comes.
const (
	maxQuestions = 50  // that are sent together
	maxHits      = 250 // of one answer
)

// ask sends questions, as many together as a server takes.
func (c *cluster) ask(ctx context.Context, list []question) (out []answer, err error) {
	for len(list) > 0 {
		n := min(len(list), maxQuestions)
		answers, err := c.askTogether(ctx, list[:n])
		if err != nil {
			return nil, err
		}
		out, list = append(out, answers...), list[n:]
	}
	return out, nil
}

func (c *cluster) askTogether(ctx context.Context, list []question) ([]answer, error) {
	body, err := json.Marshal(api.MultiSearchSearchesParameter{Searches: list})
	if err != nil {
		return nil, err
	}
	res, err := c.low.MultiSearchWithBody(ctx, &api.MultiSearchParams{}, "application/json", bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	var got struct {
		Results []answer `json:"results"`
	}
	if res.StatusCode != http.StatusOK {
		return nil, httpError(res)
	}
	if err := json.NewDecoder(res.Body).Decode(&got); err != nil {
		return nil, fmt.Errorf("an answer that cannot be read: %w", err)
	}
	if len(got.Results) != len(list) {
		return nil, fmt.Errorf("%d answers to %d questions", len(got.Results), len(list))
	}
	for _, a := range got.Results {
		switch {
		case a.Code == http.StatusNotFound:
			return nil, fmt.Errorf("%w: %s", errGone, a.Error)
		case a.Error != "":
			return nil, &typesense.HTTPError{Status: a.Code, Body: []byte(a.Error)}
		case a.Cut:
			return nil, errors.New("the cluster broke off a search that took too long")
		}
	}
	return got.Results, nil
}

// httpError is the error of an answer.
func httpError(res *http.Response) error {
	var b bytes.Buffer
	_, _ = b.ReadFrom(res.Body) // it is in memory
	return &typesense.HTTPError{Status: res.StatusCode, Body: b.Bytes()}
}

// everything asks for all documents that a filter lets through, without any of them.
func everything(collection, filter string) question {
	return question{Collection: collection, Q: new("*"), FilterBy: new(filter), PerPage: new(0)}
}

// stretch asks for some fields of n documents from a place on, in an order.
func stretch(collection, filter, sort, fields string, from, n int) (list []question) {
	for end := from + n; from < end; from += maxHits {
		q := everything(collection, filter)
		q.PerPage = nil
		q.SortBy, q.IncludeFields, q.Offset, q.Limit = new(sort), new(fields), new(from), new(min(maxHits, end-from))
		list = append(list, q)
	}
	return list
}

// documents gathers the documents of answers.
func documents(answers []answer) (out []document) {
	for _, a := range answers {
		for _, h := range a.Hits {
			out = append(out, h.Document)
		}
	}
	return out
}
