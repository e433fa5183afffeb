// Package words cuts text of any script into words and brings them into the forms in which they are looked for.
//
// # Words
//
// A word is a run of letters, digits and the marks that belong to them. Apostrophes and hyphens part words, so
// that "l'employeur" is "l" and "employeur". Scripts that set no space between words (Khmer, Thai, Lao, Burmese,
// Chinese, Japanese kana) are cut into the signs that a reader sees, and a word of such a script is looked for as
// signs that stand side by side.
//
// # Folding
//
// [Fold] takes from a word what a searcher cannot be asked to type: letter case, the accents of Latin, Greek and
// Cyrillic letters, ligatures, Arabic vowel signs, the forms of alef, ta marbuta and alef maqsura, the length of
// Devanagari vowels, digits of other scripts. What is a letter of its own stays: vowel signs of Devanagari and
// Khmer are not accents.
//
// # Stems
//
// A [Stemmer] takes the endings off a folded word: en, fr, es, de and nl by the stemmers of bleve, Arabic by
// its light stemmer, Nepali and its neighbours by the postpositions that are written to the word. Words of
// another language stay as they are. Since nobody says in which language a query is, [Stems] gives all forms that a
// word has in any of them.
//
// # Typos
//
// [Typos] says how many a word may have: none under five letters, one from five, two from eight. A typo is a letter
// too many, too few, another one, or two that changed places.
//
// Everything here is linear in the text, and safe for many goroutines.
package words
