package ingest

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"corridor/corpus"
)

// packOf is tesseract's name of a language by its code; most languages of treaties.
var packOf = map[string]string{
	"en": "eng", "fr": "fra", "es": "spa", "de": "deu", "nl": "nld", "pt": "por", "it": "ita", "sv": "swe", "da": "dan", "no": "nor", "nb": "nor",
	"fi": "fin", "pl": "pol", "cs": "ces", "sk": "slk", "hu": "hun", "ro": "ron", "hr": "hrv", "sl": "slv", "tr": "tur", "id": "ind", "ms": "msa",
	"vi": "vie", "tl": "tgl", "sw": "swa", "el": "ell", "ru": "rus", "uk": "ukr", "bg": "bul", "sr": "srp", "ar": "ara", "fa": "fas", "ur": "urd",
	"he": "heb", "am": "amh", "hi": "hin", "ne": "nep", "bn": "ben", "si": "sin", "ta": "tam", "th": "tha", "km": "khm", "lo": "lao", "my": "mya",
	"zh": "chi_sim", "ja": "jpn", "ko": "kor", "ka": "kat", "hy": "hye",
}

// scriptPacks are the languages to try for a script, as tesseract's detector names it; Latin has its own way.
var scriptPacks = map[string][]string{
	"Arabic": {"ara", "fas", "urd"}, "Devanagari": {"nep", "hin"}, "Cyrillic": {"rus", "ukr", "bul", "srp"}, "Greek": {"ell"}, "Hebrew": {"heb"},
	"Bengali": {"ben"}, "Sinhala": {"sin"}, "Tamil": {"tam"}, "Thai": {"tha"}, "Khmer": {"khm"}, "Lao": {"lao"}, "Myanmar": {"mya"},
	"Han": {"chi_sim", "chi_tra"}, "Japanese": {"jpn"}, "Hangul": {"kor"}, "Korean": {"kor"}, "Georgian": {"kat"}, "Armenian": {"hye"}, "Ethiopic": {"amh"},
}

// firstPacks are the languages in which a page in Latin letters is read first; the small words of others are found
// all the same.
var firstPacks = []string{"eng", "fra", "spa", "deu", "nld"}

// secondShare is the part of a page's lines from which a second language is read with the first.
const secondShare = 0.2

// read reads a picture: once to learn its language, and again with the data of that language where it is another.
func (t *Tesseract) read(ctx context.Context, picture []byte, dpi int) ([]scannedPage, error) {
	first, err := t.firstPack(ctx, picture)
	if err != nil {
		return nil, err
	}
	pages, err := t.tsv(ctx, picture, dpi, []string{first})
	if err != nil {
		return nil, err
	}
	packs := t.packsFor(pages)
	if len(packs) == 0 || slices.Equal(packs, []string{first}) {
		return pages, nil
	}
	again, err := t.tsv(ctx, picture, dpi, packs)
	if err != nil || confidenceOf(again) < confidenceOf(pages) {
		return pages, err
	}
	return again, nil
}

// firstPack is the language of a first reading: one of the script that the page is written in.
func (t *Tesseract) firstPack(ctx context.Context, picture []byte) (string, error) {
	if script := t.script(ctx, picture); script != "" {
		packs := scriptPacks[script]
		if i := slices.IndexFunc(packs, t.has); i >= 0 {
			return packs[i], nil
		}
		if len(packs) > 0 && !slices.ContainsFunc(firstPacks, t.has) {
			return "", fmt.Errorf("the page is in %s script: install the language data of tesseract for it (tesseract-ocr-%s): %w", script, packs[0], corpus.ErrNoText)
		}
	}
	if i := slices.IndexFunc(firstPacks, t.has); i >= 0 {
		return firstPacks[i], nil
	}
	return t.packs[0], nil
}

// script asks tesseract's detector for the script of a page; "" when it is Latin, or when the detector is missing or
// cannot tell, as on pages with little text.
func (t *Tesseract) script(ctx context.Context, picture []byte) string {
	out, err := t.run(ctx, picture, "stdin", "stdout", "--psm", "0")
	if err != nil {
		return ""
	}
	for line := range strings.SplitSeq(string(out), "\n") {
		if name, ok := strings.CutPrefix(line, "Script: "); ok && strings.TrimSpace(name) != "Latin" {
			return strings.TrimSpace(name)
		}
	}
	return ""
}

// packsFor are the languages in which the pages are written, by their lines, as far as there is data for them: the
// first of them, and the second where it has a part of its own.
func (t *Tesseract) packsFor(pages []scannedPage) (packs []string) {
	weight, total := map[string]int{}, 0
	for _, p := range pages {
		for _, part := range paragraphsOf(p.Lines) {
			if pack := packOf[detectLanguage(part)]; pack != "" {
				weight[pack] += len(part)
				total += len(part)
			}
		}
	}
	for pack := range weight {
		if t.has(pack) {
			packs = append(packs, pack)
		}
	}
	slices.SortFunc(packs, func(a, b string) int {
		if weight[a] != weight[b] {
			return weight[b] - weight[a]
		}
		return strings.Compare(a, b)
	})
	if len(packs) > 1 && float64(weight[packs[1]]) < secondShare*float64(total) {
		packs = packs[:1]
	}
	return packs[:min(2, len(packs))]
}

// paragraphsOf joins lines to runs that are long enough to tell their language.
func paragraphsOf(lines []scannedLine) (out []string) {
	const enough = 200
	run := ""
	for _, l := range lines {
		if run += l.Text + " "; len(run) >= enough {
			out, run = append(out, run), ""
		}
	}
	if run != "" {
		out = append(out, run)
	}
	return out
}

// confidenceOf is the mean confidence of the words of the pages, by their letters.
func confidenceOf(pages []scannedPage) float64 {
	letters, sure := 0, 0.0
	for _, p := range pages {
		for _, l := range p.Lines {
			letters, sure = letters+l.letters, sure+l.sure
		}
	}
	if letters == 0 {
		return 0
	}
	return sure / float64(letters)
}
