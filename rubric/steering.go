package rubric

// steering is the numbers of the concepts that decide polarity and strength, and what a sentence takes over
// from another. A number of -1 stands for a concept that the lexicon does not have.
type steering struct {
	not, may, hedge, wish, opener  int32
	aims, aimsHeading, definitions int32
	later                          int32
	released                       int32 // says that somebody need not do something
	origin, destination            int32
	worker                         int32
	shortName                      int32   // says that a short name follows
	actors                         []int32 // who may be the subject of "may", workers excepted
	refer                          referring
	all                            bits // all that steers; who acts is left out
}

// referring is the part of it by which sentences are read together, exceptions and definitions told.
type referring struct {
	pronoun, latter, former, thisSuch                  int32
	reference, article, paragraph, foregoing, of, self int32
	exception, or, defines                             int32
	shall, bear                                        int32
}

// findSteering looks the steering concepts up. The first few must be there; a lexicon of one's own may lack
// the others.
func (lex *Lexicon) findSteering() error {
	s := &lex.steer
	s.all = lex.set(nil)
	for name, at := range map[string]*int32{"worker": &s.worker, "own-origin": &s.origin, "own-destination": &s.destination} {
		if err := lex.require(name, at); err != nil {
			return err
		}
	}
	for name, at := range map[string]*int32{"not": &s.not, "may": &s.may, "hedge": &s.hedge, "wish": &s.wish, "condition-opener": &s.opener,
		"aims": &s.aims, "aims-heading": &s.aimsHeading, "definitions": &s.definitions, "later-rules": &s.later} {
		if err := lex.require(name, at); err != nil {
			return err
		}
		s.all.set(*at)
	}
	r := &s.refer
	for name, at := range map[string]*int32{"pronoun": &r.pronoun, "latter": &r.latter, "former": &r.former, "this-such": &r.thisSuch,
		"reference": &r.reference, "article-word": &r.article, "paragraph-word": &r.paragraph, "foregoing": &r.foregoing, "of-word": &r.of,
		"agreement-self": &r.self, "exception": &r.exception, "or-word": &r.or, "defines": &r.defines, "shall": &r.shall, "bear": &r.bear} {
		if *at = lex.optional(name); *at >= 0 {
			s.all.set(*at)
		}
	}
	s.shortName, s.released = lex.optional("short-name"), lex.optional("released")
	lex.families = lex.findFamilies()
	for _, name := range []string{"employer", "agency", "state", "authority", "committee"} {
		if n := lex.optional(name); n >= 0 {
			s.actors = append(s.actors, n)
		}
	}
	return nil
}

func (lex *Lexicon) require(name string, at *int32) error {
	if *at = lex.optional(name); *at < 0 {
		return &posError{pos{1, 1}, "lexicon: the steering concept " + name + " is missing"}
	}
	return nil
}

// optional returns the number of a concept, or -1 when the lexicon does not have it.
func (lex *Lexicon) optional(name string) int32 {
	if n, ok := lex.numbers[name]; ok {
		return int32(n)
	}
	return -1
}
