package site

import (
	"bytes"
	"html/template"
	"net/http"
	"strings"

	"corridor/reports"
)

// shell is a page: what every page has, and its own data.
type shell struct {
	Title     string
	Kind      string // a line over the title
	TitleLang string // language of the title where it is an agreement's own words; "" is that of the page
	Lead      string // a line under it
	Here      string // the entry of the menu that it belongs to: its path
	Wide      bool
	Later     string // seconds until the page asks again, and only for pages that wait
	Data      any

	// Set by show.
	Lang    string
	Path    string // with the query, to come back to in another language
	Menu    []menuEntry
	Tongues []tongueEntry
	Symbols template.HTML
	Public  bool
	Write   bool
	Drafts  bool
	CSS, JS string
	Icon    string
}

type menuEntry struct {
	Path, Name string
	Here       bool
}

type tongueEntry struct {
	Code, Name, Href string
	Here             bool
}

// show writes a page.
func (v *visit) show(status int, name string, p shell) error {
	views := v.views[v.t.Code()]
	p.Lang, p.Symbols, p.Public, p.Write, p.Drafts = v.t.Code(), views.symbols, v.Public, v.mayWrite(), v.draftsOpen()
	p.Menu = v.menu(p.Here)
	for _, code := range reports.TongueCodes() {
		p.Tongues = append(p.Tongues, tongueEntry{Code: code, Name: tongueNames[code], Href: v.with("lang", code), Here: code == v.t.Code()})
	}
	p.CSS, p.JS, p.Icon = assets.css.href, assets.js.href, assets.icon.href
	var b bytes.Buffer
	if err := views.page(name).ExecuteTemplate(&b, "layout", p); err != nil {
		return err
	}
	v.w.Header().Set("Content-Type", "text/html; charset=utf-8")
	v.w.Header().Set("Content-Language", v.t.Code())
	if v.w.Header().Get("Cache-Control") == "" {
		v.w.Header().Set("Cache-Control", "private, no-cache")
	}
	v.w.WriteHeader(status)
	_, err := v.w.Write(b.Bytes())
	return ignoreGone(err)
}

// page shows a page that went well.
func (v *visit) page(name string, p shell) error { return v.show(http.StatusOK, name, p) }

// tongueNames are the languages in their own words.
var tongueNames = map[string]string{"en": "English", "fr": "Français", "es": "Español"}

func (v *visit) menu(here string) []menuEntry {
	entries := []menuEntry{
		{Path: "/search", Name: v.t.S("Search")},
		{Path: "/drafts", Name: v.t.S("Draft bench")},
		{Path: "/compare", Name: v.t.S("Compare")},
		{Path: "/coverage", Name: v.t.S("Coverage")},
		{Path: "/corridors", Name: v.t.S("Corridors")},
		{Path: "/unions", Name: v.t.S("Union desk")},
		{Path: "/method", Name: v.t.S("Method")},
	}
	for i := range entries {
		entries[i].Here = entries[i].Path == here
	}
	return entries
}

// reportPage is the data of a page that shows a report.
type reportPage struct {
	reports.Part
	Form    form
	Tabs    []menuEntry
	Files   []fileLink
	Note    string
	Command string // that makes the same report
	Token   string // of a draft
	Round   string // address of what changed since the round before
	Worse   []worseLine
}

// fileLink leads to the same report as a file.
type fileLink struct{ Name, Href string }

// downloads are the formats that pages offer, in their order.
var downloads = []reports.Format{reports.DOCX, reports.XLSX, reports.CSV, reports.JSON, reports.Markdown, reports.HTML}

func (v *visit) files() (out []fileLink) {
	for _, f := range downloads {
		out = append(out, fileLink{strings.ToUpper(string(f)), v.with("format", string(f))})
	}
	return out
}

// shown is a report on its way to the visitor.
type shown struct {
	report reports.Report
	name   string   // of a file, without its ending
	args   []string // of the command that makes the same report
	here   string   // entry of the menu
	page   reportPage
	view   string // template; "report.html" when it is ""
}

// present shows a report as a page, or with ?format= as a file.
func (v *visit) present(x shown) error {
	if v.q.Get("format") != "" {
		return v.download(x)
	}
	h, err := v.shelf(v.ctx())
	if err != nil {
		return err
	}
	part, err := reports.Fragment(x.report, v.t, v.links(h))
	if err != nil {
		return err
	}
	x.page.Part, x.page.Files = part, v.files()
	if len(x.args) > 0 {
		x.page.Command = reports.NewManifest(x.report, v.Tool, x.args).Command()
	}
	view := x.view
	if view == "" {
		view = "report.html"
	}
	return v.page(view, shell{Title: part.Title, TitleLang: part.TitleLang, Kind: part.Kind, Lead: part.Lead, Wide: part.Wide, Here: x.here, Data: x.page})
}

// download writes a report as a file.
func (v *visit) download(x shown) error {
	f, err := reports.ParseFormat(v.q.Get("format"))
	if err != nil {
		return err
	}
	var b bytes.Buffer
	opts := []reports.Option{reports.In(v.t)}
	if len(x.args) > 0 {
		opts = append(opts, reports.Told(reports.NewManifest(x.report, v.Tool, x.args), true))
	}
	if err := reports.Encode(&b, f, x.report, opts...); err != nil {
		return err
	}
	return v.file(mediaTypes[f], x.name+"."+string(f), b.Bytes())
}

// file sends bytes to be kept.
func (v *visit) file(mediaType, name string, data []byte) error {
	v.w.Header().Set("Content-Type", mediaType)
	v.w.Header().Set("Content-Disposition", `attachment; filename="`+fileName(name)+`"`)
	v.w.Header().Set("Cache-Control", "private, no-cache")
	_, err := v.w.Write(data)
	return ignoreGone(err)
}

var mediaTypes = map[reports.Format]string{
	reports.Text: "text/plain; charset=utf-8", reports.JSON: "application/json", reports.CSV: "text/csv; charset=utf-8",
	reports.Markdown: "text/markdown; charset=utf-8", reports.HTML: "text/html; charset=utf-8",
	reports.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	reports.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}

// fileName keeps of a name what every file system takes.
func fileName(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '.', r == '-', r == '_':
			return r
		}
		return '-'
	}, s)
}
