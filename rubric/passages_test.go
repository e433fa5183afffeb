package rubric

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"corridor/corpus"
)

// TestPassages codes the passages of testdata/passages, each a piece of an agreement with what it should
// come out as.
func TestPassages(t *testing.T) {
	lib, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("testdata/passages/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no passages: %v", err)
	}
	for _, f := range files {
		t.Run(strings.TrimSuffix(filepath.Base(f), ".txt"), func(t *testing.T) {
			data, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			head, text, _ := strings.Cut(string(data), "\n\n")
			lang, wants, _ := strings.Cut(strings.TrimPrefix(head, "lang: "), "\n")
			a := passage(lang, strings.TrimRight(text, "\n"))
			if err := a.Validate(); err != nil {
				t.Fatal(err)
			}
			list, err := NewRules(lib).RateAll(t.Context(), a, lib.Rubrics...)
			if err != nil {
				t.Fatal(err)
			}
			for want := range strings.SplitSeq(wants, "\n") {
				id, want, _ := strings.Cut(want, ": ")
				if f := findingOf(list, id); !reasonOpens(f.Reason, want) {
					t.Errorf("%s\n-want %s\n+have %s\n%s", id, want, f.Reason, quotes(a, f))
				}
			}
		})
	}
}

// reasonOpens compares a reason with a wanted level and, behind it, words that the reason must hold.
func reasonOpens(reason, want string) bool {
	level, words, _ := strings.Cut(want, " ")
	return strings.HasPrefix(reason, level+":") && strings.Contains(reason, words)
}

func findingOf(list []*Assessment, id string) Finding {
	for _, s := range list {
		for _, f := range s.Findings {
			if f.Criterion == id {
				return f
			}
		}
	}
	return Finding{Reason: "no such criterion"}
}

func quotes(a *corpus.Agreement, f Finding) string {
	var b strings.Builder
	for _, e := range f.Evidence {
		b.WriteString("  " + e.Path + ": " + e.Span.Of(a.Text) + "\n")
	}
	return b.String()
}

var (
	passageArticle   = regexp.MustCompile(`(?m)^(?:Article|Artículo|Artikel) (\d+)(?:\. ([^\n]+))?\n`)
	passageParagraph = regexp.MustCompile(`(?m)^\((\d)\) `)
)

// passage makes an agreement of articles "Article 3" with paragraphs "(1)", and of an annex behind the line
// "Annex".
func passage(lang, text string) *corpus.Agreement {
	a := &corpus.Agreement{ID: corpus.TextID(text), Text: text, Language: lang, Kind: corpus.Fact[corpus.Kind]{Value: corpus.KindBLA}}
	end := len(text)
	if i := strings.Index(text, "\nAnnex\n"); i >= 0 {
		end = i + 1
		a.Segments = append(a.Segments, corpus.Segment{Kind: corpus.SegAnnex, Span: corpus.Span{Start: end, End: len(text)},
			Label: corpus.Span{Start: end, End: end + len("Annex")}})
	}
	body := corpus.Segment{Kind: corpus.SegBody, Span: corpus.Span{Start: 0, End: end}}
	marks := passageArticle.FindAllStringSubmatchIndex(text[:end], -1)
	for i, m := range marks {
		stop := end
		if i+1 < len(marks) {
			stop = marks[i+1][0]
		}
		art := corpus.Segment{Kind: corpus.SegArticle, Span: corpus.Span{Start: m[0], End: stop}, Number: text[m[2]:m[3]],
			Label: corpus.Span{Start: m[0], End: m[3]}}
		if m[4] >= 0 {
			art.Heading = corpus.Span{Start: m[4], End: m[5]}
		}
		art.Children = paragraphs(text, m[1], stop)
		body.Children = append(body.Children, art)
	}
	a.Segments = append([]corpus.Segment{body}, a.Segments...)
	return a
}

func paragraphs(text string, start, end int) []corpus.Segment {
	var out []corpus.Segment
	marks := passageParagraph.FindAllStringSubmatchIndex(text[start:end], -1)
	for i, m := range marks {
		stop := end
		if i+1 < len(marks) {
			stop = start + marks[i+1][0]
		}
		out = append(out, corpus.Segment{Kind: corpus.SegParagraph, Span: corpus.Span{Start: start + m[0], End: stop},
			Label: corpus.Span{Start: start + m[0], End: start + m[1] - 1}, Number: text[start+m[2] : start+m[3]]})
	}
	return out
}
