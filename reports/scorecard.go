package reports

import (
	"corridor/corpus"
	"corridor/rubric"
)

// Scorecard is one agreement under one rubric: what it provides, with the passages that prove it.
type Scorecard struct {
	Agreement Header      `json:"agreement"`
	Rubric    RubricRef   `json:"rubric"`
	Warnings  []string    `json:"warnings,omitempty"` // of the text, which a reader must know first
	Overall   Score       `json:"overall"`
	Levels    LevelCounts `json:"levels"`
	Contrary  []Coded     `json:"contrary"` // criteria that a clause goes against; they stand in Themes too
	Themes    []ThemeCard `json:"themes"`   // in the rubric's order
	Unrated   []string    `json:"unrated,omitempty"`
	Peers     *Peers      `json:"peers,omitempty"` // where it stands among its like; nil without a repository
}

// Header is what a reader must know of an agreement before its codes.
type Header struct {
	ID          string           `json:"id"`
	Title       string           `json:"title"`
	Corridor    string           `json:"corridor"` // "NPL → QAT"
	Origin      []Side           `json:"origin,omitempty"`
	Destination []Side           `json:"destination,omitempty"`
	Reciprocal  bool             `json:"reciprocal,omitempty"`
	Kind        corpus.Kind      `json:"kind"`
	Signed      corpus.Date      `json:"signed,omitempty"`
	Language    string           `json:"language"`
	Source      string           `json:"source"`
	SHA256      string           `json:"sha256"` // of the original bytes
	TextState   corpus.TextState `json:"text_state"`
	WordShare   float64          `json:"word_share"`
	OCR         *PageConfidence  `json:"ocr,omitempty"`   // nil when nothing was read from pictures
	Pages       int              `json:"pages,omitempty"` // 0 for formats without pages
	Citation    Citation         `json:"citation"`
}

// RubricRef names a rubric.
type RubricRef struct {
	Ref   string `json:"ref"` // "r086@2026.11"
	ID    string `json:"id"`
	Title string `json:"title"`
}

// Score sums up criteria. No criterion weighs more than another.
type Score struct {
	N        int      `json:"n"` // criteria that apply
	Broad    Share    `json:"broad"`
	Strict   Share    `json:"strict"`
	Strength *float64 `json:"strength"` // mean of level / 2 over N; null when N is 0
	NA       int      `json:"na"`
	Contrary []string `json:"contrary,omitempty"` // criterion ids
}

// LevelCounts is how many criteria stand at each level.
type LevelCounts struct {
	Absent    int `json:"absent"`
	Weak      int `json:"weak"`
	Operative int `json:"operative"`
	Contrary  int `json:"contrary"`
	NA        int `json:"na"`
}

// ThemeCard is one theme of a scorecard.
type ThemeCard struct {
	Theme    string  `json:"theme"`
	Score    Score   `json:"score"`
	Criteria []Coded `json:"criteria"` // in codebook order
}

// Coded is one criterion as coded, and why this coding counts.
type Coded struct {
	Criterion  string       `json:"criterion"`
	Title      string       `json:"title"`
	Theme      string       `json:"theme"`
	Level      rubric.Level `json:"level"`
	Mark       string       `json:"mark"`
	Reason     string       `json:"reason,omitempty"`
	Note       string       `json:"note,omitempty"`
	Confidence float64      `json:"confidence"`
	Look       bool         `json:"look,omitempty"` // too unsure to be relied on before a person has looked
	Rater      string       `json:"rater"`
	Why        string       `json:"why"`
	Passages   []Passage    `json:"passages,omitempty"` // strongest first
}

// Passage is a piece of an agreement that carries a code. Quote is the whole of it, byte for byte.
type Passage struct {
	Path     string       `json:"path,omitempty"` // "Article 7(1)(a)"
	Page     int          `json:"page,omitempty"` // 0 for formats without pages
	Span     corpus.Span  `json:"span"`
	Quote    string       `json:"quote"`
	Level    rubric.Level `json:"level"`
	Why      string       `json:"why,omitempty"`
	Annex    bool         `json:"annex,omitempty"`
	Citation Citation     `json:"citation"`

	Of string `json:"-"` // id of the agreement, for links
}

// NewScorecard gathers what a reader sees of an agreement under a rubric. Criteria that no finding
// speaks of are listed as unrated and leave every score; findings of other rubrics are passed over.
func NewScorecard(a *corpus.Agreement, r *rubric.Rubric, findings []rubric.Resolved) Scorecard {
	card := Scorecard{
		Agreement: headerOf(a),
		Rubric:    RubricRef{Ref: r.Ref(), ID: r.ID, Title: r.Title},
		Warnings:  headerOf(a).warnings(Tongue{}),
		Contrary:  []Coded{},
		Themes:    []ThemeCard{},
	}
	coded, unrated := codedOf(a, r, findings)
	card.Unrated = unrated
	card.Overall = scoreOf(rubric.ScoreOf(inRubric(r, findings)))
	for _, s := range rubric.ScoreThemes(r, findings) {
		card.Themes = append(card.Themes, ThemeCard{Theme: s.Theme, Score: scoreOf(s.Score), Criteria: ofTheme(coded, s.Theme)})
	}
	for _, c := range coded {
		card.Levels.add(c.Level)
		if c.Level == rubric.Contrary {
			card.Contrary = append(card.Contrary, c)
		}
	}
	return card
}

func headerOf(a *corpus.Agreement) Header {
	return Header{
		ID: a.ID, Title: titleOf(a), Corridor: a.Corridor.String(),
		Origin: sidesOf(a.Corridor.Origin), Destination: sidesOf(a.Corridor.Destination), Reciprocal: a.Corridor.Reciprocal,
		Kind: a.Kind.Value, Signed: a.Signed.Value, Language: a.Language,
		Source: squeeze(a.Source.Name), SHA256: a.Source.SHA256,
		TextState: a.Source.Quality.State, WordShare: a.Source.Quality.WordShare, OCR: pageConfidence(a),
		Pages: len(a.Pages), Citation: Cite(a),
	}
}

// codedOf puts findings in codebook order and cuts their quotes; the second result lists criteria
// without a finding.
func codedOf(a *corpus.Agreement, r *rubric.Rubric, findings []rubric.Resolved) (coded []Coded, unrated []string) {
	byID := map[string]rubric.Resolved{}
	for _, f := range findings {
		byID[f.Criterion] = f
	}
	for _, c := range r.Criteria {
		f, ok := byID[c.ID]
		if !ok {
			unrated = append(unrated, c.ID)
			continue
		}
		coded = append(coded, Coded{
			Criterion: c.ID, Title: c.Title, Theme: c.Theme, Level: f.Level, Mark: f.Level.Mark(),
			Reason: f.Reason, Note: f.Note, Confidence: f.Confidence, Look: f.NeedsLook(), Rater: f.Rater, Why: f.Why,
			Passages: passagesOf(a, f.Evidence),
		})
	}
	return coded, unrated
}

func passagesOf(a *corpus.Agreement, evidence []rubric.Evidence) []Passage {
	var out []Passage
	for _, e := range evidence {
		out = append(out, Passage{
			Path: e.Path, Page: a.PageOf(e.Span.Start), Span: e.Span, Quote: e.Span.Of(a.Text),
			Level: e.Level, Why: e.Why, Annex: e.Annex, Citation: CitePassage(a, e.Span, e.Path), Of: a.ID,
		})
	}
	return out
}

func inRubric(r *rubric.Rubric, findings []rubric.Resolved) []rubric.Resolved {
	var out []rubric.Resolved
	for _, f := range findings {
		if r.Criterion(f.Criterion) != nil {
			out = append(out, f)
		}
	}
	return out
}

func ofTheme(coded []Coded, theme string) []Coded {
	out := []Coded{}
	for _, c := range coded {
		if c.Theme == theme {
			out = append(out, c)
		}
	}
	return out
}

func scoreOf(s rubric.Score) Score {
	out := Score{N: s.N, Broad: Share{s.Broad, s.N}, Strict: Share{s.Strict, s.N}, NA: s.NA, Contrary: s.Contrary}
	if s.N > 0 {
		out.Strength = &s.Strength
	}
	return out
}

func (n *LevelCounts) add(l rubric.Level) {
	switch l {
	case rubric.Absent:
		n.Absent++
	case rubric.Weak:
		n.Weak++
	case rubric.Operative:
		n.Operative++
	case rubric.Contrary:
		n.Contrary++
	case rubric.NA:
		n.NA++
	}
}
