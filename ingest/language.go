package ingest

import (
	"github.com/abadojack/whatlanggo"
)

// languages are those in which agreements are looked for; others of the library are kept out, because
// Afrikaans, Catalan or Danish would win over noisy Dutch, Spanish or German.
var languages = map[whatlanggo.Lang]bool{
	whatlanggo.Eng: true, whatlanggo.Fra: true, whatlanggo.Spa: true, whatlanggo.Deu: true, whatlanggo.Nld: true,
	whatlanggo.Por: true, whatlanggo.Ita: true, whatlanggo.Swe: true, whatlanggo.Pol: true, whatlanggo.Tur: true,
	whatlanggo.Arb: true, whatlanggo.Rus: true, whatlanggo.Ukr: true, whatlanggo.Cmn: true, whatlanggo.Kor: true,
	whatlanggo.Jpn: true, whatlanggo.Hin: true, whatlanggo.Vie: true, whatlanggo.Ind: true, whatlanggo.Ron: true,
	whatlanggo.Tha: true, whatlanggo.Ben: true, whatlanggo.Sin: true, whatlanggo.Nep: true, whatlanggo.Mya: true, whatlanggo.Khm: true,
}

// languageSample is how many bytes are looked at: enough for certainty, little enough for speed.
const languageSample = 1500

// detectLanguage names the language of the text by its BCP 47 base, or "und".
func detectLanguage(text string) string {
	if countLetters(clip(text, languageSample), 20) < 20 {
		return "und"
	}
	middle := text
	if len(text) > 2*languageSample {
		from := len(clip(text, len(text)/4))
		middle = clip(text[from:], languageSample)
	}
	info := whatlanggo.DetectWithOptions(clip(middle, 2*languageSample), whatlanggo.Options{Whitelist: languages})
	if code := info.Lang.Iso6391(); code != "" {
		return code
	}
	return "und"
}
