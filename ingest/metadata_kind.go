package ingest

import (
	"strings"

	"corridor/corpus"
)

// Words that tell the kind of an agreement in its title, folded. Order of judgement: subjects that are
// none of ours, unions, protocols, social security, trainees, memoranda, cooperation, residence, labour.
var (
	foreignSubjects = phraseList(`
extradition
auslieferung
uitlevering
extradicion
investment
investments
investissement
investissements
inversion
inversiones
investitionen
kapitalanlagen
investeringen
cultural
culturel
culturelle
culturele
kultur
kulturelle
double taxation
doppelbesteuerung
doble imposicion
double imposition
air services
luftverkehr
mutual legal assistance
rechtshilfe
readmission
ruckubernahme
diplomatic passport
diplomatic passports
diplomatenpass
visumpflicht
visa exemption
exemption de visa
obligation du visa
supresion de visados
visumplicht
diplomatic
diplomats
diplomatique
diplomatiques
diplomatico
diplomaticos
diplomatieke
dependants
dependents
personnes a charge
gezinsleden
familienangehorige von mitgliedern
tourism
double nationality
doble nacionalidad`)
	socialSecurity = phraseList(`
social security
social insurance
securite sociale
assurances sociales
seguridad social
prevision social
soziale sicherheit
sozialversicherung
sociale zekerheid
sociale verzekering`)
	traineeWords = phraseList(`
stagiaire
stagiaires
trainee
trainees
young professionals
young workers
jeunes professionnels
jeunes travailleurs
jovenes profesionales
jungen berufsleuten
junge berufsleute
jungen fachkraften
gastarbeitnehmer
gastarbeitnehmern
praktikanten
pasantes
student employees`)
	mouWords = phraseList(`
memorandum of understanding
memorandum of cooperation
memorandum of co-operation
memorandum of agreement
memorandum
memorando
memorando de entendimiento
memorandum d'entente
memoire d'entente
protocole d'entente
absichtserklarung
memorie van overeenstemming
letter of intent
arrangement for
implementing arrangement`)
	residenceWords = phraseList(`
migracion
migratorio
migratoria
residence
residencia
sejour
circulation
establishment
etablissement
niederlassung
vestiging
settlement
libre circulacion
free movement
regularizacion`)
	frameworkWords = phraseList(`
framework agreement
accord-cadre
accord cadre
acuerdo marco
rahmenabkommen
raamovereenkomst
migration partnership
mobility partnership
migrationspartnerschaft
flux migratoires
flujos migratorios
migration flows
cooperation in the field of migration
cooperation on migration
cooperation in migration
cooperacion en materia de inmigracion
cooperacion en materia migratoria
gestion concertee
codeveloppement
co-developpement`)
	labourWords = phraseList(`
labour
labor
worker
workers
workpeople
employment
employees
recruitment
manpower
placement
nurses
caregivers
crew
seasonal
domestic
main-d'oeuvre
main d'oeuvre
travail
travailleurs
ouvriers
emploi
recrutement
embauche
trabajo
trabajadores
trabajadoras
laboral
laborales
mano de obra
empleo
contratacion
arbeitnehmer
arbeitnehmern
arbeitskrafte
arbeitskraften
arbeiter
beschaftigung
anwerbung
vermittlung
arbeidsverdrag
arbeiders
landarbeiders
werknemers
tewerkstelling
aanwerving
arbeidskrachten
plaatsing
skilled
professionals`)
	amendingWords = phraseList(`
amending
amendment
additional protocol
protocol amending
protocol to
protocol extending
supplementary protocol
modifiant
avenant
protocole additionnel
protocole modificatif
protocole a
protocolo adicional
protocolo modificatorio
modificatorio
enmienda
anderung
anderungsabkommen
zusatzprotokoll
zusatzvereinbarung
wijziging
tot wijziging
aanvullend protocol`)
	unionWords = phraseList(`
trade union
trade unions
workers' union
workers' unions
labour union
union of workers
workers' congress
trade union congress
congress of trade unions
federation of trade unions
confederation of workers
confederation of labour
trade union confederation
syndicat
syndicats
syndicale
syndicales
centrale syndicale
confederation generale du travail
union generale
sindicato
sindicatos
sindical
central obrera
central unitaria
confederacion general del trabajo
comisiones obreras
gewerkschaft
gewerkschaften
gewerkschaftsbund
vakbond
vakverbond
vakvereniging
vakcentrale`)
	lawWords = []string{"ley", "loi", "law", "act", "gesetz", "bundesgesetz", "wet", "decreto", "decret", "verordnung", "ordonnance", "trabajo ley"}
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
	case r.isLaw(title, parties):
		return corpus.KindOther, 0.9
	case firstWordIndex(subject, foreignSubjects) >= 0:
		return corpus.KindOther, 0.9
	case r.betweenUnions(title, opening):
		return corpus.KindUnion, 0.9
	case firstWordIndex(title, amendingWords) >= 0:
		return corpus.KindProtocol, 0.8
	case secures(subject):
		return corpus.KindSSA, 0.95
	case firstWordIndex(subject, traineeWords) >= 0:
		return corpus.KindTrainee, 0.9
	case firstWordIndex(title, mouWords) >= 0:
		return corpus.KindMOU, 0.9
	case firstWordIndex(subject, frameworkWords) >= 0 && !labour:
		return corpus.KindFramework, 0.7
	case firstWordIndex(subject, residenceWords) >= 0 && (!labour || settles(subject)):
		return corpus.KindResidence, 0.8
	}
	return r.kindByText(labour)
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
	case containsAny(body, nonBinding):
		return corpus.KindMOU, 0.7
	case !labour && counts(socialSecurity) >= 4:
		return corpus.KindSSA, 0.6
	case !labour:
		return corpus.KindBLA, 0.6
	}
	return corpus.KindBLA, 0.85
}

var nonBinding = phraseList(`
not create rights
not create legally binding
not create any legally binding
not create obligations
not legally binding
not intended to be legally binding
following understanding:
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
	if hasWordPrefix(title, lawWords) {
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
	if firstWordIndex(title, unionWords) >= 0 {
		return true
	}
	return firstWordIndex(clip(opening, 500), unionWords) >= 0 && !containsAny(clip(opening, 500), []string{"government of", "gouvernement de", "gobierno de", "regierung de", "regering van"})
}

// subjectOf drops the parties from a folded title: what stands before "between" and after the second party.
func subjectOf(title string) string {
	at := firstWordIndex(title, []string{"between", "entre", "zwischen", "tussen"})
	if at < 0 {
		return title
	}
	rest := title[at:]
	prep := firstWordIndex(rest, []string{"on", "concerning", "regarding", "relating", "relating to", "for", "about", "in the field of", "in support of", "with respect to",
		"concernant", "relatif", "relative", "sur", "pour", "en matiere", "portant", "sobre", "relativo", "relativa", "para", "en materia",
		"uber", "betreffend", "zur", "zum", "betreffende", "inzake", "houdende", "over", "met betrekking tot"})
	if prep < 0 {
		return title[:at]
	}
	return title[:at] + " " + rest[prep:]
}
