package typesense

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"corridor/corpus"
	"corridor/store"
)

// Options say which cluster holds an index and how patient its callers are. Only the first four must be given.
type Options struct {
	Nodes  []string    // addresses: "https://search-1.example:8108"
	Key    string      // an admin key of the cluster
	Name   string      // of the alias; the collections' names begin with it: letters, digits, "_" and "-"
	Texts  store.Texts // of the agreements in the index
	Holder string      // names this process among others that change the index

	Waiting func() // called when another process changes the index and is waited for; may be nil

	Timeout       time.Duration // of one attempt; 0 is 10 seconds
	ImportTimeout time.Duration // of one attempt to import a batch; 0 is a minute
	Attempts      int           // how often all nodes are tried; 0 is 4
	Pause         time.Duration // before all nodes are tried again, doubled each time; 0 is a quarter of a second
	Beat          time.Duration // between signs of life of a change under way; 0 is two seconds
	Weigh         int           // of how many hits the relevance is weighed at most, and for how many clauses a long phrase is read; 0 is store.MaxHits
	Patience      int           // beats without a sign of life after which a change counts as dead; 0 is 15

	Transport http.RoundTripper // nil for one of this index's own, which uses no proxy
}

// complete checks options and fills in what they leave out.
func (o Options) complete() (Options, error) {
	if len(o.Nodes) == 0 || o.Key == "" {
		return o, fmt.Errorf("%w: a Typesense index needs the address of a node and a key", corpus.ErrInvalid)
	}
	for _, node := range o.Nodes {
		u, err := url.Parse(node)
		if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || strings.Trim(u.Path, "/") != "" || u.User != nil || u.RawQuery != "" {
			return o, fmt.Errorf("%w: %q is no address of a node; one is https://host:8108", corpus.ErrInvalid, node)
		}
	}
	if o.Name == "" || strings.Trim(strings.ToLower(o.Name), nameSigns) != "" {
		return o, fmt.Errorf("%w: %q is no name of an index: letters, digits, _ and -", corpus.ErrInvalid, o.Name)
	}
	setDefault(&o.Timeout, 10*time.Second)
	setDefault(&o.ImportTimeout, time.Minute)
	setDefault(&o.Attempts, 4)
	setDefault(&o.Pause, 250*time.Millisecond)
	setDefault(&o.Beat, 2*time.Second)
	setDefault(&o.Patience, 15)
	setDefault(&o.Weigh, store.MaxHits)
	if o.Transport == nil {
		o.Transport = &http.Transport{MaxIdleConnsPerHost: 8, IdleConnTimeout: time.Minute}
	}
	return o, nil
}

const nameSigns = "abcdefghijklmnopqrstuvwxyz0123456789_-"

func setDefault[T comparable](v *T, to T) {
	var zero T
	if *v == zero {
		*v = to
	}
}
