package ingest

import (
	"fmt"
	"html"
	"strings"
	"testing"
)

// sourceDoc is the source of a PDF in the format of its maker, and its text.
type sourceDoc struct{ name, source, want string }

// arabicText is an agreement between two invented states.
const arabicText = `اتفاقية بين حكومة جمهورية سهيل وحكومة مملكة الزمرد بشأن استخدام العمال

رغبة منهما في تنظيم انتقال العمال بين البلدين وحماية حقوقهم، فقد اتفق الطرفان على ما يلي:

المادة 1: الغرض من هذه الاتفاقية هو حماية العمال المهاجرين وأسرهم، وتطبق على كل عامل يدخل البلد بعقد عمل مكتوب مدته 24 شهرا.

المادة 2: لا يجوز لصاحب العمل أن يحتجز جواز سفر العامل (passport) أو أي وثيقة أخرى من وثائقه، ويدفع الأجر في اليوم 5 من كل شهر.

المادة 3: تتحمل الجهة المستخدمة نفقات السفر والتأشيرة والفحص الطبي، ولا يدفع العامل أي رسم من رسوم الاستقدام.

المادة 4: تسري هذه الاتفاقية لمدة 3 سنوات وتجدد تلقائيا ما لم يخطر أحد الطرفين الآخر كتابة قبل 6 أشهر.`

// hebrewText likewise.
const hebrewText = `הסכם בין ממשלת רפובליקת סוהיל לבין ממשלת ממלכת זמרד בדבר העסקת עובדים

סעיף 1: המעסיק לא יחזיק בדרכון של העובד, וישלם את השכר עד היום 5 בכל חודש.

סעיף 2: תוקפו של הסכם זה הוא 36 חודשים (months), והוא יחודש אם לא הודיע אחד הצדדים אחרת.`

// tableRows are the wages of an annex; cells of several words wrap.
var tableRows = [][]string{
	{"Occupation", "Monthly wage", "Hours", "What the employer provides"},
	{"Domestic worker", "1,200 tala", "48", "A lockable room of her own, three meals a day and the return ticket at the end of the contract"},
	{"Welder", "2,450 tala", "44", "Protective clothing, the tools of the trade and transport between the lodging and the site"},
	{"Nurse, registered", "3,100 tala", "40", "Lodging near the hospital and a language course of 120 hours"},
	{"Fruit picker", "1,050 tala", "48", "Lodging, drinking water and shade in the field"},
}

const beforeTable = "The wages and benefits of the workers who are placed under this Agreement are set out below, by occupation, and are reviewed each year."
const afterTable = "No deduction is made from these wages for lodging, food or transport, and none for the costs of recruitment."

func tableText() string {
	var b strings.Builder
	b.WriteString(beforeTable + "\n\n")
	for _, r := range tableRows {
		b.WriteString(strings.Join(r, " | ") + "\n")
	}
	return b.String() + "\n" + afterTable
}

func htmlTable(style string) string {
	var b strings.Builder
	b.WriteString("<style>table{border-collapse:collapse;width:100%}td{" + style + ";padding:4px 6px;vertical-align:top}</style><body style='font:11pt serif'><p>" + beforeTable + "</p><table>")
	for _, r := range tableRows {
		b.WriteString("<tr>")
		for _, c := range r {
			b.WriteString("<td>" + html.EscapeString(c) + "</td>")
		}
		b.WriteString("</tr>")
	}
	return b.String() + "</table><p>" + afterTable + "</p>"
}

// browserDocs are the pages that the browser prints.
func browserDocs(t testing.TB) []sourceDoc {
	english := specimenText(t, "parunggi-qabariyah-2021-bla.txt")
	french := specimenText(t, "garombe-valombre-1974-recrutement.txt")
	spanish := specimenText(t, "camporeal-tierraluna-2010-residencia.txt") + "\n\nNº 3.º 2.ª § 4 ½ kWh m² n° 12"
	german := specimenText(t, "solmera-rheingard-1962-anwerbung.txt")
	return []sourceDoc{
		{"serif", paragraphs("font:12pt serif", english), english},
		{"justified", paragraphs("font:10pt sans-serif;text-align:justify", english), english},
		{"columns", "<html lang=en>" + paragraphs("font:9pt serif;column-count:2;text-align:justify;hyphens:auto", english), english},
		{"three columns", paragraphs("font:8pt serif;column-count:3", german), german},
		{"french", paragraphs("font:11pt \"DejaVu Serif\"", french), french},
		{"spanish", paragraphs("font:11pt \"Liberation Sans\"", spanish), spanish},
		{"arabic", "<html dir=rtl lang=ar>" + paragraphs("font:13pt \"DejaVu Sans\"", arabicText), arabicText},
		{"naskh", "<html dir=rtl lang=ar>" + paragraphs("font:14pt \"Noto Naskh Arabic\";text-align:justify", arabicText), arabicText},
		{"hebrew", "<html dir=rtl lang=he>" + paragraphs("font:13pt \"DejaVu Sans\"", hebrewText), hebrewText},
		{"table", htmlTable("border:1px solid black"), tableText()},
		{"bare table", htmlTable("border:0"), tableText()},
		{"landscape", "<style>@page{size:A4 landscape}</style>" + paragraphs("font:11pt serif", english), english},
		{"spaced", paragraphs("font:12pt serif;letter-spacing:.06em;word-spacing:.2em", german), german},
	}
}

// fodt is a flat document of LibreOffice: styles, the page's header and footer, and the body.
func fodt(automatic, page, body string) string {
	return `<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:styles><style:default-style style:family="paragraph"><style:text-properties style:font-name="Liberation Serif" fo:font-family="Liberation Serif" fo:font-size="11pt" fo:language="en" fo:country="GB" style:font-family-complex="DejaVu Sans" style:language-complex="ar" style:country-complex="EG" fo:hyphenate="true"/><style:paragraph-properties fo:hyphenation-ladder-count="no-limit" fo:margin-bottom="0.2cm" fo:text-align="justify"/></style:default-style></office:styles>
<office:automatic-styles><style:page-layout style:name="pm"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2cm"/><style:header-style/><style:footer-style/></style:page-layout>` + automatic + `</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="pm">` + page + `</style:master-page></office:master-styles>
<office:body><office:text>` + body + `</office:text></office:body></office:document>`
}

// textParagraphs writes a text as paragraphs of LibreOffice.
func textParagraphs(style, text string) string {
	var b strings.Builder
	for p := range strings.SplitSeq(text, "\n\n") {
		fmt.Fprintf(&b, `<text:p text:style-name="%s">%s</text:p>`, style, strings.ReplaceAll(html.EscapeString(p), "\n", "<text:line-break/>"))
	}
	return b.String()
}

const runningHead = `<style:header><text:p>Treaty Series of Parunggi, vol. 12</text:p></style:header><style:footer><text:p>Page <text:page-number>1</text:page-number> of <text:page-count>9</text:page-count></text:p></style:footer>`

// officeDocs are the documents that LibreOffice converts.
func officeDocs(t testing.TB) []sourceDoc {
	english := specimenText(t, "parunggi-zumurrad-2019-union.txt")
	french := specimenText(t, "valombre-garombe-2009-jeunes-professionnels.html")
	note := func(n int, text string) string {
		return fmt.Sprintf(`<text:note text:note-class="footnote"><text:note-citation>%d</text:note-citation><text:note-body><text:p>%s</text:p></text:note-body></text:note>`, n, text)
	}
	const notesText = "The wages are paid in the currency of the country of employment[1] and never in kind.\n\n" +
		"A worker may change the employer after six months[2] without the consent of the first."
	notes := `<text:p>The wages are paid in the currency of the country of employment` + note(1, "Rates of exchange are those of the central bank on the day of payment.") + ` and never in kind.</text:p>` +
		`<text:p>A worker may change the employer after six months` + note(2, "Counted from the day of arrival.") + ` without the consent of the first.</text:p>`
	columns := `<style:style style:name="s" style:family="section"><style:section-properties><style:columns fo:column-count="2" fo:column-gap="0.8cm"/></style:section-properties></style:style>`
	rtl := `<style:style style:name="r" style:family="paragraph"><style:paragraph-properties style:writing-mode="rl-tb" fo:text-align="start"/></style:style>`
	cell := `<style:style style:name="c" style:family="table-cell"><style:table-cell-properties fo:border="0.05pt solid #000000" fo:padding="0.1cm"/></style:style>`
	var table strings.Builder
	table.WriteString(textParagraphs("", beforeTable) + `<table:table><table:table-column table:number-columns-repeated="4"/>`)
	for _, r := range tableRows {
		table.WriteString("<table:table-row>")
		for _, c := range r {
			table.WriteString(`<table:table-cell table:style-name="c"><text:p>` + html.EscapeString(c) + `</text:p></table:table-cell>`)
		}
		table.WriteString("</table:table-row>")
	}
	table.WriteString(`</table:table>` + textParagraphs("", afterTable))
	return []sourceDoc{
		{"heads", fodt("", runningHead, textParagraphs("", english)), english},
		{"columns", fodt(columns, "", `<text:section text:style-name="s" text:name="x">`+textParagraphs("", english)+`</text:section>`), english},
		{"french", fodt("", runningHead, textParagraphs("", french)), french},
		{"notes", fodt("", "", notes), notesText + "\n\n1 Rates of exchange are those of the central bank on the day of payment.\n2 Counted from the day of arrival."},
		{"arabic", fodt(rtl, "", textParagraphs("r", arabicText)), arabicText},
		{"hebrew", fodt(rtl, "", textParagraphs("r", hebrewText)), hebrewText},
		{"table", fodt(cell, "", table.String()), tableText()},
	}
}
