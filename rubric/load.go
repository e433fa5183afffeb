package rubric

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"corridor/corpus"
)

// Library is a lexicon with the rubrics written in its concepts.
type Library struct {
	Lexicon *Lexicon
	Rubrics []*Rubric
}

// Rubric finds a rubric by id ("r086") or reference ("r086@2026.11"). It wraps corpus.ErrNotFound and
// names the rubrics there are.
func (l *Library) Rubric(ref string) (*Rubric, error) {
	var have []string
	for _, r := range l.Rubrics {
		if r.ID == ref || r.Ref() == ref {
			return r, nil
		}
		have = append(have, r.ID)
	}
	return nil, fmt.Errorf("rubric %q: %w: one of %s", ref, corpus.ErrNotFound, strings.Join(have, ", "))
}

// Criterion finds a criterion in any rubric, or returns nil.
func (l *Library) Criterion(id string) *Criterion {
	for _, r := range l.Rubrics {
		if c := r.Criterion(id); c != nil {
			return c
		}
	}
	return nil
}

type rubricYAML struct {
	ID      word `yaml:"id"`
	Version word `yaml:"version"`
	Title   word `yaml:"title"`
	Source  word `yaml:"source"`
}

type criteriaYAML struct {
	Criteria []criterionYAML `yaml:"criteria"`
}

type criterionYAML struct {
	ID           word          `yaml:"id"`
	Theme        word          `yaml:"theme"`
	Title        word          `yaml:"title"`
	Applies      word          `yaml:"applies"`
	Definition   word          `yaml:"definition"`
	Counts       word          `yaml:"counts"`
	DoesNotCount word          `yaml:"does_not_count"`
	Source       word          `yaml:"source"`
	From         []word        `yaml:"from"`
	SameAs       []word        `yaml:"same_as"`
	Both         word          `yaml:"both"`
	Signals      []signalYAML  `yaml:"signals"`
	Match        []exampleYAML `yaml:"match"`
	NoMatch      []exampleYAML `yaml:"no_match"`
}

type exampleYAML struct {
	Lang  word `yaml:"lang"`
	Level word `yaml:"level"`
	Text  word `yaml:"text"`
}

// Load reads a folder of rubrics beside the built-in ones: RUBRIC/rubric.yaml or rubric.yaml, criteria
// in the YAML files next to it, and concepts of its own in lexicon/*.yaml. A rubric without examples, or
// whose examples fail, does not load. Errors wrap corpus.ErrInvalid and begin with file:line:col.
func Load(ctx context.Context, fsys fs.FS) (*Library, error) {
	lib, err := loadLibrary(builtinFS, fsys)
	if err != nil {
		return nil, err
	}
	own, err := globAll([]fs.FS{fsys}, rubricPatterns...)
	if err != nil {
		return nil, err
	}
	if len(own) == 0 {
		return nil, fmt.Errorf("rubric: no rubric.yaml in the folder or the folders below it: %w", corpus.ErrNotFound)
	}
	if err := errors.Join(lib.requireExamples(), lib.Lexicon.compileAll()); err != nil {
		return nil, err
	}
	return lib, errors.Join(lib.CheckExamples(ctx)...)
}

// rubricPatterns is where rubrics are looked for.
var rubricPatterns = []string{"rubric.yaml", "*/rubric.yaml", "builtin/*/rubric.yaml"}

// loadLibrary reads lexicons and rubrics of several file systems. Examples are not run: see CheckExamples.
func loadLibrary(systems ...fs.FS) (*Library, error) {
	lex, err := loadLexicon(systems)
	if err != nil {
		return nil, err
	}
	heads, err := globAll(systems, rubricPatterns...)
	if err != nil {
		return nil, err
	}
	lib := &Library{Lexicon: lex, Rubrics: make([]*Rubric, len(heads))}
	loads := make([]*loader, len(heads))
	err = parallel(len(heads), func(i int) (err error) {
		loads[i] = &loader{fsys: heads[i].fsys, lex: lex, at: map[string]place{}}
		lib.Rubrics[i], err = loads[i].rubric(path.Dir(heads[i].name))
		return err
	})
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(lib.Rubrics, func(a, b *Rubric) int { return displayRank(a.ID) - displayRank(b.ID) })
	return lib, lib.link(loads)
}

// displayRank is the order in which rubrics are shown.
func displayRank(id string) int {
	if i := slices.Index([]string{"r086", "cw2022", "box11", "union"}, id); i >= 0 {
		return i
	}
	return 99
}

// place is where something stands in a file.
type place struct {
	file string
	word word
}

// loader reads one rubric folder and remembers where its criteria stand.
type loader struct {
	fsys   fs.FS
	lex    *Lexicon
	at     map[string]place  // criterion id -> place
	sameAs map[string][]word // criterion id -> criteria whose signals it shares
}

func (l *loader) rubric(dir string) (*Rubric, error) {
	var head rubricYAML
	if err := (dataFile{l.fsys, path.Join(dir, "rubric.yaml")}).load(&head); err != nil {
		return nil, err
	}
	if head.ID.text == "" || head.Version.text == "" || head.Title.text == "" {
		return nil, inFile(path.Join(dir, "rubric.yaml"), head.ID.or(head.Version, head.Title, head.Source).fail("a rubric needs id, version and title"))
	}
	r := &Rubric{ID: head.ID.text, Version: head.Version.text, Title: head.Title.text, Source: head.Source.text}
	files, err := fs.Glob(l.fsys, path.Join(dir, "*.yaml"))
	if err != nil {
		return nil, err
	}
	l.sameAs = map[string][]word{}
	for _, f := range files {
		if path.Base(f) == "rubric.yaml" {
			continue
		}
		if err := l.criteria(f, r); err != nil {
			return nil, err
		}
	}
	if len(r.Criteria) == 0 {
		return nil, inFile(path.Join(dir, "rubric.yaml"), head.ID.fail("rubric %q has no criteria: a list of criteria is expected in the YAML files beside this one", r.ID))
	}
	slices.SortStableFunc(r.Criteria, func(a, b Criterion) int { return codebookOrder(a.ID, b.ID) })
	return r, nil
}

func (l *loader) criteria(file string, r *Rubric) error {
	var y criteriaYAML
	if err := (dataFile{l.fsys, file}).load(&y); err != nil {
		return err
	}
	for _, cy := range y.Criteria {
		c, err := l.criterion(file, cy)
		if err != nil {
			return inFile(file, err)
		}
		r.Criteria = append(r.Criteria, c)
	}
	return nil
}

// minExamples is how many examples of each sort a criterion must carry.
const minExamples = 3

func (l *loader) criterion(file string, y criterionYAML) (Criterion, error) {
	c := Criterion{ID: y.ID.text, Theme: y.Theme.text, Title: y.Title.text, Applies: Applies(y.Applies.text),
		Definition: y.Definition.text, Counts: y.Counts.text, DoesNotCount: y.DoesNotCount.text, Source: y.Source.text, Both: Contrary, File: file}
	if c.ID == "" || c.Theme == "" || c.Title == "" || c.Definition == "" {
		return c, y.ID.or(y.Theme, y.Title, y.Definition, y.Applies, y.Source).fail("criterion %q: id, theme, title and definition are required", c.ID)
	}
	if _, dup := l.at[c.ID]; dup {
		return c, y.ID.fail("criterion %q is defined twice", c.ID)
	}
	l.at[c.ID] = place{file, y.ID}
	l.sameAs[c.ID] = y.SameAs
	if !slices.Contains([]Applies{AppliesAll, AppliesStates, AppliesUnion, AppliesPermanent}, c.Applies) {
		return c, y.Applies.or(y.ID).fail("applies %q: one of %q, %q, %q, %q is expected", c.Applies, AppliesAll, AppliesStates, AppliesUnion, AppliesPermanent)
	}
	for _, w := range y.From {
		c.From = append(c.From, w.text)
	}
	return c, l.rules(&c, y)
}

func (l *loader) rules(c *Criterion, y criterionYAML) (err error) {
	if y.Both.text != "" {
		if c.Both, err = ParseLevel(y.Both.text); err != nil {
			return y.Both.fail("%v", err)
		}
	}
	for _, sy := range y.Signals {
		s, err := sy.compile(l.lex)
		if err != nil {
			return err
		}
		c.Signals = append(c.Signals, &s)
	}
	if c.Match, err = examples(y.Match, Operative); err != nil {
		return err
	}
	if c.NoMatch, err = examples(y.NoMatch, Absent); err != nil {
		return err
	}
	c.at = y.ID.pos
	return nil
}

// requireExamples refuses criteria that do not prove their rules.
func (l *Library) requireExamples() error {
	for _, r := range l.Rubrics {
		for _, c := range r.Criteria {
			if !c.Derived() && (len(c.Match) < minExamples || len(c.NoMatch) < minExamples) {
				return fmt.Errorf("%s:%d:%d: criterion %q has %d examples that must match and %d that must not: at least %d of each are required: %w",
					c.File, c.at.line, c.at.col, c.ID, len(c.Match), len(c.NoMatch), minExamples, corpus.ErrInvalid)
			}
		}
	}
	return nil
}

func examples(list []exampleYAML, level Level) ([]Example, error) {
	var out []Example
	for _, y := range list {
		e := Example{Language: y.Lang.text, Level: level, Text: y.Text.text, at: y.Text.pos}
		if !slices.Contains(Languages(), e.Language) {
			return nil, y.Lang.or(y.Text, y.Level).fail("lang %q: one of %v is expected", e.Language, Languages())
		}
		if y.Level.text != "" {
			l, err := ParseLevel(y.Level.text)
			if err != nil {
				return nil, y.Level.fail("%v", err)
			}
			e.Level = l
		}
		if strings.TrimSpace(e.Text) == "" {
			return nil, y.Text.or(y.Lang).fail("an example needs a text")
		}
		out = append(out, e)
	}
	return out, nil
}

// link resolves what criteria say of each other across rubrics.
func (l *Library) link(loads []*loader) error {
	if err := l.unique(); err != nil {
		return err
	}
	l.numberSignals()
	for _, ld := range loads {
		for _, id := range slices.Sorted(maps.Keys(ld.sameAs)) {
			for _, w := range ld.sameAs[id] {
				src := l.Criterion(w.text)
				if src == nil {
					return inFile(ld.at[id].file, w.fail("same_as %q: no such criterion", w.text))
				}
				c := l.Criterion(id)
				c.Signals = append(c.Signals, src.Signals...)
			}
		}
	}
	for _, r := range l.Rubrics {
		for i := range r.Criteria {
			c := &r.Criteria[i]
			for _, s := range c.Signals {
				c.numbers = append(c.numbers, s.number)
			}
			for _, f := range c.From {
				if base := l.Criterion(f); base == nil || base.Derived() {
					return fmt.Errorf("%s:%d:%d: criterion %q is derived from %q, which is no base criterion: %w",
						c.File, c.at.line, c.at.col, c.ID, f, corpus.ErrInvalid)
				}
			}
		}
	}
	return nil
}

// numberSignals numbers the signals from 0, before criteria share them.
func (l *Library) numberSignals() {
	var all []*Signal
	for _, r := range l.Rubrics {
		for _, c := range r.Criteria {
			for _, s := range c.Signals {
				s.number = int32(len(all))
				all = append(all, s)
			}
		}
	}
	l.Lexicon.sieve = newSieve(all)
}

// unique refuses two rubrics of one id and version, and two criteria of one id.
func (l *Library) unique() error {
	seen := map[string]string{}
	for _, r := range l.Rubrics {
		if file, dup := seen[r.Ref()]; dup {
			return fmt.Errorf("%s:1:1: rubric %s is also defined in %s: give it a version of its own: %w", r.file(), r.Ref(), file, corpus.ErrInvalid)
		}
		seen[r.Ref()] = r.file()
		for _, c := range r.Criteria {
			if file, dup := seen[c.ID]; dup {
				return fmt.Errorf("%s:%d:%d: criterion %q is also defined in %s: %w", c.File, c.at.line, c.at.col, c.ID, file, corpus.ErrInvalid)
			}
			seen[c.ID] = c.File
		}
	}
	return nil
}

// file is where the rubric's own lines stand: beside its criteria, of which it has one at least.
func (r *Rubric) file() string { return path.Join(path.Dir(r.Criteria[0].File), "rubric.yaml") }

// codebookOrder sorts ids as the codebook lists them: by its table for cw.*, else by name.
func codebookOrder(a, b string) int {
	if i, j := cwRank(a), cwRank(b); i != j {
		return i - j
	}
	return strings.Compare(groupRank(a), groupRank(b))
}

func groupRank(id string) string {
	for i, p := range []string{"gp.", "ssp.", "crisis."} {
		if strings.HasPrefix(id, p) {
			return fmt.Sprint(i, id)
		}
	}
	return id
}

// cwOrder is the order of Chilton and Woda's variables.
var cwOrder = strings.Fields(`intl_instr info_exch info_dissem govt_agencies joint_commit recruit_cost_mig recruit_auth
	labor_union_orig labor_union_dest labor_union_join emp_orgs ngos migrant_info prot_equal prot_women prot_women_det
	prot_other contract_req contract_standard contract_terms wage_prot housing_req housing_cond housing_monitor
	work_monitor passport social_security disputes_emp_mig mig_human_cap credentials remittances reintegration
	contract_renewal perm_resid`)

func cwRank(id string) int { return slices.Index(cwOrder, strings.TrimPrefix(id, "cw.")) }
