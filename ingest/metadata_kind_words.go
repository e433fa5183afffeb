package ingest

// Words that tell the kind of an agreement in its title, folded. Order of judgement: subjects that are
// none of ours, unions, protocols, social security, trainees, memoranda, cooperation, residence, labour.
var (
	foreignSubjects = phraseList(`
extradition
auslieferung
auslieferungsvertrag
uitlevering
uitleveringsverdrag
extradicion
surrender of fugitive
investment
investments
investissement
investissements
inversion
inversiones
investitionen
investitionsschutz
kapitalanlagen
investeringen
cultural
culturel
culturelle
culturele
cultureel
kultur
kulturelle
kulturabkommen
education
higher education
educational
enseignement
educacion
educativa
scientific
scientifique
cientifica
wissenschaftliche
wetenschappelijke
taxes
air services
air transport
luftverkehr
transports aeriens
servicios aereos
luchtvaart
luchtdiensten
legal assistance
judicial assistance
rechtshilfe
rechtshulp
entraide judiciaire
asistencia judicial
readmission
ruckubernahme
readmision
terugname
trade agreement
commerce
commercial
handelsabkommen
handelsverdrag
comercial
military
militaire
militar
militarische
tourism
tourisme
turismo
nuclear
loan
loan agreement
pret
prestamo
darlehen
customs
douane
aduanera
double nationality
doble nacionalidad
driving licences
adoption
maintenance obligations
consular
consulaire
konsularvertrag`)
	apartSubjects = phraseList(`
double taxation
avoidance of double
taxes on income
doppelbesteuerung
besteuerung
doble imposicion
doble tributacion
double imposition
doubles impositions
imposition des
dubbele belasting
diplomatic passport
diplomatic passports
diplomatenpass
diplomatenpasse
visumpflicht
visum
visas
visa
visados
visado
diplomatic
diplomats
diplomatique
diplomatiques
diplomatico
diplomaticos
diplomatieke
diplomaten
official passports
dependants
dependents
personnes a charge
familiares dependientes
gezinsleden
familienangehorigen von mitgliedern
familienangehorige von mitgliedern
armed forces
streitkrafte
fuerzas armadas
forces armees`)
	residenceStems = phraseList(`
niederlassung
etablissement
aufenthalt
vestigings`)
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
practicantes
stagiairs
stage professionnel
stages professionnels
jeunes gens
student employees
working holiday
working holidays
youth mobility
vacances-travail
vacances travail
mobilite des jeunes
movilidad de jovenes
beruflichen und sprachlichen kenntnisse
sprachlichen kenntnisse
perfectionnement professionnel`)
	mouWords = phraseList(`
memorandum of understanding
understanding
inter-agency understanding
arrangement
arreglo
entendimiento
absprache
verwaltungsabsprache
letter of understanding
statement of intent
declaration of intent
declaration d'intention
joint declaration
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
protocole d'accord
programme of cooperation
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
migration and mobility
migration et mobilite
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
emigration
emigracion
emigratie
auswanderung
operarios
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
professionals
health personnel
caregivers
domestic workers
fishers
fishermen
seafarers
infirmieres
infirmiers
saisonniers
personnel de sante
temporeros
braceros
enfermeras
pflegekraften
pflegekrafte
fachkrafte
fachkraften
saisonarbeit
gastarbeiter
seizoenarbeid
seizoenarbeiders
mano de obra
hiring
migrant
migrants`)
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
	// lawgivers speak in laws of one state.
	lawgivers = phraseList(`
be it enacted
enacted by
an act to
an act for
this act may be cited
sancionan con fuerza
sanciona con fuerza
poder legislativo
congreso de la republica
se ordena y manda
avons ordonne
avons arrete
a delibere et adopte
promulgue la loi
l'assemblee nationale a
folgende gesetz beschlossen
hat das folgende gesetz
verordnet
hebben goedgevonden en verstaan
goedgevonden en verstaan
staten-generaal
hereby enacted
an ordinance to
sancionase
decreta:`)
	// worldBodies are parties to no agreement between two states.
	worldBodies = phraseList(`
international labour organization
international labour organisation
organisation internationale du travail
organizacion internacional del trabajo
internationale arbeitsorganisation
internationalen arbeitsorganisation`)
	// adoptedByMany are the words of conventions that a conference adopts.
	adoptedByMany = phraseList(`
general conference of the
adopts this
la conference generale
la conferencia general
die allgemeine konferenz
de algemene conferentie`)
	loanWords = []string{"loan agreement", "credit agreement", "grant agreement", "contrat de pret", "accord de pret", "contrato de prestamo", "convenio de prestamo"}
)
