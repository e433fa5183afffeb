package site_test

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// patience is how long a tab is waited for. Machines that test changes are slow, and busy.
const patience = 8 * time.Minute

// chromium is the one browser of all tests, with the function that ends it.
var chromium = sync.OnceValues(func() (context.Context, context.CancelFunc) {
	options := append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]), chromedp.NoSandbox, chromedp.WSURLReadTimeout(patience),
		chromedp.Flag("force-prefers-reduced-motion", true), chromedp.Flag("lang", "en"))
	alloc, stop := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, quit := chromedp.NewContext(alloc, chromedp.WithErrorf(func(string, ...any) {})) // it calls events that it does not know errors
	return ctx, func() { quit(); stop() }
})

// browsing is set once a test has begun the browser, so that only then it is ended.
var browsing sync.Once

// endBrowser ends the browser if one was begun.
func endBrowser() {
	begun := true
	browsing.Do(func() { begun = false })
	if begun {
		_, stop := chromium()
		stop()
	}
}

// tab is a page in a real browser, 1280 wide and light.
type tab struct {
	*served
	ctx context.Context

	mu     sync.Mutex
	faults []string // what the console said was wrong
}

// browse opens a tab on a site. What the console calls an error fails the test.
func (s *served) browse() *tab {
	s.t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if _, err := exec.LookPath(name); err == nil {
			return s.newTab()
		}
	}
	s.t.Skip("chromium is not installed")
	return nil
}

func (s *served) newTab() *tab {
	s.t.Helper()
	browsing.Do(func() {})
	whole, _ := chromium()
	if err := chromedp.Run(whole); err != nil { // begins it, outside the time of the tab
		s.t.Fatalf("begin chromium: %v", err)
	}
	ctx, close := chromedp.NewContext(whole)
	ctx, late := context.WithTimeout(ctx, patience)
	b := &tab{served: s, ctx: ctx}
	s.t.Cleanup(func() {
		late()
		close()
		b.mu.Lock()
		defer b.mu.Unlock()
		for _, f := range b.faults {
			s.t.Errorf("console: %s", f)
		}
	})
	chromedp.ListenTarget(ctx, b.listen)
	b.do(log.Enable(), runtime.Enable(), emulation.SetFocusEmulationEnabled(true))
	b.look(1280, "light")
	return b
}

func (b *tab) listen(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := event.(type) {
	case *log.EventEntryAdded:
		if e.Entry.Level == log.LevelError && e.Entry.Source != log.SourceNetwork {
			b.faults = append(b.faults, e.Entry.URL+": "+e.Entry.Text)
		}
	case *runtime.EventExceptionThrown:
		b.faults = append(b.faults, e.ExceptionDetails.Error())
	}
}

func (b *tab) do(actions ...chromedp.Action) {
	b.t.Helper()
	if err := chromedp.Run(b.ctx, actions...); err != nil {
		b.t.Fatal(err)
	}
}

// look sets the width of the window and the colours that the reader prefers.
func (b *tab) look(width int64, scheme string) {
	b.t.Helper()
	b.do(emulation.SetDeviceMetricsOverride(width, 900, 1, false),
		emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}))
}

// open goes to an address of the site.
func (b *tab) open(path string) { b.t.Helper(); b.do(chromedp.Navigate(b.URL + path)) }

// press types keys, one after another: "j", kb.Tab.
func (b *tab) press(keys ...string) {
	b.t.Helper()
	for _, k := range keys {
		b.do(chromedp.KeyEvent(k))
	}
}

// click waits for what a selector finds, and clicks on it.
func (b *tab) click(selector string) {
	b.t.Helper()
	b.do(chromedp.Click(selector, chromedp.ByQuery))
}

// ask is the value of an expression in the page.
func ask[T any](b *tab, expression string) (out T) {
	b.t.Helper()
	b.do(chromedp.Evaluate(expression, &out))
	return out
}

// until waits for an expression to be true on a page that is all there, over the loading of pages too.
func (b *tab) until(expression string) {
	b.t.Helper()
	for begun := time.Now(); time.Since(begun) < patience/8; time.Sleep(50 * time.Millisecond) {
		var ok bool
		err := chromedp.Run(b.ctx, chromedp.Evaluate("document.readyState === 'complete' && !!("+expression+")", &ok))
		if err == nil && ok {
			return
		}
		if errors.Is(err, context.DeadlineExceeded) {
			break
		}
	}
	b.t.Fatalf("never came true: %s\nat %s", expression, ask[string](b, "location.href + '\\n' + document.body.innerText.slice(0, 1000)"))
}

// holds fails the test unless an expression is true now.
func (b *tab) holds(expression string) {
	b.t.Helper()
	if !ask[bool](b, "!!("+expression+")") {
		b.t.Errorf("not true: %s\nat %s", expression, ask[string](b, "location.href"))
	}
}

// focused says where the focus is: a tag with its id or first words.
func (b *tab) focused() string {
	b.t.Helper()
	return ask[string](b, `(e => e.tagName.toLowerCase() + (e.id ? "#" + e.id : " " + (e.innerText || e.name || "").trim().slice(0, 40)))(document.activeElement)`)
}

// pageAddresses are the pages of the table of routes, which a person may open.
func pageAddresses(id string) (out []string) {
	for path, want := range wanted {
		if want.get == 200 && !strings.HasPrefix(path, "/api/") && !strings.HasPrefix(path, "/static") && !strings.HasSuffix(path, "z") && !strings.HasSuffix(path, ".txt") {
			out = append(out, strings.ReplaceAll(want.path, "ID", id))
		}
	}
	slices.Sort(out)
	return out
}

// draftPages hands a draft and its next round in, and lists the pages of the second.
func (s *served) draftPages() []string {
	s.t.Helper()
	first := s.taken(s.handIn("draft.txt", fmt.Sprintf(draftText, "")))
	second := s.taken(s.handIn("draft-2.txt", fmt.Sprintf(draftText, "The worker shall pay nothing."), "previous", first[strings.LastIndex(first, "/")+1:]))
	return []string{second, second + "/text", second + "/scorecard", second + "/checklist", second + "/round"}
}
