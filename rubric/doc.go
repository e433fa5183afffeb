// Package rubric codes agreements: criteria, raters, assessments and the agreement between raters.
//
// A [Rubric] is a versioned list of [Criterion]. A [Rater] codes an agreement and returns an
// [Assessment]: for every criterion a [Level], a confidence, the spans that prove it, and the reason
// in words. [Resolve] says which of several assessments counts, [ScoreOf] sums findings up.
//
// # The rules rater
//
// The rules rater works on two kinds of data, both in YAML, so that a new language is a lexicon and
// not a new rule set.
//
// A concept (lexicon/*.yaml) is a set of phrases per language:
//
//	concepts:
//	  passport:
//	    en: passport; travel document; (identity|identification) (document|paper|card)
//	    fr: passeport; titre de voyage; (pièce|papier) d'identité
//	    except:
//	      en: diplomatic passport
//
// Phrases are separated by ";" and match whole tokens, without regard to case or diacritics:
//
//	word      the word with its inflectional endings (plural, gender, case): worker, workers, worker's
//	=word     this form only
//	word*     every token that begins so; *word ends so; *word* holds it (German and Dutch compounds)
//	com*ed    begins and ends so: recogni*e
//	<n>       a number, in digits
//	_         any one token
//	..        up to four tokens of any kind: "free .. charge"
//	(a|b)     one of these words or phrases
//	(a|b)?    may be left out
//	(a|b)*    the same as (a*|b*)
//
// A hit that lies inside a phrase of "except" does not count. Elisions split: "l'employeur" is two tokens,
// "l" and "employeur"; hyphens split: "pre-departure" is two tokens.
//
// A signal (in a criterion) is language-neutral:
//
//   - all: [employer|agency, bear-cost, travel]  # each in the sentence or its lead-in, in any order
//     none: [return-journey]      # none of these in the sentence
//     context: [worker]           # each somewhere in the article or its headings
//     without: [official]         # none anywhere in the article or its headings
//     heading: [travel]           # each in the heading of the article or chapter
//     kinds: [trainee]            # only in agreements of these kinds
//     place: text                 # text (default), body, title, preamble, any
//     in: sentence                # sentence (default), clause, article
//     near: 25                    # all hits within so many tokens (default 40 in a sentence; 0: no limit)
//     level: operative            # what it proves: operative (default), weak, contrary
//     firm: true                  # hedges and aims do not weaken it
//     say: the employer pays the journey   # what the rule saw; goes into the reason
//
// A term is one concept, or several with "|", and may carry:
//
//	"not:keep"           a negated hit: a negation stands shortly before it (or after it in de, nl);
//	                     YAML wants quotes around a term with a colon
//	"yes:keep"           a hit that is not negated
//	bear-cost ~6 employer     the second within six tokens of the first, either side
//	bear-cost >6 employer     ... and after it
//
// The concepts of lexicon/core.yaml marked there as steering (not, hedge, wish, condition-opener, released,
// may, aims, aims-heading, definitions, defines, later-rules) decide polarity and strength. A negation reaches a
// few words, is carried on by "or" ("may not collect a fee or retain the passport"), and ends at an exception
// ("unless", "except"). What a state, an authority or an employer "shall not be obliged" to do proves nothing. A
// condition weakens nothing. Where a text names its own country of
// origin or destination, by name or demonym, the concepts own-origin and own-destination are hit as well.
//
// # What a sentence takes over
//
// A sentence is read a second time with words of another one when it points there (reading.go):
//
//	They shall keep their passports.        the subject of the sentence before, in the same article
//	The latter ..., the former ...          the actor named last, or first, in the sentence before
//	These costs are borne by the employer.  what the article said of those costs before
//	the costs referred to in Article 5      what that article, or paragraph, says of costs
//	They shall be dry.                      the thing that opens the sentence before, where nobody acts in it
//
// "The latter" within a sentence opens a reading of its own limb. A short name that the text defines, "Bureau of
// Overseas Work (BOW)", "hereinafter 'the Bureau'", "«contratado» a la persona que", stands for the actor behind
// it wherever it is used (names.go).
//
// Of a thing, only the words that belong to the noun are taken over, never who acts or what is owed; one term
// of a signal at most may hold by them alone. "Article 5 of the Convention of 1962" is another text and is
// followed nowhere. The evidence is the passage that points and the one that it points to, and the reason
// says "read with Article 5".
//
// # Strength
//
// A signal proves at most its own level. It proves only weak when it matches in the preamble or title,
// in an article headed as definitions or aims, in a sentence that states the aims of the agreement or what
// a word means, beside a hedge ("shall endeavour", "where possible"), after "may" said of a state or
// authority, when all is left to a later agreement, or inside the square brackets of a draft. A clause that
// does the opposite is written as its own signal with level contrary. A criterion's level is the highest
// that any passage proves; when some passage is contrary, the criterion is contrary, or what its "both:"
// says when there is an operative passage as well. The reason says when all that proves the level stands in
// an annex.
//
// # The model rater
//
// [ModelRater] asks a language model at any OpenAI-compatible endpoint. Clauses are sent as numbered
// data between two lines that no text can imitate, the criteria behind them. A level above absent, and
// contrary, counts only with a quote that stands in the clauses in whole words; the finding's evidence is
// the place where it was found. What is thrown away is counted. What a criterion cannot apply to, what it
// is derived from, and what a preamble may prove is decided here and not by the model.
//
// # Examples
//
// Each criterion carries at least three examples that must match and three false friends that must
// not. They are coded as if each stood in the body of an agreement. A rubric whose examples fail does
// not load; the error points at file:line:col.
package rubric
