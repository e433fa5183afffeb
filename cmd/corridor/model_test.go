package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// passportLine is a clause, as a model is shown it, that speaks of the passport.
var passportLine = regexp.MustCompile(`\n\[(\d+)\] [^\n:]*: (The employer shall not keep the passport)`)

// startModel starts a language model for one script: it knows passports, quotes them right, and quotes
// for savings what no text holds. Its address is in the script's MODEL_URL.
func startModel(e *testscript.Env) {
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var q struct {
			Model    string
			Messages []struct{ Content string }
		}
		if json.NewDecoder(r.Body).Decode(&q) != nil || q.Model != "fake-1" || r.Header.Get("Authorization") != "Bearer "+modelKey {
			http.Error(w, `{"error":{"message":"no such model or key: `+r.Header.Get("Authorization")+`"}}`, http.StatusUnauthorized)
			return
		}
		prompt := q.Messages[len(q.Messages)-1].Content
		findings := []map[string]any{}
		if m := passportLine.FindStringSubmatch(prompt); m != nil && strings.Contains(prompt, "\n- cw.passport:") {
			findings = append(findings, map[string]any{"criterion": "cw.passport", "level": "operative", "clause": m[1], "quote": m[2], "reason": "the employer must not keep it"})
		}
		if strings.Contains(prompt, "\n- cw.remittances:") {
			findings = append(findings, map[string]any{"criterion": "cw.remittances", "level": "operative", "clause": 1, "quote": "workers may send their savings home"})
		}
		answer, _ := json.Marshal(map[string]any{"findings": findings}) // strings alone cannot fail
		content, _ := json.Marshal(string(answer))
		fmt.Fprintf(w, `{"choices":[{"finish_reason":"stop","message":{"role":"assistant","content":%s}}]}`, content)
	}))
	e.Defer(srv.Close)
	e.Setenv("MODEL_URL", srv.URL+"/v1")
	e.Setenv("MODEL_KEY", modelKey)
	e.Setenv("MODEL_HOST", strings.TrimPrefix(srv.URL, "http://"))
	for _, name := range []string{"CORRIDOR_MODEL", "CORRIDOR_MODEL_URL", "CORRIDOR_MODEL_KEY"} {
		e.Setenv(name, "")
	}
}

// modelKey is the key of the scripts' model.
const modelKey = "script-key"
