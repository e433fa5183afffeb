package site_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// violation is what axe finds wrong, of one kind.
type violation struct {
	ID, Impact, Help string
	Where            []string
}

// runAxe runs axe in a page and keeps what is serious or worse. %s is what to run.
const runAxe = `axe.run(document, %s).then(r => r.violations.filter(v => v.impact === "serious" || v.impact === "critical").map(v => ({
	id: v.id, impact: v.impact, help: v.help, where: v.nodes.slice(0, 4).map(n => n.target.join(" ") + " | " + n.any.map(a => a.message).join("; ").slice(0, 160))})))`

// sights are the ways in which each page is checked. Narrow and light has the colours of the first and the layout of the
// last.
var sights = []struct {
	width  int64
	scheme string
	rules  string
}{
	{1280, "light", `{resultTypes: ["violations"]}`},
	{1280, "dark", `{resultTypes: ["violations"], runOnly: ["color-contrast"]}`},
	{360, "dark", `{resultTypes: ["violations"]}`},
}

// TestAccessible runs axe on every page, in light and dark, wide and narrow, and holds that no page is wider than the
// window.
func TestAccessible(t *testing.T) {
	s := serve(t)
	axe, err := os.ReadFile(filepath.Join("testdata", "axe", "axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	list := append(pageAddresses(s.one(passport).ID[:16]), s.draftPages()...)
	list = append(list, "/compare?rubric=cw2022&id="+s.one(passport).ID[:16]+"&id="+s.one("tauranui").ID[:16], "/search?q=(", "/nowhere")
	b := s.browse()
	b.open("/help")
	b.do(chromedp.Evaluate(string(axe)+`; document.querySelector("main").append(document.createElement("button"))`, nil))
	if found := b.violations(sights[0].rules); len(found) != 1 || found[0].ID != "button-name" {
		t.Fatalf("of a button without a name axe says %v", found)
	}
	for _, path := range list {
		b.look(1280, "light")
		b.open(path)
		b.do(chromedp.Evaluate(string(axe), nil))
		for _, at := range sights {
			b.look(at.width, at.scheme)
			if wide := ask[string](b, tooWide); wide != "" {
				t.Errorf("%s at %d: wider than the window: %s", path, at.width, wide)
			}
			for _, v := range b.violations(at.rules) {
				t.Errorf("%s at %d, %s: %s (%s): %s\n\t%s", path, at.width, at.scheme, v.ID, v.Impact, v.Help, strings.Join(v.Where, "\n\t"))
			}
		}
	}
}

// violations runs axe, which the page must hold.
func (b *tab) violations(rules string) (found []violation) {
	b.t.Helper()
	b.do(chromedp.Evaluate(strings.Replace(runAxe, "%s", rules, 1), &found, func(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }))
	return found
}

// tooWide names what reaches over the right edge of a page that scrolls sideways.
const tooWide = `(() => {
	const w = document.documentElement.clientWidth;
	if (document.documentElement.scrollWidth <= w) return "";
	const over = [...document.body.querySelectorAll("*")].filter(e => e.getBoundingClientRect().right > w + 1);
	return document.documentElement.scrollWidth + " px; " + over.slice(0, 5).map(e => e.tagName + "." + e.className.baseVal + e.className).join(", ");
})()`

// TestWithoutScript: with script turned off each page still shows what it is about, and a draft that is being read
// leads to its report.
func TestWithoutScript(t *testing.T) {
	slow := newSlowReader()
	s := serve(t, slow.option)
	b := s.browse()
	b.do(emulation.SetScriptExecutionDisabled(true))
	for _, path := range pageAddresses(s.one(passport).ID[:16]) {
		b.open(path)
		if n := ask[int](b, `document.querySelector("main").innerText.trim().length`); n < 100 {
			t.Errorf("%s: %d characters", path, n)
		}
		b.holds(`!document.querySelector(".sortable")`)
	}
	b.open("/drafts")
	b.do(chromedp.SendKeys("#text", draft(""), chromedp.ByQuery))
	b.click(".upload button")
	b.until(`document.querySelector("progress")`)
	close(slow.begin)
	b.until(`document.querySelector(".report")`)
	b.holds(`document.querySelector("main").innerText.includes("travel documents")`)
}
