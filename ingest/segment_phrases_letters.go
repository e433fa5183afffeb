package ingest

// The set phrases of notes and letters, by which an exchange of them is told apart; see segment_phrases.go.

var salutations = phraseList(`
excellency
your excellency
excellence
monsieur le
monsieur l'
madame la
madame le
madame l'
excelencia
excelentisimo
senor
senora
senor ministro
senor embajador
exzellenz
euer exzellenz
herr minister
herr botschafter
sehr geehrter
mijnheer de
excellentie
mevrouw de
dear minister
dear ambassador
dear mr
sir`)

var honourPhrases = phraseList(`
i have the honour
i have the honor
has the honour
has the honor
presents its compliments
present their compliments
j'ai l'honneur
a l'honneur de
presente ses compliments
tengo el honor
tengo a honra
tengo el agrado
tiene el honor
saluda atentamente
ich beehre mich
beehrt sich
ich habe die ehre
hat die ehre
ik heb de eer
heeft de eer`)

// courtesies close a note verbale.
var courtesies = phraseList(`
benutzt diesen anlass
benutzt die gelegenheit
avails itself
saisit cette occasion
aprovecha la oportunidad
aprovecha esta oportunidad
maakt van deze gelegenheid
neemt deze gelegenheid`)

// thirdPerson begin a note verbale.
var thirdPerson = phraseList(`
das auswartige amt
die botschaft
das bundesministerium
l'ambassade
le ministere
la legation
la embajada
el ministerio
the embassy
the ministry
the department of state
de ambassade
het ministerie
het gezantschap`)

var closingPhrases = phraseList(`
if the foregoing
if the above
if these proposals
i have the honour to
i have the honor to
i have the further honour
i should be grateful
i would be grateful
i avail myself
please accept
accept, excellency
the embassy avails
j'ai l'honneur de
je vous prie
je vous serais
je saisis
si ce qui precede
si les dispositions
veuillez agreer
si lo que antecede
si lo anterior
tengo el honor de
tengo a honra
aprovecho la
hago propicia
ich beehre mich
ich habe die ehre
ich darf
ich benutze
falls sich
sofern
wenn die regierung
genehmigen sie
ik heb de eer
indien het
indien de
ik maak van
gelief`)
