package reports

import (
	"fmt"
	"regexp"
	"strings"
	"sync"

	"corridor/corpus"
	"corridor/rubric"
	"corridor/store"
)

// casesNoShare stands beside a figure on few agreements.
const casesNoShare = "fewer than %d agreements: cases, not a share"

// composed are the phrases with an argument that values keep, above all what the raters of package rubric write
// into the reason, the note and the standing of a finding.
var composed = []string{casesNoShare,
	"hedged by “%s”", "read with %s", "no lexicon for language %s", "highest level of: %s",
	"%s: %d in all, and %d in its parts", "agreements: %d of %d are named by no file that was ingested",
	"ILO R086 Annex, Art. %s", "Chilton & Woda 2022, topic %s", "ILO good practice, as Chilton & Woda 2022 topic %s",
	"%d days of signature: the last counts", "signed %s, and the year is %d: the year counts", "not read by OCR: %s",
	"%d quotes of the model thrown away: not in the text, or too short to prove anything",
}

// kept are the phrases without arguments that values keep. What stands in the data that ship (rubrics, notes,
// dictionary, regions) or is a list of a package (levels, kinds, scopes) is not repeated here.
var kept = []string{
	gapRule, noRubricHas, nothingToCount, noNumberGiven,
	string(Within), string(Higher), string(Lower), string(Unsettled),
	string(OfOrigin), string(OfDestination), string(OfEither), "Europe and Americas", "Asia and Arab States", "Africa", "all",
	"broad reading", "strict reading", "levels reading", "broad", "strict", "levels", "yes", "no", "decade", "criterion", "theme",
	string(ClauseChanged), string(ClauseMoved), string(ClauseAdded), string(ClauseRemoved),
	string(Lost), string(Weakened), string(Strengthened), string(Gained),
	"Elsewhere", "Other corridors", "No sector named", "corridor", "rater", "Unplaced", "Undated", "Not known", "region of origin", "all agreements", "%ds",
	"same corridor", "same destination", "same origin", "same region of destination", "same kind",
	// What is read from an agreement, and where it stands.
	string(corpus.RoleBoth), string(corpus.RoleUnknown), string(corpus.RenewalTacit), string(corpus.RenewalAgreement), string(corpus.RenewalNone),
	string(corpus.EntryDate), string(corpus.EntrySignature), string(corpus.EntryNotification), string(corpus.EntryRatification), string(corpus.EntryReply), string(corpus.EntryApproval),
	string(corpus.DraftOf), string(corpus.Amends), string(corpus.Renews), string(corpus.Replaces), string(corpus.Translates), string(corpus.AnnexOf), string(corpus.VersionOf),
	string(corpus.SegBody), string(corpus.SegTitle), string(corpus.SegPreamble), string(corpus.SegAnnex), string(corpus.SegProtocol), string(corpus.SegTestimony),
	string(corpus.SegSignatures), string(corpus.SegWrapper), string(corpus.SegOther),
	string(rubric.AppliesStates), string(rubric.AppliesUnion), string(rubric.AppliesPermanent), string(store.LinkedByDate), string(store.LinkedByYear),
	string(store.NoPartyHeld), string(store.NoYearHeld), string(store.SeveralEntries), string(store.SeveralTexts),
	// Totals of an account, and their parts.
	"Files given", "Agreements", "Sources kept", "Assessments", "Catalogue records", "Codings of catalogue records", "Family relations", "Saved",
	store.SourceRead, store.SourceUnread, string(store.Offered), string(store.Accepted), string(store.Rejected), string(store.SavedSearch), string(store.SavedComparison),
	string(store.PublishFull), string(store.PublishMetadata), string(store.PublishPrivate), string(store.Fresh), string(store.Stale), string(store.Missing),
	// Reasons of the rules.
	"only in the title", "only in the preamble", "only in a definition", "only among the aims", "draft text in square brackets",
	"hedged by its lead-in", "left to a later arrangement", "the side may, but need not", "beside a passage that does the opposite",
	"only in an annex", "for agreements between trade unions only", "for agreements between states only",
	"temporary migration, and the text makes no such claim", "no passage found", "so are all criteria it is built from", "%s is %s: %s",
	// Reasons of a model, and of an outside dataset.
	"only in the preamble or title", "the model's quote is not in the text", "the model gave no answer", "the model names no passage",
	"1 quote of the model thrown away: not in the text, or too short to prove anything", "coded yes: the source has no levels", "coded no",
	// Why a finding counts.
	"only assessment", "the rater asked for",
	"latest by adjudicated", "latest by person", "latest by model", "latest by rules", "latest by imported",
	"adjudicated outranks the others", "person outranks the others", "model outranks the others", "rules outranks the others",
}

// verb is a verb of fmt.Sprintf, or the sign of per cent written as such.
var verb = regexp.MustCompile(`%(\[\d+\])?[.\d]*[a-z]|%%`)

// saying recognises what a phrase with arguments has become.
type saying struct {
	phrase  string
	pattern *regexp.Regexp
}

var sayings = sync.OnceValue(func() (out []saying) {
	for _, phrase := range composed {
		var p strings.Builder
		at := 0
		for _, m := range verb.FindAllStringIndex(phrase, -1) {
			p.WriteString(regexp.QuoteMeta(phrase[at:m[0]]))
			at = m[1]
			if phrase[m[0]:m[1]] == "%%" {
				p.WriteString("%")
			} else {
				p.WriteString("(.+)")
			}
		}
		out = append(out, saying{phrase, regexp.MustCompile("^" + p.String() + regexp.QuoteMeta(phrase[at:]) + "$")})
	}
	return out
})

// Said says in the language what a value keeps in English, whether with arguments or without. What is no phrase,
// such as a person's note, stays as it is.
func (t Tongue) Said(text string) string {
	if len(t.phrases) == 0 || t.phrases[text] != "" {
		return t.S(text)
	}
	for _, s := range sayings() {
		m := s.pattern.FindStringSubmatch(text)
		if own := t.phrases[s.phrase]; m != nil && own != "" {
			var args []any
			for _, arg := range m[1:] {
				args = append(args, arg)
			}
			return fmt.Sprintf(verb.ReplaceAllStringFunc(own, asText), args...)
		}
	}
	return text
}

// asText turns a verb into one for text.
func asText(v string) string {
	if v == "%%" {
		return v
	}
	return "%s"
}

// Reason says why a finding has its level, without the level's name, which stands beside it. It takes the reason
// apart as raters put it together: "operative: courses for the workers; only in an annex".
func (t Tongue) Reason(level rubric.Level, reason string) string {
	reason = strings.TrimPrefix(squeeze(reason), level.String()+": ")
	if id, of, ok := strings.Cut(reason, " is "+level.String()+": "); ok && !strings.Contains(id, " ") {
		return t.S("%s is %s: %s", id, t.S(level.String()), t.Reason(level, of))
	}
	out := ""
	for i, part := range strings.Split(reason, "; ") {
		if part = t.Said(part); i > 0 {
			part = t.S("%s; %s", out, part)
		}
		out = part
	}
	return out
}

// decade names a decade, or another period as it is: "1990s".
func (t Tongue) decade(name string) string {
	var year int
	if n, _ := fmt.Sscanf(name, "%ds", &year); n == 1 && fmt.Sprintf("%ds", year) == name {
		return t.S("%ds", year)
	}
	return t.S(name)
}
