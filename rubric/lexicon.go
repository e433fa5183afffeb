package rubric

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"
)

// Languages lists the languages that every concept of the built-in lexicon covers.
func Languages() []string { return []string{"en", "fr", "es", "de", "nl"} }

// Lexicon is the concepts of all lexicon files, with one automaton per language, built on first use.
type Lexicon struct {
	names    []string       // concept number -> name
	numbers  map[string]int // name -> concept number
	concepts []concept      // by number
	steer    steering
	families []family
	sieve    *sieve // of the signals written in its concepts
	mu       sync.Mutex
	automata map[string]*automaton
}

// concept is a set of phrases per language, as written; they are expanded when a language is first used.
type concept struct {
	file    string
	phrases map[string]word
	except  map[string]word
}

// lexiconFile is the YAML form of lexicon/*.yaml.
type lexiconFile struct {
	Concepts map[string]conceptYAML `yaml:"concepts"`
}

type conceptYAML struct {
	Note   word            `yaml:"note"`
	En     word            `yaml:"en"`
	Fr     word            `yaml:"fr"`
	Es     word            `yaml:"es"`
	De     word            `yaml:"de"`
	Nl     word            `yaml:"nl"`
	Except map[string]word `yaml:"except"`
}

func (c *conceptYAML) byLanguage() map[string]word {
	return map[string]word{"en": c.En, "fr": c.Fr, "es": c.Es, "de": c.De, "nl": c.Nl}
}

// loadLexicon reads every lexicon/*.yaml of the file systems, in order.
func loadLexicon(systems []fs.FS) (*Lexicon, error) {
	files, err := globAll(systems, "lexicon/*.yaml")
	if err != nil {
		return nil, err
	}
	parsed := make([]lexiconFile, len(files))
	err = parallel(len(files), func(i int) error { return files[i].load(&parsed[i]) })
	if err != nil {
		return nil, err
	}
	lex := &Lexicon{numbers: map[string]int{}, automata: map[string]*automaton{}}
	for i, f := range parsed {
		if err := lex.addFile(files[i].name, f); err != nil {
			return nil, inFile(files[i].name, err)
		}
	}
	return lex, lex.findSteering()
}

// dataFile is a YAML file of one of several file systems.
type dataFile struct {
	fsys fs.FS
	name string
}

func (f dataFile) load(into any) error {
	data, err := fs.ReadFile(f.fsys, f.name)
	if err != nil {
		return fmt.Errorf("rubric: %w", err)
	}
	return loadYAML(f.name, data, into)
}

func globAll(systems []fs.FS, patterns ...string) ([]dataFile, error) {
	var out []dataFile
	for _, fsys := range systems {
		for _, p := range patterns {
			names, err := fs.Glob(fsys, p)
			if err != nil {
				return nil, fmt.Errorf("rubric: %w", err)
			}
			for _, n := range names {
				out = append(out, dataFile{fsys, n})
			}
		}
	}
	return out, nil
}

// addFile takes the concepts of one file in order of name, so that numbers never depend on chance.
func (lex *Lexicon) addFile(file string, f lexiconFile) error {
	names := make([]string, 0, len(f.Concepts))
	for name := range f.Concepts {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		y := f.Concepts[name]
		if _, dup := lex.numbers[name]; dup {
			return y.En.or(y.Fr, y.Es, y.De, y.Nl, y.Note).fail("concept %q is defined twice", name)
		}
		for lang, w := range y.Except {
			if !slices.Contains(Languages(), lang) {
				return w.fail("concept %q: language %q: one of %v is expected", name, lang, Languages())
			}
		}
		lex.numbers[name] = len(lex.names)
		lex.names = append(lex.names, name)
		lex.concepts = append(lex.concepts, concept{file, y.byLanguage(), y.Except})
	}
	return nil
}

func phrasesOf(w word) ([][]string, error) {
	var out [][]string
	for part := range strings.SplitSeq(w.text, ";") {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		list, err := expandPhrase(part)
		if err != nil {
			return nil, w.fail("%v", err)
		}
		out = append(out, list...)
	}
	return out, nil
}

// automaton returns the automaton of a language, or nil when the lexicon does not cover it. A phrase
// that cannot be read is a corpus.ErrInvalid that begins with file:line:col.
func (lex *Lexicon) automaton(lang string) (*automaton, error) {
	if !slices.Contains(Languages(), lang) {
		return nil, nil
	}
	lex.mu.Lock()
	defer lex.mu.Unlock()
	if a := lex.automata[lang]; a != nil {
		return a, nil
	}
	a := newAutomaton(lang)
	for n, c := range lex.concepts {
		if err := a.addAll(c.phrases[lang], int32(n), false); err != nil {
			return nil, inFile(c.file, err)
		}
		if err := a.addAll(c.except[lang], int32(n), true); err != nil {
			return nil, inFile(c.file, err)
		}
	}
	lex.automata[lang] = a
	return a, nil
}

// compileAll builds the automata of all languages, so that every faulty phrase shows.
func (lex *Lexicon) compileAll() error {
	return parallel(len(Languages()), func(i int) error {
		_, err := lex.automaton(Languages()[i])
		return err
	})
}

// number resolves a concept's name; the error names the nearest ones.
func (lex *Lexicon) number(name string, at word) (int, error) {
	if n, ok := lex.numbers[name]; ok {
		return n, nil
	}
	return 0, at.fail("concept %q is in no lexicon file", name)
}

// set makes a set of concepts.
func (lex *Lexicon) set(concepts []int) bits {
	b := make(bits, (len(lex.names)+63)/64)
	for _, c := range concepts {
		b.set(int32(c))
	}
	return b
}

// parallel runs f for 0..n-1 on all processors and returns the first error by index.
func parallel(n int, f func(int) error) error {
	errs := make([]error, n)
	var wg sync.WaitGroup
	for i := range n {
		wg.Go(func() { errs[i] = f(i) })
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
