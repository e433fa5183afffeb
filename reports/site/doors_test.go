package site_test

import (
	"archive/zip"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/go-pdf/fpdf"

	"corridor/corpus"
	"corridor/reports/site"
)

// draft is a small draft of our own with a sentence more.
func draft(more string) string { return fmt.Sprintf(draftText, more) }

// writePDF makes a PDF of a text.
func writePDF(t testing.TB, name, text string) string {
	t.Helper()
	p := fpdf.New("P", "mm", "A4", "")
	p.AddPage()
	p.SetFont("Times", "", 12)
	p.MultiCell(0, 6, text, "", "L", false)
	path := filepath.Join(t.TempDir(), name)
	if err := p.OutputFileAndClose(path); err != nil {
		t.Fatal(err)
	}
	return path
}

// slowReader reads a draft no sooner than begin is closed.
type slowReader struct{ begin chan struct{} }

func newSlowReader() slowReader { return slowReader{make(chan struct{})} }

func (r slowReader) option(c *site.Config) {
	read := c.Read
	c.Read = func(ctx context.Context, name string, data []byte, stage func(string)) ([]*corpus.Agreement, error) {
		select {
		case <-r.begin:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
		return read(ctx, name, data, stage)
	}
}

// TestDoorOfTheDraft: a PDF is handed in, its reading watched, the gap read with the contrary clause first, followed
// into the text, downloaded, and set beside the next round.
func TestDoorOfTheDraft(t *testing.T) {
	slow := newSlowReader()
	s := serve(t, slow.option)
	b := s.browse()
	b.open("/")
	b.click(`.doors a[href="/drafts"]`)
	b.until(`location.pathname === "/drafts"`)
	b.do(chromedp.SetUploadFiles("#file", []string{writePDF(t, "draft.pdf", draft(""))}, chromedp.ByQuery))
	b.click(".upload button")
	b.until(`document.querySelector(".stages li") && document.querySelector("progress")`)
	b.holds(`document.querySelector("main").innerText.includes("draft.pdf")`)
	close(slow.begin)
	b.until(`document.querySelector(".report section")`)
	path := ask[string](b, "location.pathname")
	b.holds(`/travel documents/i.test(document.querySelector("main section").innerText)`) // first, whichever rubric is shown
	b.click("section.warning a[href*='#gap-cw']")
	b.until(`location.hash === "#gap-cw-passport" && document.querySelector(".report tbody tr")`)
	b.holds(`document.querySelector(".report tbody tr").innerText.includes("contrary")`)
	b.holds(`document.querySelector(":target").innerText.includes("shall keep the passport")`)

	b.open(path + "/text")
	b.click("section.warning a[href*='#f-cw-passport']")
	b.until(`document.querySelector(".reader") && location.hash === "#f-cw-passport"`)
	b.holds(`[...document.querySelectorAll(".ev.contrary")].some(e => e.innerText.includes("shall keep the passport"))`)

	b.open(path)
	file := b.download(`.files a[href*="format=docx"]`)
	z, err := zip.OpenReader(file)
	if err != nil {
		t.Fatalf("the download: %v", err)
	}
	defer z.Close()
	if _, err := z.Open("word/document.xml"); err != nil {
		t.Errorf("the download is no DOCX: %v", err)
	}

	next := writePDF(t, "draft-2.pdf", strings.Replace(draft(""), "shall keep the passport", "shall not keep the passport", 1))
	b.do(chromedp.SetUploadFiles(".upload input[type=file]", []string{next}, chromedp.ByQuery))
	b.click(".upload button")
	b.until(`location.pathname !== "` + path + `" && document.querySelector("a[href$='/round']")`)
	b.click("a[href$='/round']")
	b.until(`location.pathname.endsWith("/round")`)
	b.holds(`[...document.querySelectorAll("ins")].some(e => e.innerText.includes("not"))`)
	b.open(path)
	b.click("form[action$='/forget'] button")
	b.until(`location.pathname === "/drafts"`)
}

// download clicks on a link and returns the file that comes of it.
func (b *tab) download(selector string) string {
	b.t.Helper()
	dir := b.t.TempDir()
	done := make(chan string, 1)
	chromedp.ListenTarget(b.ctx, func(event any) {
		if e, ok := event.(*browser.EventDownloadProgress); ok && e.State == browser.DownloadProgressStateCompleted {
			done <- e.GUID
		}
	})
	b.do(browser.SetDownloadBehavior(browser.SetDownloadBehaviorBehaviorAllowAndName).WithDownloadPath(dir).WithEventsEnabled(true))
	b.click(selector)
	select {
	case id := <-done:
		return filepath.Join(dir, id)
	case <-b.ctx.Done():
		b.t.Fatal("nothing was downloaded")
	}
	return ""
}

// TestDoorOfTheRegion: a search with a typo, a facet, the agreement with the passage in view, and passages and
// findings that light each other.
func TestDoorOfTheRegion(t *testing.T) {
	s := serve(t)
	b := s.browse()
	b.open("/")
	b.do(chromedp.SendKeys("#q", "pasport"+kb.Enter, chromedp.ByQuery))
	b.until(`document.querySelector(".hit mark")`)
	b.holds(`/passport/i.test(document.querySelector(".hit mark").innerText)`)
	before := ask[int](b, `document.querySelectorAll(".hit").length`)
	b.click(`.facets a[href*="kind"]`)
	b.until(`document.querySelector(".chosen a")`)
	if after := ask[int](b, `document.querySelectorAll(".hit").length`); after == 0 || after >= before {
		t.Errorf("the facet left %d of %d hits", after, before)
	}
	b.click(".hit h3 a")
	b.until(`document.querySelector(".reader") && /^#p\d+-\d+$/.test(location.hash)`)
	b.until(`(r => r.top >= 0 && r.bottom <= innerHeight)(document.querySelector(":target").getBoundingClientRect())`)
	b.lighting()

	b.open("/corridors")
	for range 2 { // newest first
		b.click("#corridors thead th:last-child button")
	}
	b.holds(`document.querySelector("#corridors tbody td:last-child").innerText === "2024"`)
	b.click("#corridors tbody a")
	b.until(`location.pathname === "/search" && document.querySelectorAll(".hit").length === 2`)
}

// lighting holds that the focus on a finding lights its passage, and the pointer on a passage its finding.
func (b *tab) lighting() {
	b.t.Helper()
	b.do(chromedp.Evaluate(`document.querySelector(".beside .finding summary").focus()`, nil))
	b.holds(`(f => f.classList.contains("lit") && document.querySelector(".ev.lit[data-for~='" + f.dataset.finding + "']"))(document.querySelector(".beside .finding"))`)
	b.do(chromedp.Evaluate(`document.activeElement.blur()`, nil))
	b.holds(`!document.querySelector(".lit")`)
	b.do(chromedp.Evaluate(`document.querySelector(".ev[data-for]").scrollIntoView({block: "center"})`, nil))
	at := ask[[2]float64](b, `(r => [r.left + 3, r.top + 5])(document.querySelector(".ev[data-for]").getClientRects()[0])`)
	b.do(chromedp.MouseEvent("mouseMoved", at[0], at[1]))
	b.holds(`document.querySelector(".finding.lit") && document.querySelector(".ev.lit")`)
}

// unionText is a second agreement between unions, so that there are two to compare.
const unionText = `AGREEMENT OF COOPERATION
concluded by the Norvalian Trade Union Federation (NTUF) and the General Union of Workers of Cardessa (GUWC)

1. Passports. Both unions shall treat the holding of a worker's passport by an employer as forced labour and shall report every case.

2. Recruitment. No worker shall pay for a job. The unions shall keep a common register of agencies that charge fees.

3. Membership. A member of one union shall be a member of the other from the day of arrival, with the same rights.

Done at Norhaven on 3 March 2019.
`

// TestDoorOfTheUnions: the agreements between unions side by side under their rubric, only what differs, as a file.
func TestDoorOfTheUnions(t *testing.T) {
	s := serve(t)
	if err := s.put(context.Background(), s.store, "norvalia-cardessa-union.txt", []byte(unionText)); err != nil {
		t.Fatal(err)
	}
	b := s.browse()
	b.open("/")
	b.click(`.doors a[href="/unions"]`)
	b.until(`document.querySelectorAll("main table [name=id]").length === 2`)
	b.click("main form button")
	b.until(`location.pathname === "/compare" && document.querySelector(".comparison table")`)
	b.holds(`new URLSearchParams(location.search).get("rubric") === "union" && !document.querySelector("[name=all]").checked`)
	different := ask[int](b, `document.querySelectorAll(".comparison tbody tr").length`)
	b.click("[name=all]")
	b.click(".controls button")
	b.until(`document.querySelector("[name=all]") && document.querySelector("[name=all]").checked && location.search.includes("all=1")`)
	if every := ask[int](b, `document.querySelectorAll(".comparison tbody tr").length`); different == 0 || different >= every {
		t.Errorf("%d of %d rows differ", different, every)
	}
	data, err := os.ReadFile(b.download(`.files a[href*="format=csv"]`))
	if err != nil || !strings.Contains(string(data), "union.") {
		t.Errorf("the export: %v\n%.300s", err, data)
	}
}

// TestKeyboard walks the pages without a pointer.
func TestKeyboard(t *testing.T) {
	s := serve(t)
	b := s.browse()
	b.open("/search?q=passport")
	b.press(kb.Tab)
	b.holds(`document.activeElement.className === "skip" && document.activeElement.getBoundingClientRect().left >= 0`)
	b.press(kb.Enter, kb.Tab)
	b.holds(`document.activeElement.closest("main")`)
	b.tabOrder()

	b.open("/agreements/" + s.one(passport).ID[:16])
	b.press("j")
	first := b.focused()
	b.press("j", "k")
	if again := b.focused(); again != first || !strings.HasPrefix(first, "summary") {
		t.Errorf("j j k leads to %q, j to %q", again, first)
	}
	b.press("?")
	b.until(`document.getElementById("keys").open`)
	b.press(kb.Escape)
	b.until(`!document.getElementById("keys").open`)
	if back := b.focused(); back != first {
		t.Errorf("the focus is on %q after the keys, was on %q", back, first)
	}
	b.press("/")
	b.until(`location.pathname === "/search"`)
	b.until(`document.getElementById("q")`)
	b.press("/")
	b.holds(`document.activeElement.id === "q"`)
}

// tabOrder holds that the tab key comes by the menu, the words, a hit and a facet, in the order in which they stand.
func (b *tab) tabOrder() {
	b.t.Helper()
	b.do(chromedp.Evaluate(`document.activeElement.blur(); scrollTo(0, 0); getSelection().removeAllRanges()`, nil))
	b.open("/search?q=passport")
	const where = `(e => e.closest(".menu") ? "menu" : e.id === "q" ? "words" : e.closest(".hit") ? "hit" : e.closest(".facets") ? "facet" : "")(document.activeElement)`
	var order []string
	for range 200 {
		b.press(kb.Tab)
		at := ask[string](b, where)
		if at != "" && (len(order) == 0 || order[len(order)-1] != at) {
			order = append(order, at)
		}
		b.holds(`document.activeElement === document.body || document.activeElement.matches(":focus-visible")`)
		if at == "facet" {
			break
		}
	}
	if got := strings.Join(order, " "); got != "menu words hit facet" {
		b.t.Errorf("tab order: %s", got)
	}
}
