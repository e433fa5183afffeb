package reports

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// world.csv has the outlines of countries from Natural Earth (public domain, 1:110 million, as TopoJSON in the
// package world-atlas 2), in its projection of the same name, on a sheet of 1000 by 480. Countries too small for
// that scale have a place and no outline. Cyprus and Somalia are drawn whole.
//
//go:embed world.csv
var worldFile string

// outline is one country on the sheet.
type outline struct {
	Code string
	X, Y float64 // a place inside, for arcs and dots
	Path string  // of SVG; "" for small countries
}

// world is every outline in the order of the codes, and where each stands.
var world = sync.OnceValues(func() ([]outline, error) {
	rows, err := csv.NewReader(strings.NewReader(worldFile)).ReadAll()
	if err != nil {
		return nil, err
	}
	var out []outline
	for _, r := range rows[1:] {
		x, errX := strconv.ParseFloat(r[1], 64)
		y, errY := strconv.ParseFloat(r[2], 64)
		if errX != nil || errY != nil {
			return nil, fmt.Errorf("world.csv: %s: %v %v", r[0], errX, errY)
		}
		out = append(out, outline{r[0], x, y, r[3]})
	}
	return out, nil
})

// WorldMap is countries shaded by a number and arcs between them.
type WorldMap struct {
	Title, Desc string
	Label       string // says the map in words
	Countries   []MapCountry
	Arcs        []MapArc
}

// MapCountry is a country ready to be drawn.
type MapCountry struct {
	outline
	Name  string // with its number: "Nepal: 12"
	Shade int    // 1 to 5; 0 for none
}

// Class is the shade as a class.
func (c MapCountry) Class() string {
	if c.Shade == 0 {
		return "h0"
	}
	return fmt.Sprintf("h%d", c.Shade)
}

// MapArc is a corridor ready to be drawn.
type MapArc struct {
	Path, Name string
	Width      float64
}

// Block names the kind of block.
func (WorldMap) Block() string { return "world-map" }

// shownArcs is how many corridors the map draws; more would hide each other.
const shownArcs = 60

// worldMap shades countries by their agreements and draws the corridors with most.
func (c Corridors) worldMap(t Tongue) WorldMap {
	m := WorldMap{Title: t.S("Countries by the number of agreements"), Desc: t.S("Darker countries have more agreements; lines are the %d corridors with most. All numbers stand in the tables below.", min(shownArcs, len(c.Pairs)))}
	n, most := map[string]int{}, 1
	for _, p := range c.Places {
		n[p.Code], most = p.Agreements, max(most, p.Agreements)
	}
	outlines, err := world()
	if err != nil {
		return m // a test holds that the file can be read
	}
	at := map[string]outline{}
	for _, o := range outlines {
		at[o.Code] = o
		x := MapCountry{outline: o, Name: fmt.Sprintf("%s: %d", t.Country(o.Code), n[o.Code])}
		if n[o.Code] > 0 {
			x.Shade = shadeOf(n[o.Code], most)
		}
		m.Countries = append(m.Countries, x)
	}
	for _, p := range c.Pairs[:min(shownArcs, len(c.Pairs))] {
		a, okA := at[p.From.Code]
		b, okB := at[p.To.Code]
		if okA && okB {
			m.Arcs = append(m.Arcs, MapArc{arc(a, b), fmt.Sprintf("%s: %d", p, p.N()), math.Min(4, 0.6+0.4*float64(p.N()))})
		}
	}
	m.Label = c.mapLabel(t)
	return m
}

// shaded reports whether any country stands out.
func (m WorldMap) shaded() bool {
	return slices.ContainsFunc(m.Countries, func(c MapCountry) bool { return c.Shade > 0 })
}

// mapLabel says who stands out.
func (c Corridors) mapLabel(t Tongue) string {
	var names []string
	for _, p := range c.Places[:min(5, len(c.Places))] {
		names = append(names, fmt.Sprintf("%s %d", t.Country(p.Code), p.Agreements))
	}
	return t.S("World map. Most agreements: %s.", strings.Join(names, ", "))
}

// arc is a curve from one place to another, bent to the left of its way, so that both directions can be told apart.
func arc(a, b outline) string {
	dx, dy := b.X-a.X, b.Y-a.Y
	return fmt.Sprintf("M%.1f,%.1fQ%.1f,%.1f %.1f,%.1f", a.X, a.Y, a.X+dx/2+dy*0.2, a.Y+dy/2-dx*0.2, b.X, b.Y)
}
