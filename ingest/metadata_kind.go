package ingest

import (
	"strings"

	"corridor/corpus"
)

// readKind judges by the title, then by the parties, then by the text.
func (r *factReader) readKind(parties []corpus.Party) corpus.Fact[corpus.Kind] {
	kind, conf := r.kind(parties)
	return corpus.Fact[corpus.Kind]{Value: kind, Span: r.title.Span, Confidence: conf}
}

func (r *factReader) kind(parties []corpus.Party) (corpus.Kind, float64) {
	title := fold(r.title.Value)
	subject := subjectOf(title)
	opening := fold(clip(r.span(corpus.SegPreamble).Of(r.text), 1500))
	labour := firstWordIndex(subject, labourWords) >= 0
	switch {
	case r.unionOpening():
		return corpus.KindUnion, 0.8
	case r.isLaw(title, parties), containsAny(title, worldBodies), containsAny(opening, adoptedByMany), firstWordIndex(subject, apartSubjects) >= 0, !labour && firstWordIndex(subject, foreignSubjects) >= 0, firstWordIndex(title, loanWords) >= 0:
		return corpus.KindOther, 0.9
	case r.betweenUnions(title, opening):
		return corpus.KindUnion, 0.9
	case firstWordIndex(title, amendingWords) >= 0 && !understanding(title):
		return corpus.KindProtocol, 0.8
	}
	return r.kindOfSubject(title, subject)
}

// subjectKind is the kind of what a protocol amends.
func (r *factReader) subjectKind() corpus.Kind {
	title := fold(r.title.Value)
	kind, _ := r.kindOfSubject(title, subjectOf(title))
	return kind
}

func (r *factReader) kindOfSubject(title, subject string) (corpus.Kind, float64) {
	labour := firstWordIndex(subject, labourWords) >= 0
	if firstWordIndex(subject, socialSecurity) >= 0 {
		if kind, conf := r.kindOfSecuring(subject); kind != corpus.KindOther {
			return kind, conf
		}
	}
	switch {
	case traineesFirst(subject):
		return corpus.KindTrainee, 0.9
	case firstWordIndex(subject, frameworkWords) >= 0 && !labour && r.matter().recruits():
		return corpus.KindBLA, 0.6
	case firstWordIndex(subject, frameworkWords) >= 0 && !labour:
		return corpus.KindFramework, 0.7
	case understanding(title):
		return corpus.KindMOU, 0.9
	case firstWordIndex(subject, residenceWords) >= 0 && (!labour || settles(subject)), stemAny(subject, residenceStems) && !labour:
		return corpus.KindResidence, 0.8
	}
	return r.kindByText(labour)
}

// kindOfSecuring judges an agreement whose subject has social security in it by what most articles are about, where
// the subject has another matter besides. It is KindOther where the rest of the subject decides.
func (r *factReader) kindOfSecuring(subject string) (corpus.Kind, float64) {
	stays := firstWordIndex(subject, residenceWords) >= 0 || stemAny(subject, residenceStems)
	if secures(subject) && !stays {
		return corpus.KindSSA, 0.95
	}
	m := r.matter()
	switch {
	case m.insurance > m.work && m.insurance > m.stay, secures(subject) && max(m.work, m.stay) < 3:
		return corpus.KindSSA, 0.8
	case stays && m.stay > m.work && m.stay >= 3:
		return corpus.KindResidence, 0.7
	case m.work > m.insurance && m.work > m.stay:
		return corpus.KindBLA, 0.7
	case secures(subject):
		return corpus.KindSSA, 0.6
	}
	return corpus.KindOther, 0
}

// traineesFirst reports whether trainees are what a subject is about, and not a second matter besides labour:
// "on the employment of miners and the admission of trainees".
func traineesFirst(subject string) bool {
	at := firstWordIndex(subject, traineeWords)
	if at < 0 {
		return false
	}
	labour := firstWordIndex(subject[:at], labourWords)
	return labour < 0 || firstWordIndex(subject[labour:at], jointWords) < 0
}

// understanding reports whether the instrument that a folded title names first is of the kind that binds
// in honour: memorandum, understanding, arrangement.
func understanding(title string) bool {
	at := titleWordIndex(title)
	if m := firstWordIndex(title, mouWords); m >= 0 && (at < 0 || m <= at+20) {
		return true
	}
	return false
}

func stemAny(f string, stems []string) bool {
	for _, s := range stems {
		if stemIndex(f, s) >= 0 {
			return true
		}
	}
	return false
}

// kindByText judges agreements whose titles leave it open: a binding labour agreement, an understanding, or neither.
func (r *factReader) kindByText(labour bool) (corpus.Kind, float64) {
	body := fold(r.span(corpus.SegPreamble).Of(r.text) + " " + r.span(corpus.SegBody).Of(r.text))
	head := clip(body, 5000)
	counts := func(words []string) int {
		n := 0
		for _, w := range words {
			n += strings.Count(head, " "+w)
		}
		return n
	}
	work := counts([]string{"worker", "labour", "employ", "travail", "ouvrier", "emploi", "trabaj", "emple", "arbeit", "beschaftig", "werknemer", "arbeid"})
	switch {
	case counts([]string{"stagiaire", "trainee", "berufsleute", "young professional", "jeunes professionnels"}) >= 4:
		return corpus.KindTrainee, 0.7
	case !labour && work < 6:
		return corpus.KindOther, 0.6
	case containsAny(body, nonBinding), strings.Contains(body, "following understanding:") && !binding(fold(r.title.Value)):
		return corpus.KindMOU, 0.7
	case !labour && counts(socialSecurity) >= 4:
		return corpus.KindSSA, 0.6
	case !labour:
		return corpus.KindBLA, 0.6
	}
	return corpus.KindBLA, 0.85
}

// binding reports whether a folded title names an instrument that binds in law, and no ministries as those
// who concluded it.
func binding(title string) bool {
	if containsAny(title, []string{"minist", "department", "secretar"}) && !strings.Contains(title, "gov") {
		return false
	}
	return firstWordIndex(title, []string{"agreement", "convention", "treaty", "accord", "convenio", "acuerdo", "tratado", "abkommen", "vertrag", "verdrag", "overeenkomst"}) >= 0
}

var nonBinding = phraseList(`
not create rights
not create legally binding
not create any legally binding
not create obligations
not legally binding
not intended to be legally binding
no crea obligaciones
no crea derechos
ne cree pas d'obligations
keine rechtlichen verpflichtungen
rechtlich nicht bindend
niet juridisch bindend`)

// secures reports whether the subject is social security and not employment with social security besides.
func secures(subject string) bool {
	at := firstWordIndex(subject, socialSecurity)
	if at < 0 {
		return false
	}
	work := firstWordIndex(subject, []string{"employment", "recruitment", "emploi", "recrutement", "empleo", "contratacion", "beschaftigung", "anwerbung", "tewerkstelling", "migration", "sejour"})
	return work < 0
}

// settles reports whether residence comes first in the subject and work second: "sobre residencia y trabajo".
func settles(subject string) bool {
	stay := firstWordIndex(subject, []string{"residence", "residencia", "sejour", "establishment", "etablissement", "niederlassung", "vestiging"})
	return stay >= 0 && stay < firstWordIndex(subject, labourWords)
}

// isLaw reports whether the text is a law of one state.
func (r *factReader) isLaw(title string, parties []corpus.Party) bool {
	if hasWordPrefix(title, lawWords) || titleWordIndex(title) < 0 && containsAny(fold(clip(properSpan(r.segs).Of(r.text), 2500)), lawgivers) {
		return true
	}
	bound := r.has(corpus.SegTestimony) || r.has(corpus.SegPreamble)
	return !bound && len(parties) < 2 || strings.HasPrefix(title, "trabajo ley") || containsAny(clip(title, 120), []string{" act,", " act ", "ley n", "loi du "}) && !strings.Contains(title, "agreement")
}

// betweenUnions reports whether the parties are organisations of workers and not states.
func (r *factReader) betweenUnions(title, opening string) bool {
	if containsAny(title, []string{"government", "gouvernement", "gobierno", "regierung", "regering", "ministry", "ministere", "ministerio", "ministerium"}) {
		return false
	}
	if firstWordIndex(title, unionWords) >= 0 || r.unionSides(r.partyLine(r.title.Span)) || r.unionSides(r.openingLine(r.opening())) {
		return true
	}
	return firstWordIndex(clip(opening, 500), unionWords) >= 0 && !containsAny(clip(opening, 500), []string{"government of", "gouvernement de", "gobierno de", "regierung de", "regering van"})
}

// subjectOf drops the parties from a folded title: what stands before "between" and after the second party.
func subjectOf(title string) string {
	at := firstWordIndex(title, partyWords)
	if at < 0 {
		return title
	}
	rest := title[at:]
	prep := firstWordIndex(rest, subjectWords)
	if prep < 0 {
		return title[:at]
	}
	return title[:at] + " " + rest[prep:]
}
