package corpus

// Role is what a party is to the movement of workers.
type Role string

// The roles.
const (
	RoleOrigin      Role = "origin"
	RoleDestination Role = "destination"
	RoleBoth        Role = "both"    // reciprocal agreements
	RoleUnknown     Role = "unknown" // a party whose role the text does not settle
)

// Party is a side of an agreement: a state, or for union agreements an organisation.
type Party struct {
	Name    string `json:"name"`              // as printed, without articles: "Kingdom of the Netherlands"
	Country string `json:"country,omitempty"` // alpha-3, or "" when the name is not a known state
	Role    Role   `json:"role"`
	Span    Span   `json:"span,omitzero"` // where the name was read

	Confidence  float64        `json:"confidence,omitempty"`  // that it is a party, [0, 1]
	Authorities []Fact[string] `json:"authorities,omitempty"` // ministries, agencies or unions that sign for it or carry the agreement out, as printed
}

// Corridor is the movement an agreement governs: from the countries of origin to those of destination,
// or both ways. Sides are alpha-3 codes, or the party's name as printed where no code is known.
type Corridor struct {
	Origin      []string `json:"origin,omitempty"`
	Destination []string `json:"destination,omitempty"`
	Reciprocal  bool     `json:"reciprocal,omitempty"` // then Origin and Destination hold the same parties

	Span       Span    `json:"span,omitzero"`        // the words that say most about it
	Confidence float64 `json:"confidence,omitempty"` // [0, 1]
}

// Known reports whether both ends are settled.
func (c Corridor) Known() bool { return len(c.Origin) > 0 && len(c.Destination) > 0 }

// String writes the corridor as "NPL → QAT", or "BOL ↔ ARG" when reciprocal; "?" stands for an unknown end.
func (c Corridor) String() string {
	if c.Reciprocal {
		return joinSides(c.Origin, " ↔ ")
	}
	return joinSides(c.Origin, "+") + " → " + joinSides(c.Destination, "+")
}

func joinSides(sides []string, sep string) string {
	if len(sides) == 0 {
		return "?"
	}
	out := sides[0]
	for _, s := range sides[1:] {
		out += sep + s
	}
	return out
}
