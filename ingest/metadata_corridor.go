package ingest

import (
	"math"
	"slices"
	"strings"

	"corridor/corpus"
)

// side collects what speaks for a party being the origin or the destination.
type side struct {
	origin, dest float64
	core         string // for states the corpus does not know
	code         string
	land         string // of a union: the name of its state as the text has it, where no code is known
}

// naming is one place where the text names a party.
type naming struct {
	party       int
	first, last int // words
	people      bool
}

// readCorridor settles who sends and who receives, and sets the parties' roles.
func (r *factReader) readCorridor(a *corpus.Agreement) {
	if len(a.Parties) != 2 || a.Kind.Value == corpus.KindOther {
		return
	}
	switch a.Kind.Value {
	case corpus.KindTrainee, corpus.KindResidence, corpus.KindSSA:
		reciprocal(a)
		return
	}
	sides := r.sidesOf(a.Parties)
	r.weigh(sides)
	total := sides[0].origin + sides[0].dest + sides[1].origin + sides[1].dest
	lean := sides[0].origin - sides[0].dest - sides[1].origin + sides[1].dest
	mutual := r.mutual()
	share := 0.0
	if total > 0 {
		share = lean / total
	}
	clear := math.Abs(lean) >= 1 && math.Abs(share) >= 0.15 && math.Abs(lean) >= 0.8*float64(mutual)
	switch {
	case clear && !r.acrossBorder(), mutual < 2 && math.Abs(share) >= 0.05 && !r.acrossBorder():
		origin := 0
		if lean < 0 {
			origin = 1
		}
		oneWay(a, origin)
		nameLands(a, sides, origin)
	case mutual >= 2, mutual > 0 && math.Abs(lean) < 0.5, r.acrossBorder():
		reciprocal(a)
	}
}

func (r *factReader) sidesOf(parties []corpus.Party) *[2]side {
	sides := [2]side{}
	for i, p := range parties[:2] {
		sides[i] = side{core: coreOf(p.Name), code: p.Country}
		if r.unions && p.Country == "" {
			if land := r.unionState(p); land != "" {
				sides[i].core, sides[i].land = fold(land), land
			}
		}
	}
	return &sides
}

// acrossBorder reports whether the title is about workers who cross the border every day, both ways.
func (r *factReader) acrossBorder() bool {
	return containsAny(fold(r.title.Value), []string{"frontier worker", "cross-border worker", "frontalier", "fronterizo", "grenzganger", "grensarbeid", "grenspendel"})
}

func sideName(p corpus.Party) string {
	if p.Country != "" {
		return p.Country
	}
	return p.Name
}

func reciprocal(a *corpus.Agreement) {
	both := []string{sideName(a.Parties[0]), sideName(a.Parties[1])}
	a.Corridor = corpus.Corridor{Origin: both, Destination: append([]string(nil), both...), Reciprocal: true}
	a.Parties[0].Role, a.Parties[1].Role = corpus.RoleBoth, corpus.RoleBoth
}

func oneWay(a *corpus.Agreement, origin int) {
	o, d := &a.Parties[origin], &a.Parties[1-origin]
	a.Corridor = corpus.Corridor{Origin: []string{sideName(*o)}, Destination: []string{sideName(*d)}}
	o.Role, d.Role = corpus.RoleOrigin, corpus.RoleDestination
}

// nameLands puts the lands of unions into the corridor where their names alone would stand there.
func nameLands(a *corpus.Agreement, sides *[2]side, origin int) {
	for i, list := range [][]string{a.Corridor.Origin, a.Corridor.Destination} {
		party := origin
		if i == 1 {
			party = 1 - origin
		}
		if land := sides[party].land; land != "" {
			list[0] = land
		}
	}
}

// titleWeight is how much more the wording of a title counts than that of an article.
const titleWeight = 6.0

// weigh adds up what every naming of a party says about its role.
func (r *factReader) weigh(sides *[2]side) {
	title := titleWeight
	if r.unions { // names of organisations say nothing of who goes where
		title = 0
	}
	for _, part := range []struct {
		span   corpus.Span
		weight float64
	}{{r.title.Span, title}, {r.span(corpus.SegPreamble), 2}, {r.span(corpus.SegBody), 1}} {
		if part.span.Empty() {
			continue
		}
		words := wordsOf(part.span.Of(r.text), part.span.Start)
		for _, n := range r.namings(words, part.span, sides) {
			o, d := evidence(words, n)
			sides[n.party].origin += o * part.weight
			sides[n.party].dest += d * part.weight
		}
	}
}

// namings finds the places where either party, or its people, is named.
func (r *factReader) namings(words []word, s corpus.Span, sides *[2]side) []naming {
	var out []naming
	at := 0
	if sides[0].code != "" || sides[1].code != "" {
		for _, m := range corpus.ScanCountries(s.Of(r.text)) {
			for p := range sides {
				if sides[p].code != m.Code || m.Code == "" {
					continue
				}
				first, last := wordRange(words, &at, m.Span.Start+s.Start, m.Span.End+s.Start)
				if last >= first {
					out = append(out, naming{p, first, last, m.Demonym})
				}
			}
		}
	}
	coded := len(out)
	for i, w := range words {
		for p := range sides {
			if sides[p].code == "" && kindred(w.fold, sides[p].core) {
				out = append(out, naming{p, formBefore(words, i), i, w.fold != sides[p].core && w.fold != sides[p].core+"s"})
			}
		}
	}
	if 0 < coded && coded < len(out) {
		slices.SortStableFunc(out, func(a, b naming) int { return a.first - b.first })
	}
	return out
}

// formBefore goes back from the telling word of a name to the form before it: "Republic of Kalintang".
func formBefore(words []word, i int) int {
	first := i
	for j := i - 1; j >= 0 && i-j < 6; j-- {
		switch w := words[j].fold; {
		case stateForms.has(w) || stateAdjectives.has(w):
			first = j
		case !nameLinks.has(w) && w != "al":
			return first
		}
	}
	return first
}

// wordRange finds the words of a stretch; from moves on, so that a whole scan is linear.
func wordRange(words []word, from *int, start, end int) (first, last int) {
	for *from < len(words) && words[*from].end <= start {
		*from++
	}
	first = *from
	last = first - 1
	for last+1 < len(words) && words[last+1].at < end {
		last++
	}
	return first, last
}

var (
	workerWords = wordSet("worker workers workman workmen workpeople labourer labourers manpower jobseeker jobseekers nurses nationals citizen citizens people professionals doctors carers seamen seafarers caregivers crew " +
		"employees personnel trainees migrants migrant candidates nationality nationalite nacionalidad " +
		"travailleur travailleurs travailleuses ouvrier ouvriers saisonniers main-d'oeuvre ressortissants ressortissant citoyens citoyennes professionnels infirmiers infirmieres " +
		"operario operarios emigrante emigrantes ciudadanos ciudadanas profesionales enfermeras enfermeros temporeras trabajador trabajadores trabajadoras obreros braceros jornaleros campesinos nacionales temporeros " +
		"arbeitnehmer arbeitnehmern arbeitskrafte arbeitskraften arbeiter arbeitern saisonarbeitnehmer werkvertragsarbeitnehmer staatsangehorige staatsangehorigen staatsburger fachkrafte pflegekrafte unternehmen betriebe betrieben " +
		"werknemers werknemer arbeiders arbeider landarbeiders arbeidskrachten onderdanen werkzoekenden")
	employmentWords = wordSet("employment employed work working recruitment placement placed engaged deployment emploi employes occupes placement recrutement travail " +
		"empleo trabajo trabajar trabajado trabajan trabaje laborar prestar presten servicios travailler arbeiten werken work worked working serve contratados contratacion beschaftigung beschaftigt einsatz tatigkeit tewerkstelling werkzaam plaatsing arbeid")
	employerWords = wordSet("employer employers enterprises undertakings employeur employeurs grower growers farmers farms producteurs exploitants productores agricultores empleador empleadores patrones arbeitgeber arbeitgebers arbeitgebern werkgever werkgevers")
	inWords       = wordSet("in to into within aux au en dans nach naar im a bound sur")
	fromWords     = wordSet("from aus uit desde originaires venant procedentes provenientes")
	returnWords   = wordSet("return returns returned returning back home repatriation repatriated retour retourner rapatriement rapatries regreso regresar volver volvera retorno " +
		"ruckkehr ruckreise heimreise zuruck heimschaffung terug terugkeer terugreis remit remittances transfer transferer transferir")
	likeWords     = wordSet("as than like same comparable equal que como mismo mismas mismos memes comparables wie als gleichen gleiche zoals dezelfde")
	nationalWords = wordSet("national nationals citizen citizens nationality ressortissant ressortissants nationaux nacional nacionales staatsangehorige staatsangehorigen onderdaan onderdanen")
	missionWords  = wordSet("embassy consulate consul consular attache attaches ambassade consulat consulats embajada consulado consulados agregado botschaft konsulat konsulate consulaat")
	recruitWords  = wordSet("recruitment recruiting selection recrutement reclutamiento contratacion seleccion anwerbung auswahl werving aanwerving selectie")
	ofWords       = wordSet("of de du des d del von van der")
	sendingWords  = wordSet("sending origin envoi origine remitente origen entsende entsendende herkunftsland herkunftsstaat zendende herkomst supplying labour-sending source")
	hostWords     = wordSet("receiving host destination accueil receptor receptora destino recepcion aufnahme aufnehmende gastland aufnahmestaat ontvangende employing")
	aliasWords    = wordSet("hereinafter hereafter ci-apres apres adelante nachstehend nachfolgend folgenden hierna means mean shall called")
)

// evidence weighs the words around a naming: who works, where, for whom.
func evidence(words []word, n naming) (origin, dest float64) {
	before := func(k int) []word { return words[max(0, n.first-k):n.first] }
	after := func(k int) []word { return words[min(len(words), n.last+1):min(len(words), n.last+1+k)] }
	if alias := after(9); anyOf(alias, aliasWords) {
		origin += weightIf(nearAlias(alias, sendingWords), 12)
		dest += weightIf(nearAlias(alias, hostWords), 12)
	}
	if n.people {
		switch {
		case anyOf(before(5), likeWords) && anyWorker(after(3)):
			return origin, dest + 1
		case anyOf(after(2), missionWords) || anyOf(before(2), missionWords):
			return origin + 0.7, dest
		case anyOf(after(1), employerWords) || anyOf(before(1), employerWords):
			return origin, dest + 1.5
		case anyWorker(after(3)) || anyWorker(before(2)):
			return origin + 2, dest
		case abroad(words[n.last+1:]):
			return origin + 1.5, dest
		}
		return origin, dest
	}
	if anyWorker(after(1)) && !nationalWords.has(words[n.last+1].fold) {
		origin += 1.5 // "Vanatolu workers": the name does duty as an adjective
	}
	lead := before(3)
	for len(lead) > 0 && (nameLinks.has(lead[len(lead)-1].fold) && !ofWords.has(lead[len(lead)-1].fold) || stateForms.has(lead[len(lead)-1].fold) || stateAdjectives.has(lead[len(lead)-1].fold)) {
		lead = lead[:len(lead)-1]
	}
	if len(lead) == 0 {
		return origin, dest
	}
	link := lead[len(lead)-1].fold
	work := anyWorker(before(8)) || anyOf(before(8), employmentWords)
	switch {
	case recruitWords.has(wordAt(lead, 2)) && inWords.has(link) && n.last+1 < len(words) && ofWords.has(words[n.last+1].fold):
		return origin + 1.5, dest
	case fromWords.has(link) && anyOf(before(5), returnWords):
		return origin, dest + 0.5
	case fromWords.has(link) || len(lead) > 1 && fromWords.has(lead[len(lead)-2].fold):
		return origin + 0.5 + weightIf(work, 1.5), dest
	case inWords.has(link) && anyOf(before(6), returnWords):
		return origin + 1, dest
	case inWords.has(link):
		return origin, dest + 0.3 + weightIf(work, 1.2)
	case ofWords.has(link) && anyOf(before(8), likeWords) && anyOf(before(4), nationalWords):
		return origin, dest + 0.5
	case ofWords.has(link) && (anyWorker(before(4)) || anyOf(before(3), nationalWords)):
		return origin + 1, dest
	case ofWords.has(link) && anyOf(before(4), missionWords):
		return origin + 0.7, dest
	case ofWords.has(link) && anyOf(before(4), employerWords):
		return origin, dest + 1
	}
	return origin, dest
}

// abroad reports whether the people named before the words are said to work somewhere: "Saroviërs in Noorderveen
// werken", "Tambaruans, most of them women, cook and nurse in the homes of".
func abroad(words []word) bool {
	words = words[:min(len(words), 5)]
	at := slices.IndexFunc(words, func(w word) bool { return inWords.has(w.fold) })
	return at >= 0 && at < 2 && anyOf(words[at:], employmentWords)
}

// wordAt is the word that stands k places from the end of the list, or "".
func wordAt(words []word, k int) string {
	if len(words) < k {
		return ""
	}
	return words[len(words)-k].fold
}

func weightIf(ok bool, w float64) float64 {
	if ok {
		return w
	}
	return 0
}

func anyOf(words []word, set *wordList) bool {
	return slices.ContainsFunc(words, func(w word) bool { return set.has(w.fold) })
}

// anyWorker reports whether one of the words is for workers, or is the name of an occupation.
func anyWorker(words []word) bool {
	jobs := terms().workers
	return slices.ContainsFunc(words, func(w word) bool { return workerWords.has(w.fold) || jobs[w.fold] })
}

// nearAlias reports whether a word of the set stands soon after the word that introduces an alias.
func nearAlias(words []word, set *wordList) bool {
	for i, w := range words {
		if aliasWords.has(w.fold) {
			return anyOf(words[i+1:min(len(words), i+5)], set)
		}
	}
	return false
}

var mutualPhrases = phraseList(`
of either party
of either country
of either contracting
of either state
either of the two countries
each of the parties
of each party
of one contracting
of the other party
of the other contracting
of the other country
territory of the other
in the other country
both countries to the other
de l'une des parties
de l'une ou l'autre
chacune des parties
chacune des hautes
de l'autre partie
le territoire de l'autre
dans l'autre pays
l'un des deux etats
l'un des deux pays
de l'autre etat
de una de las partes
de una parte
territorio de la otra
de la otra parte
de cada una de las partes
der einen vertragspartei
der anderen vertragspartei
des anderen staates
des anderen landes
im anderen land
im anderen staat
van beide landen
van de andere partij
in het andere land
grondgebied van de andere`)

// mutual counts the phrases by which the parties' peoples stand on a level.
func (r *factReader) mutual() int {
	f := fold(r.span(corpus.SegBody).Of(r.text))
	n := 0
	for _, p := range mutualPhrases {
		n += strings.Count(f, p)
	}
	return n
}
