package corpus

import (
	"fmt"
	"strings"
)

// Kind is the type of an agreement, in the field's terms.
type Kind string

// The kinds.
const (
	KindBLA       Kind = "BLA"       // binding bilateral labour agreement
	KindMOU       Kind = "MOU"       // memorandum of understanding, memorandum of cooperation, arrangement
	KindSSA       Kind = "SSA"       // social security agreement
	KindTrainee   Kind = "trainee"   // stagiaires, trainees, young professionals
	KindResidence Kind = "residence" // migration, residence or establishment agreement
	KindUnion     Kind = "union"     // between trade unions
	KindFramework Kind = "framework" // cooperation on migration in general, labour among other matters
	KindProtocol  Kind = "protocol"  // protocol, amendment, renewal of another agreement
	KindOther     Kind = "other"     // none of these, or not a labour agreement at all
)

// Kinds lists every kind in display order.
func Kinds() []Kind {
	return []Kind{KindBLA, KindMOU, KindSSA, KindTrainee, KindResidence, KindUnion, KindFramework, KindProtocol, KindOther}
}

// ParseKind reads a kind in any letter case. It wraps ErrInvalid and names the allowed ones.
func ParseKind(s string) (Kind, error) {
	for _, k := range Kinds() {
		if strings.EqualFold(string(k), strings.TrimSpace(s)) {
			return k, nil
		}
	}
	return "", fmt.Errorf("kind %q: %w: one of %v", s, ErrInvalid, Kinds())
}
