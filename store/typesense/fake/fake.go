// Package fake is a stand-in for a Typesense server in tests. It keeps collections, aliases and documents in
// memory and answers the part of the interface that store/typesense uses. It is strict where a server may be
// lenient: every request must have the path, method, content type, key, parameters and fields that the client library
// documents, and what it does not know it refuses. Filters mean what the server's manual says, tokens are cut and
// folded as the manual says, and the limits are those of a server as it comes. It does not rank by text: q must be "*".
package fake

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"sort"
	"sync"
)

// Server is a node, or several nodes over one state when its handler is served at several addresses.
type Server struct {
	// Key is what every request must bring.
	Key string
	// Intercept, when it is set, sees each request first; when it reports true it has answered. It may be called from
	// many goroutines.
	Intercept func(w http.ResponseWriter, r *http.Request) bool
	// RefuseLine, when it is set, may refuse a document of an import by a code that is not 0.
	RefuseLine func(id string) (code int, message string)

	mu          sync.Mutex
	collections map[string]*collection
	aliases     map[string]string
	problems    []string
	mux         *http.ServeMux
}

// New makes a server without collections.
func New(key string) *Server {
	s := &Server{Key: key, collections: map[string]*collection{}, aliases: map[string]string{}, mux: http.NewServeMux()}
	for pattern, h := range map[string]handler{
		"GET /health":                               {nil, "", s.health},
		"GET /collections":                          {nil, "", s.listCollections},
		"POST /collections":                         {nil, "application/json", s.makeCollection},
		"GET /collections/{name}":                   {nil, "", s.getCollection},
		"DELETE /collections/{name}":                {nil, "", s.dropCollection},
		"POST /collections/{name}/documents":        {[]string{"action"}, "application/json", s.putDocument},
		"GET /collections/{name}/documents/{id}":    {nil, "", s.getDocument},
		"DELETE /collections/{name}/documents":      {[]string{"filter_by", "batch_size"}, "", s.deleteDocuments},
		"POST /collections/{name}/documents/import": {[]string{"action", "batch_size"}, "application/octet-stream", s.importDocuments},
		"GET /aliases/{name}":                       {nil, "", s.getAlias},
		"PUT /aliases/{name}":                       {nil, "application/json", s.putAlias},
		"POST /multi_search":                        {nil, "application/json", s.multiSearch},
	} {
		s.mux.HandleFunc(pattern, s.checked(h))
	}
	s.mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		s.refuse(w, r, fault{http.StatusNotFound, "Not Found"}, true)
	})
	return s
}

// handler is what a path does, with the parameters and the content type that it takes.
type handler struct {
	parameters []string
	content    string
	answer     func(r *http.Request, body []byte) (status int, value any, err error)
}

// fault is an error with its status.
type fault struct {
	status  int
	message string
}

func (f fault) Error() string { return f.message }

func bad(format string, args ...any) error {
	return fault{http.StatusBadRequest, fmt.Sprintf(format, args...)}
}

// lines is an answer that is no JSON value: a line for each document.
type lines []byte

// ServeHTTP answers a request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if s.Intercept != nil && s.Intercept(w, r) {
		return
	}
	s.mux.ServeHTTP(w, r)
}

// Problems lists the requests that no client may send, however they were answered.
func (s *Server) Problems() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.problems)
}

// Collections lists the names of what there is.
func (s *Server) Collections() (names []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for name := range s.collections {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}

// refuse answers with an error. Misshapen requests are noted.
func (s *Server) refuse(w http.ResponseWriter, r *http.Request, f fault, misshapen bool) {
	if misshapen || f.status == http.StatusBadRequest {
		s.mu.Lock()
		s.problems = append(s.problems, r.Method+" "+r.URL.Path+": "+f.message)
		s.mu.Unlock()
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(f.status)
	_ = json.NewEncoder(w).Encode(map[string]string{"message": f.message})
}

// maxParameters is the longest list of parameters of an address, in bytes.
const maxParameters = 4000

// checked checks a request before it is answered.
func (s *Server) checked(h handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		switch {
		case err != nil:
			s.refuse(w, r, fault{http.StatusBadRequest, err.Error()}, true)
			return
		case r.URL.Path != "/health" && (len(r.Header.Values("X-Typesense-Api-Key")) != 1 || r.Header.Get("X-Typesense-Api-Key") != s.Key):
			s.refuse(w, r, fault{http.StatusUnauthorized, "Forbidden - a valid `x-typesense-api-key` header must be sent."}, false)
			return
		case len(r.URL.RawQuery) > maxParameters:
			s.refuse(w, r, fault{http.StatusBadRequest, "Query string exceeds max allowed length of 4000."}, true)
			return
		case r.Header.Get("Content-Type") != h.content:
			s.refuse(w, r, fault{http.StatusBadRequest, "content type " + r.Header.Get("Content-Type")}, true)
			return
		case h.content == "" && len(body) > 0:
			s.refuse(w, r, fault{http.StatusBadRequest, "a body where none belongs"}, true)
			return
		}
		for name := range r.URL.Query() {
			if !slices.Contains(h.parameters, name) {
				s.refuse(w, r, fault{http.StatusBadRequest, "unknown parameter " + name}, true)
				return
			}
		}
		s.mu.Lock()
		status, value, err := h.answer(r, body)
		s.mu.Unlock()
		if err != nil {
			f, ok := err.(fault)
			if !ok {
				f = fault{http.StatusInternalServerError, err.Error()}
			}
			s.refuse(w, r, f, false)
			return
		}
		write(w, status, value)
	}
}

func write(w http.ResponseWriter, status int, value any) {
	if text, ok := value.(lines); ok {
		w.Header().Set("Content-Type", "text/plain; charset=utf8")
		w.WriteHeader(status)
		_, _ = w.Write(text) // a client that has gone is told nothing
		return
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(value)
}

func (s *Server) health(*http.Request, []byte) (int, any, error) {
	return http.StatusOK, map[string]bool{"ok": true}, nil
}

// named finds a collection by its name or an alias.
func (s *Server) named(name string) (*collection, error) {
	if to, ok := s.aliases[name]; ok {
		name = to
	}
	c := s.collections[name]
	if c == nil {
		return nil, fault{http.StatusNotFound, "Not Found"}
	}
	return c, nil
}

func (s *Server) getAlias(r *http.Request, _ []byte) (int, any, error) {
	name := r.PathValue("name")
	to, ok := s.aliases[name]
	if !ok {
		return 0, nil, fault{http.StatusNotFound, "Not Found"}
	}
	return http.StatusOK, map[string]string{"name": name, "collection_name": to}, nil
}

func (s *Server) putAlias(r *http.Request, body []byte) (int, any, error) {
	var schema struct {
		Name string `json:"collection_name"`
	}
	if err := strict(body, &schema); err != nil {
		return 0, nil, err
	}
	if s.collections[schema.Name] == nil {
		return 0, nil, bad("an alias of %s, which there is not", schema.Name)
	}
	name := r.PathValue("name")
	s.aliases[name] = schema.Name
	return http.StatusOK, map[string]string{"name": name, "collection_name": schema.Name}, nil
}
