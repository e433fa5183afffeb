package ingest

import "sync"

// tongue is a language that lines are told apart by: its script, the small words that a page of it is full
// of, and letters that its neighbours do not write.
type tongue struct {
	code    string
	script  script
	words   string
	letters string
}

// tongues lists the languages known by their small words. A script that one language alone writes stands in
// scriptTongues and needs no words.
var tongues = []tongue{
	{"en", latin, "the of and to in shall be for by on with or as is are this that which from any at not have has will may their its it under such been other into between upon who his were than article agreement annex government", ""},
	{"fr", latin, "le la les l des du de d et à au aux en dans par pour sur qui que ou est sont un une ne pas sera seront ce cette ces leur leurs avec ainsi être a ont entre son sa ses il elle ils dont sous article accord annexe gouvernement", "œ"},
	{"es", latin, "el la los las de del y a al en por para con que o u se su sus un una es será serán lo no como entre este esta estos cada ambas ambos sobre si cuando más ha han sin desde artículo articulo acuerdo convenio anexo gobierno", "ñ¿"},
	{"de", latin, "der die das den dem des und oder in im zu zur zum von vom für mit auf ist sind wird werden nicht ein eine einer eines einem einen sich nach über bei durch als auch aus an wenn dass daß soweit diese dieses dieser artikel abkommen vereinbarung anlage regierung zwischen", "ß"},
	{"nl", latin, "de het een en van in op te tot voor met door bij aan is zijn wordt worden niet of die dat deze dit als zal zullen ten ter der uit over indien hun zich kan kunnen alsmede om artikel overeenkomst verdrag bijlage regering tussen", "ĳ"},
	{"pt", latin, "o a os as do da dos das de e em no na nos nas ao aos à às por pelo pela para com que ou se seu sua seus suas um uma não será serão é são entre ambas este esta sobre como cada artigo acordo convenção anexo governo", "ãõ"},
	{"it", latin, "il lo la i gli le di del della dello dei delle degli e ed o a al alla alle ai in nel nella nei nelle da dal dalla per con su sul sulla che non un una è sono sarà saranno si dell nell all tra fra loro articolo accordo convenzione allegato governo", ""},
	{"sv", latin, "och att det i en ett av för på som till med den de är skall ska eller inte från om vid har kan sin sitt sina denna detta mellan under vara inom samt artikel avtal överenskommelse bilaga regering", "å"},
	{"da", latin, "og at det i en et af for på som til med den de er skal eller ikke fra om ved har kan sin sit sine denne dette mellem under være inden samt artikel overenskomst aftale bilag regering", "øæå"},
	{"no", latin, "og i det en et av for på som til med den de er skal eller ikke fra om ved har kan sin sitt sine denne dette mellom under være innen samt partene artikkel avtale overenskomst vedlegg regjering", "øæå"},
	{"fi", latin, "ja on ei tai sekä että joka ovat sen tämä tämän voi jos kuin niiden sopimuksen sopimus välillä mukaan osalta sekä tulee artikla hallitus", ""},
	{"pl", latin, "i w z na do o oraz lub nie się jest są przez dla od za po przy że który która które będą zostanie niniejsza umowa umowy między artykuł załącznik rząd", "łąęśżź"},
	{"cs", latin, "a v na s z o do pro nebo se je jsou být bude budou podle při ve ze této který která které mezi smlouvy smluvní článek smlouva dohoda vláda", "řůě"},
	{"hu", latin, "a az és vagy nem egy hogy meg is ha valamint között jelen szerint által kell lehet egyezmény fél felek cikk megállapodás kormánya", "őű"},
	{"ro", latin, "și şi de la în din cu pe pentru sau este sunt nu se prin care al ale a unui unei prezentul între părți părţi va vor articolul acord guvernul", "ășțţ"},
	{"tr", latin, "ve bir bu ile için olarak veya da de olan her taraf tarafından göre sonra arasında anlaşma iş ise bu kadar olduğu madde anlaşması hükümeti", "ğışİ"},
	{"hr", latin, "i u na se je su da za od do ili koji koja koje te ne biti će prema ovog između iz o s stranaka ugovora radnika ovaj članak sporazum vlada", "đćč"},
	{"sq", latin, "të e në dhe për me nga një është si që do se ose ky kjo këtij ndërmjet palët i janë neni marrëveshje", "ë"},
	{"et", latin, "ja on või ei mis ning et selle kui poolte lepingu käesoleva vahel kes tema", "õ"},
	{"lv", latin, "un ir vai no ar par uz kas šī šis starp līguma puses tiek pēc to nav", "āēīūšņļķģ"},
	{"lt", latin, "ir yra ar arba bei iš su dėl kad šis šio tarp susitarimo pagal turi nuo", "ėįųū"},
	{"id", latin, "yang dan di dengan untuk dari ini dalam pada oleh atau akan kepada tersebut tidak dapat para ke adalah sebagai antara harus persetujuan perjanjian pihak pasal pemerintah", ""},
	{"tl", latin, "ang ng sa mga at na ay para ni kay o hindi ito nito kung may dapat alinsunod artikulo kasunduan pamahalaan", ""},
	{"sw", latin, "na ya wa kwa katika za la ni kati au hii huu kama cha vya serikali mkataba ibara", ""},
	{"vi", latin, "và của các cho trong được với là không có này theo một những về tại người hai bên từ phải điều hiệp định chính phủ", "đơưạảấầẩậắằẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỷỹ"},
	{"ru", cyrillic, "и в на с по для о или не что от до к из при за их этого настоящего соглашения сторон быть статья соглашение правительство", "ыэъ"},
	{"uk", cyrillic, "і та у в на з по для про або не що від до за їх цієї угоди сторін бути є стаття угода уряд", "іїєґ"},
	{"bg", cyrillic, "и в на с по за или не че от до към се да са това тази настоящата спогодба страни член правителство", "ъ"},
	{"sr", cyrillic, "и у на са по за или не што од до се је су овог споразума стране члан споразум влада", "ђјљњћџ"},
	{"mn", cyrillic, "ба нь энэ болон бол дагуу талууд хэлэлцээр", "өү"},
	{"ar", arabic, "في من على إلى أن التي الذي هذا هذه أو بين مع عن كل لا ما أي وفقا قبل بعد المادة مادة اتفاقية اتفاق حكومة", "ةىأإ"},
	{"fa", arabic, "و در به از که این را با برای آن است شود یا می تا هر بین ماده موافقتنامه دولت", "پچژگیک"},
	{"ur", arabic, "کے کی میں اور سے کا ہے کو پر کہ یا اس نے گا ہیں دفعہ معاہدہ حکومت", "ٹڈڑےںہ"},
	{"hi", devanagari, "के का की में और से को है पर या यह इस एवं तथा कि हैं द्वारा लिए नहीं अनुच्छेद करार समझौता सरकार", ""},
	{"ne", devanagari, "र को मा ले का लागि गर्ने यस छ वा हुने तथा सम्बन्धी भएको पक्ष छन् गरी दफा धारा सम्झौता सरकार समझदारी", ""},
}

// tongueWords maps every small word to the languages that have it.
var tongueWords = sync.OnceValue(func() map[string][]uint8 {
	out := map[string][]uint8{}
	for i, t := range tongues {
		for w := range wordSet(t.words).all() {
			out[w] = append(out[w], uint8(i))
		}
	}
	return out
})

// tongueLetters maps every letter that tells a language to the languages that write it.
var tongueLetters = sync.OnceValue(func() map[rune][]uint8 {
	out := map[rune][]uint8{}
	for i, t := range tongues {
		for _, r := range t.letters {
			out[r] = append(out[r], uint8(i))
		}
	}
	return out
})
