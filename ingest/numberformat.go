package ingest

import (
	"strconv"
	"strings"
)

// numberFormat names how a word processor or a browser writes a number.
type numberFormat int

const (
	numDecimal numberFormat = iota
	numDecimalZero
	numUpperRoman
	numLowerRoman
	numUpperLetter
	numLowerLetter
	numOrdinal     // 1st
	numOrdinalText // First
	numCardinal    // One
	numArabicAlpha // أ ب ت
	numArabicAbjad // أ ب ج
	numCyrillic    // а б в
	numBullet
	numNone
)

// text writes a number. Numbers that a format does not reach are written in digits.
func (f numberFormat) text(n int, lang string) string {
	if n < 0 {
		return strconv.Itoa(n)
	}
	switch f {
	case numNone, numBullet:
		return ""
	case numDecimalZero:
		if n < 10 {
			return "0" + strconv.Itoa(n)
		}
	case numUpperRoman:
		return romanNumber(n)
	case numLowerRoman:
		return strings.ToLower(romanNumber(n))
	case numUpperLetter:
		return strings.ToUpper(letterNumber(n, latinLetters))
	case numLowerLetter:
		return letterNumber(n, latinLetters)
	case numArabicAlpha:
		return letterNumber(n, []rune("أبتثجحخدذرزسشصضطظعغفقكلمنهوي"))
	case numArabicAbjad:
		return letterNumber(n, []rune("أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"))
	case numCyrillic:
		return letterNumber(n, []rune("абвгдежзиклмнопрстуфхцчшщыэюя"))
	case numOrdinal:
		return ordinalDigits(n, lang)
	case numOrdinalText:
		return upperFirst(numberWord(n, lang, ordinalWords, "th"))
	case numCardinal:
		return upperFirst(numberWord(n, lang, cardinalWords, ""))
	}
	return strconv.Itoa(n)
}

var latinLetters = []rune("abcdefghijklmnopqrstuvwxyz")

// letterNumber counts a to z, then aa, bb: the letter is repeated.
func letterNumber(n int, letters []rune) string {
	if n < 1 || n > 50*len(letters) {
		return strconv.Itoa(n)
	}
	return strings.Repeat(string(letters[(n-1)%len(letters)]), (n-1)/len(letters)+1)
}

// syllableNumber counts a to z, then aa, ab.
func syllableNumber(n int) string {
	var out []byte
	for ; n > 0; n = (n - 1) / 26 {
		out = append([]byte{byte('a' + (n-1)%26)}, out...)
	}
	return string(out)
}

func romanNumber(n int) string {
	if n < 1 || n > 3999 {
		return strconv.Itoa(n)
	}
	var b strings.Builder
	for _, r := range []struct {
		value int
		text  string
	}{{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for ; n >= r.value; n -= r.value {
			b.WriteString(r.text)
		}
	}
	return b.String()
}

// ordinalDigits writes 1st, 1er, 1º, 1. by the language.
func ordinalDigits(n int, lang string) string {
	s := strconv.Itoa(n)
	switch base, _, _ := strings.Cut(lang, "-"); {
	case base == "fr" && n == 1:
		return s + "er"
	case base == "fr" || base == "nl":
		return s + "e"
	case base == "es" || base == "pt" || base == "it":
		return s + "º"
	case base == "de":
		return s + "."
	case n%100 >= 11 && n%100 <= 13:
		return s + "th"
	}
	return s + [10]string{"th", "st", "nd", "rd", "th", "th", "th", "th", "th", "th"}[n%10]
}

// The words of numbers from 1, as far as articles are counted in words.
var (
	ordinalWords = map[string]string{
		"en": "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth",
		"fr": "premier deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième onzième douzième treizième quatorzième quinzième seizième dix-septième dix-huitième dix-neuvième vingtième",
		"es": "primero segundo tercero cuarto quinto sexto séptimo octavo noveno décimo undécimo duodécimo decimotercero decimocuarto decimoquinto decimosexto decimoséptimo decimoctavo decimonoveno vigésimo",
		"de": "erste zweite dritte vierte fünfte sechste siebte achte neunte zehnte elfte zwölfte dreizehnte vierzehnte fünfzehnte sechzehnte siebzehnte achtzehnte neunzehnte zwanzigste",
		"nl": "eerste tweede derde vierde vijfde zesde zevende achtste negende tiende elfde twaalfde dertiende veertiende vijftiende zestiende zeventiende achttiende negentiende twintigste",
	}
	cardinalWords = map[string]string{
		"en": "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty",
		"fr": "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf vingt",
		"es": "uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte",
		"de": "eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig",
		"nl": "een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien twintig",
	}
	englishTens = map[int]string{2: "twenty", 3: "thirty", 4: "forty", 5: "fifty", 6: "sixty", 7: "seventy", 8: "eighty", 9: "ninety"}
)

// numberWord writes a number in words; English is built up to 99, for ordinals with their ending.
func numberWord(n int, lang string, table map[string]string, ending string) string {
	base, _, _ := strings.Cut(lang, "-")
	if table[base] == "" {
		base = "en"
	}
	words := strings.Fields(table[base])
	switch tens := englishTens[n/10]; {
	case n >= 1 && n <= len(words):
		return words[n-1]
	case base != "en" || n < 1 || n > 99:
		return strconv.Itoa(n)
	case n%10 == 0 && ending != "":
		return strings.TrimSuffix(tens, "y") + "ie" + ending
	case n%10 == 0:
		return tens
	default:
		return tens + "-" + words[n%10-1]
	}
}

func upperFirst(s string) string {
	r := []rune(s)
	return strings.ToUpper(string(r[:1])) + string(r[1:])
}
