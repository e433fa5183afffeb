package ingest

import "unicode"

// script is a writing system, or a group of them that only one language uses here.
type script uint8

// The scripts. Those after devanagari are each the script of one language.
const (
	noScript script = iota
	latin
	cyrillic
	arabic
	devanagari
	greek
	hebrew
	bengali
	gujarati
	gurmukhi
	tamil
	telugu
	malayalam
	sinhala
	thai
	lao
	khmer
	myanmar
	georgian
	armenian
	ethiopic
	han
	kana
	hangul
	tibetan
	scriptCount
)

// scriptTables give the letters of each script.
var scriptTables = [scriptCount]*unicode.RangeTable{
	latin: unicode.Latin, cyrillic: unicode.Cyrillic, arabic: unicode.Arabic, devanagari: unicode.Devanagari,
	greek: unicode.Greek, hebrew: unicode.Hebrew, bengali: unicode.Bengali, gujarati: unicode.Gujarati,
	gurmukhi: unicode.Gurmukhi, tamil: unicode.Tamil, telugu: unicode.Telugu, malayalam: unicode.Malayalam,
	sinhala: unicode.Sinhala, thai: unicode.Thai, lao: unicode.Lao, khmer: unicode.Khmer, myanmar: unicode.Myanmar,
	georgian: unicode.Georgian, armenian: unicode.Armenian, ethiopic: unicode.Ethiopic, han: unicode.Han,
	kana: unicode.Katakana, hangul: unicode.Hangul, tibetan: unicode.Tibetan,
}

// scriptTongues names the language of a script that has but one.
var scriptTongues = [scriptCount]string{
	greek: "el", hebrew: "he", bengali: "bn", gujarati: "gu", gurmukhi: "pa", tamil: "ta", telugu: "te", malayalam: "ml",
	sinhala: "si", thai: "th", lao: "lo", khmer: "km", myanmar: "my", georgian: "ka", armenian: "hy", ethiopic: "am",
	han: "zh", kana: "ja", hangul: "ko", tibetan: "dz",
}

// scriptOf is the script of a letter, or noScript.
func scriptOf(r rune) script {
	switch {
	case r < 0x80:
		if r|0x20 >= 'a' && r|0x20 <= 'z' {
			return latin
		}
		return noScript
	case !unicode.IsLetter(r) && !unicode.IsMark(r):
		return noScript
	case r < 0x250 && r != 'ª' && r != 'º':
		return latin
	case unicode.Is(unicode.Hiragana, r):
		return kana
	}
	for s := latin; s < scriptCount; s++ {
		if unicode.Is(scriptTables[s], r) {
			return s
		}
	}
	return noScript
}

// scriptWeight says how many letters of an alphabet one letter of the script stands for.
func scriptWeight(s script) int {
	if s == han || s == kana || s == hangul {
		return 3
	}
	return 1
}
