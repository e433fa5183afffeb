package ingest

import (
	"context"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// samples are sentences of agreements in languages with letters outside of ASCII.
var samples = map[string]string{
	"fr":    "Les travailleurs à l’étranger sont protégés ; l’employeur règle les frais de départ, même à Noël, où la Partie d’accueil l’a décidé.",
	"es":    "El empleador pagará el salario según el contrato; ningún trabajador extranjero perderá su pasaporte. ¿Qué más? Año y día.",
	"pt":    "As Partes não cobrarão comissões aos trabalhadores; a inspeção será feita em três línguas e à custa do empregador.",
	"de":    "Die Vertragsparteien prüfen jährlich, ob die Löhne für ausländische Arbeitskräfte gemäß den Gesetzen ausbezahlt werden.",
	"pl":    "Strony uzgadniają, że pracownik zachowuje paszport przez cały czas, a pracodawca nie może żądać jego wydania ani pobierać opłat.",
	"cs":    "Smluvní strany zajistí, že zaměstnavatel nebude požadovat žádné poplatky a že mzda bude vyplácena měsíčně v příslušné měně.",
	"hu":    "A Felek biztosítják, hogy a munkavállaló megőrzi útlevelét, és a munkáltató nem kérhet díjat a közvetítésért; a bért havonta fizetik.",
	"ro":    "Părţile asigură că lucrătorul îşi păstrează paşaportul în orice moment, iar angajatorul nu percepe taxe şi plăteşte salariul lunar.",
	"tr":    "Taraflar işçinin pasaportunu her zaman yanında bulundurmasını sağlar; işveren ücret kesemez ve aylığı doğrudan öder, şikâyet hakkı saklıdır.",
	"ru":    "Стороны обеспечивают, чтобы работник сохранял свой паспорт, а работодатель не взимал плату и выплачивал заработную плату ежемесячно.",
	"uk":    "Сторони забезпечують, щоб працівник зберігав свій паспорт, а роботодавець не стягував плату і щомісяця виплачував заробітну плату.",
	"ar":    "يحتفظ العامل بجواز سفره في جميع الأوقات، ولا يجوز لصاحب العمل أن يطلب منه أي رسوم، ويدفع له الأجر كل شهر وفقا لعقد العمل.",
	"en":    "The Parties’ agencies – each at its own cost – keep the “register” of workers.",
	"upper": "ПРАВИТЕЛЬСТВО ОСТЛАНДИИ И ПРАВИТЕЛЬСТВО ВЕСТМАРКА СОГЛАСИЛИСЬ О НИЖЕСЛЕДУЮЩЕМ: РАБОТНИКИ СВОБОДНЫ.",
}

// TestGuessedEncodings writes each sample in each encoding that can hold it, and wants its letters back.
func TestGuessedEncodings(t *testing.T) {
	n := 0
	for lang, text := range samples {
		for _, c := range charsets {
			data, err := c.charmap.NewEncoder().Bytes([]byte(text))
			if err != nil {
				continue
			}
			n++
			d, err := decodeText(data)
			if err != nil || d.text != text {
				t.Errorf("%s in %s: taken for %s (%s): %.60q, %v", lang, c.name, d.encoding, d.warning, d.text, err)
			}
			if d.warning != "" {
				t.Errorf("%s in %s: %s", lang, c.name, d.warning)
			}
		}
	}
	if n < 30 {
		t.Errorf("only %d pairs of sample and encoding", n)
	}
}

// TestWideEncodings does so for the encodings of two and four bytes, with and without a mark.
func TestWideEncodings(t *testing.T) {
	wide := map[string]encoding.Encoding{
		"utf-16le": unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "utf-16be": unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM),
		"utf-32le": utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM), "utf-32be": utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM),
	}
	for lang, text := range samples {
		for name, enc := range wide {
			for _, mark := range []string{"", "\ufeff"} {
				data, err := enc.NewEncoder().Bytes([]byte(mark + text))
				if err != nil {
					t.Fatal(err)
				}
				if d, err := decodeText(data); err != nil || d.text != text || d.encoding != name {
					t.Errorf("%s in %s (mark %t): %s %.60q, %v", lang, name, mark != "", d.encoding, d.text, err)
				}
			}
		}
	}
}

func TestDoubtfulEncodings(t *testing.T) {
	text := strings.Repeat("Les parties protègent l’été. ", 3)
	twice, err := charmap.Windows1252.NewDecoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct{ name, data, text, encoding, says string }{
		{"twice", twice, strings.TrimSpace(text), "utf-8", "encoded twice (Ã© for é) and has been set right"},
		{"twice and more", twice + " 中", "", "utf-8", "look as if the text was encoded twice"},
		{"overlong", "né à l'été, où ça\xc0\x80 va", "né à l'été, où ça\ufffd va", "utf-8", "1 characters could not be decoded"},
		{"surrogate", "né à l'été, hé là où ça\xed\xa0\x80 va, pâté déjà", "né à l'été, hé là où ça\ufffd va, pâté déjà", "utf-8", "1 characters could not be decoded"},
		{"half of a pair", "\xff\xfeA\x00\x00\xd8b\x00 \x00c\x00", "A\ufffdb c", "utf-16le", "1 characters could not be decoded"},
		{"one letter", "The caf\xe9 is open.", "The café is open.", "iso-8859-1", "the encoding is a guess from 1 letters: read as iso-8859-1, but it may be"},
		{"declared late", "<html><head>" + strings.Repeat("<!-- x -->", 200) + "<meta charset='windows-1251'></head><body><p>\xd1\xf2\xee\xf0\xee\xed\xfb</p></body></html>", "Стороны", "windows-1251", ""},
		{"declared falsely", "<html><head><meta charset=utf-8></head><body><p>pr\xe9vu pour les Parties, \xe9t\xe9, d\xe9j\xe0 \xe0 la mis\xe8re, et le co\xfbt</p></body></html>", "prévu pour les Parties, été, déjà à la misère, et le coût", "iso-8859-1", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			x, err := extractBytes(context.Background(), "a.txt", []byte(tt.data))
			if err != nil {
				t.Fatal(err)
			}
			warnings := strings.Join(x.Source.Warnings, "; ")
			if tt.text != "" && x.Text != tt.text || x.Source.Encoding != tt.encoding || !strings.Contains(warnings, tt.says) || tt.says == "" && warnings != "" {
				t.Errorf("have %s %q (%s), want %s %q saying %q", x.Source.Encoding, x.Text, warnings, tt.encoding, tt.text, tt.says)
			}
		})
	}
}
