package ingest

import "strings"

// The set phrases of treaties in English, French, Spanish, German and Dutch, folded. A phrase here is
// common to the drafting habits of many states; nothing is taken from a single text.

var agreedPhrases = phraseList(`
have agreed as follows
have agreed on the following
have agreed upon the following
have agreed to the following
has been agreed as follows
hereby agree as follows
agree as follows
agreed as follows
agree to the following
decided as follows
arranged as follows
have decided as follows
have jointly decided as follows
have resolved as follows
have reached the following
have come to the following
have arrived at the following
have convened the following
have concluded the following
bind themselves as follows
sont convenus de ce qui suit
sont convenues de ce qui suit
sont convenus des articles suivants
sont convenus des dispositions suivantes
sont convenues des dispositions suivantes
ont convenu de ce qui suit
sont tombes d'accord sur
ont arrete ce qui suit
ont arrete les dispositions suivantes
ont decide ce qui suit
ont adopte les dispositions
han convenido lo siguiente
han convenido en lo siguiente
convienen lo siguiente
convienen en lo siguiente
han acordado lo siguiente
acuerdan lo siguiente
han alcanzado el entendimiento siguiente
han alcanzado el siguiente
han llegado al siguiente
haben folgendes vereinbart
wie folgt vereinbart
haben das folgende vereinbart
haben nachstehendes vereinbart
sind wie folgt ubereingekommen
wie folgt ubereingekommen
ubereingekommen, was folgt
folgendes ubereingekommen
uber folgende bestimmungen geeinigt
nachstehende bestimmungen vereinbart
folgende bestimmungen vereinbart
haben folgendes beschlossen
zijn overeengekomen als volgt
zijn het volgende overeengekomen
het volgende overeengekomen
komen het volgende overeen
acordam no seguinte
acordam o seguinte
acordaram o seguinte
hanno convenuto quanto segue
convengono quanto segue
har kommit overens om foljande
har overenskommit om foljande
er blevet enige om folgende
hebben overeenstemming bereikt`)

// clauseTails close a preamble at the end of a line, the word for clauses with them or on the line below.
var clauseTails = phraseList(`
acuerdan las siguientes
acuerdan las siguientes clausulas
convienen las siguientes clausulas
convienen en las siguientes
convienen en las siguientes clausulas
pactan las siguientes
pactan las siguientes clausulas
con arreglo a las siguientes
con arreglo a las siguientes clausulas
conforme a las siguientes clausulas
al tenor de las siguientes clausulas
sujeto a las siguientes clausulas
arretent les clauses suivantes
conviennent des clauses suivantes
agree on the following clauses
upon the following terms
on the following terms
vereinbaren folgende bestimmungen
folgende bepalingen overeen`)

// agreedTails close a preamble when they close a line.
var agreedTails = phraseList(`
have agreed
have agreed that
have agreed the following
hereby agree
parties agree
unions agree
organisations agree
organizations agree
ce qui suit
sont convenus
sont convenues
ont convenu
conviennent
han convenido
han acordado
acuerdan
convienen
acuerdan en
convienen en
convienen en celebrar el siguiente convenio
haben vereinbart
vereinbart
vereinbaren
kommen uberein
ubereingekommen
ubereingekommen sind
vereinbart haben
geeinigt
einigen sich auf
beschlossen
overeengekomen
zijn overeengekomen`)

var witnessPhrases = phraseList(`
in witness whereof
in witness thereof
in faith whereof
in testimony whereof
en foi de quoi
en fe de lo cual
en fe de lo
en testimonio de lo cual
en testimonio de
zu urkund dessen
zu urkunde dessen
zum zeugnis dessen
ten blijke waarvan
ter oorkonde waarvan
leido que fue
leido el presente
previa lectura
y para constancia
en constancia de lo
en prueba de conformidad
y en prueba de
as witness the hands
lu et approuve
em fe do que
in fede di che
in fede di cio
till bekraftelse harav`)

// inlineClosings open the closing formula where it was run into the line of the last article.
var inlineClosings = append([]string{"done at", "done in duplicate", "fait a", "hecho en la ciudad", "geschehen zu", "gedaan te"}, witnessPhrases...)

var donePhrases = phraseList(`
done at
done in
done on
done this
done and signed
signed at
signed in
signed on
signed this
signed by
fait a
fait en
fait et signe
fait le
signe a
hecho en
hecho a
hecho y firmado
dado en
firmado en
firmamos en
firman en
suscriben en
suscrita en
suscrito a
firmada en
suscrito en
suscripto en
geschehen zu
geschehen in
geschehen am
so geschehen
unterzeichnet in
unterzeichnet zu
unterzeichnet am
ausgefertigt in
gegeben zu
gedaan te
gedaan in
opgemaakt te
getekend te
ondertekend te
ondertekend op
feito em
feito a
assinado em
fatto a
firmato a
som skedde i
som skedde den
undertecknad i
undertecknat i
udfaerdiget i`)

var annexWords = phraseList(`
annex
annexe
annexes
annexure
anexo
anexos
anhang
anlage
anlagen
beilage
bijlage
bijlagen
aanhangsel
schedule
appendix
appendice
apendice
addendum
attachment
adjunto
first schedule
second schedule
the schedule`)

var modelWords = phraseList(`
model contract
model employment contract
model agreement
standard contract
standard employment contract
standard terms
employment contract
contract of employment
contrat type
contrat-type
contrat de travail
modele de contrat
contrato tipo
contrato modelo
contrato de trabajo
modelo de contrato
mustervertrag
musterarbeitsvertrag
arbeitsvertrag
muster
dienstvertrag
modelcontract
arbeidsovereenkomst
model van`)

var protocolWords = phraseList(`
protocol
protocole
protocolo
protokoll
schlussprotokoll
zusatzprotokoll
slotprotocol
final protocol
additional protocol
protocol of signature
protocole final
protocole additionnel
protocole de signature
protocolo adicional
protocolo final
exchange of letters
exchange of notes
echange de lettres
echange de notes
canje de notas
canje de cartas
briefwechsel
notenwechsel
briefwisseling
notawisseling
agreed minutes
minutes of the
proces-verbal
acta final
acta de
acte final
final act
schlussakte
slotakte
niederschrift
agreed minute
agreed record
joint declaration
declaration commune
declaracion conjunta
gemeinsame erklarung
gemeenschappelijke verklaring
side letter
letter of understanding
nr i
no i`)

var notesWords = phraseList(`
fussnoten
fussnote
footnotes
endnotes
notes de bas de page
notas al pie
voetnoten`)

var approvePhrases = phraseList(`
apruebase
se aprueba
aprobar el
apruebanse
ratificase
est approuve
sont approuves
est autorisee la ratification
est autorise a ratifier
autorisant la ratification
is hereby approved
is approved
are hereby approved
wird genehmigt
wird zugestimmt
zugestimmt
wordt goedgekeurd
worden goedgekeurd
comuniquese
portant publication
sera publiee
promulgase
promulganse
se promulga
execution du present decret
execution de la presente loi
ejecucion del presente decreto
wird hiermit veroffentlicht
wird nachstehend veroffentlicht
wordt bekendgemaakt`)

var signaturePrefixes = phraseList(`
| fur
| for
| pour
| por
| voor
for the
for and on behalf
on behalf of
pour le
pour la
pour les
pour l'
por la
por el
por los
fur die
fur den
fur das
im namen
namens
voor de
voor het
(s.)
(l.s.)
(l. s.)
[l.s.]
l.s.
(sgd.)
(signed)
(signe)
(firmado)
(fdo.)
(gez.)
(get.)
(w.g.)
gez.
signed:
in the presence of`)

func phraseList(s string) []string {
	return strings.Split(strings.TrimSpace(s), "\n")
}
