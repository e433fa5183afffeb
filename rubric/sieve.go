package rubric

// sieve is what all signals ask for in a sentence, side by side: most are tried on a text in vain, and then
// nothing else of them is looked at.
type sieve struct {
	first    []int32 // by number of the signal, and one more: where its groups begin
	groups   []group // none for a signal that is not of sentences
	concepts []int32 // of the groups
}

// group is a range of the sieve's concepts.
type group struct {
	role     groupRole
	from, to int32
}

// groupRole is what a group of concepts is to its signal.
type groupRole int32

const (
	wanted   groupRole = iota // one must hold, as a term of its own
	beside                    // one must hold beside a term
	excluded                  // none may hold
)

// newSieve reads the signals, which are in order of their numbers.
func newSieve(signals []*Signal) *sieve {
	v := &sieve{}
	for _, s := range signals {
		v.first = append(v.first, int32(len(v.groups)))
		if s.In == InSentence {
			v.addSignal(s)
		}
	}
	v.first = append(v.first, int32(len(v.groups)))
	return v
}

func (v *sieve) addSignal(s *Signal) {
	for i := range s.All {
		t := &s.All[i]
		v.add(wanted, t.Any)
		if len(t.Next) > 0 {
			v.add(beside, t.Next)
		}
	}
	for i := range s.None {
		if t := &s.None[i]; t.Polar == Either && len(t.Next) == 0 {
			v.add(excluded, t.Any)
		}
	}
}

func (v *sieve) add(role groupRole, concepts []int) {
	from := len(v.concepts)
	for _, c := range concepts {
		v.concepts = append(v.concepts, int32(c))
	}
	v.groups = append(v.groups, group{role, int32(from), int32(len(v.concepts))})
}

// ofSentences reports whether a signal is looked for in sentences.
func (v *sieve) ofSentences(signal int32) bool { return v.first[signal] < v.first[signal+1] }

// signals is how many there are.
func (v *sieve) signals() int { return len(v.first) - 1 }
