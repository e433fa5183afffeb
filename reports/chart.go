package reports

import (
	"fmt"
	"strings"
)

// A chart is a block that only pages show: a picture with a title and a description, and always beside a table with
// its numbers. Other formats leave it out. Its geometry is computed here; html/charts.html draws it.

// LineChart is lines over periods, shares from 0 to 1 upwards.
type LineChart struct {
	Title, Desc string
	Ticks       []string // names of the periods
	Lines       []ChartLine
}

// ChartLine is one line; its points stand over the ticks.
type ChartLine struct {
	Name   string
	Points []ChartPoint
}

// ChartPoint is a share with its interval.
type ChartPoint struct {
	Known            bool // false: nothing to count
	Thin             bool // rests on too few
	Value, Low, High float64
}

// Block names the kind of block.
func (LineChart) Block() string { return "line-chart" }

// The sizes of a small picture, in units of its view box. Each line has one of its own: many small pictures are
// read more easily than many lines in one.
const (
	panelWidth  = 220.0
	panelHeight = 120.0
	panelTop    = 8.0
	panelBottom = 20.0
	panelLeft   = 30.0
	panelRight  = 8.0
)

// Panel is one line ready to be drawn.
type Panel struct {
	Name, Label   string // Label says the line in words
	Band, Path    string // of SVG
	Dots          []PanelDot
	First, Last   string // names of the first and last period
	Width, Height float64
	Left, Right   float64
	Levels        []PanelLevel // at 0, 50 and 100 per cent
}

// PanelDot is a point; thin ones are drawn open.
type PanelDot struct {
	X, Y  float64
	Thin  bool
	Label string // "1990s: 45 %"
}

// PanelLevel is a rule across the picture.
type PanelLevel struct {
	Y    float64
	Name string
}

// Panels lays every line out.
func (c LineChart) Panels() []Panel {
	var out []Panel
	for _, l := range c.Lines {
		out = append(out, c.panel(l))
	}
	return out
}

func (c LineChart) panel(l ChartLine) Panel {
	p := Panel{Name: l.Name, Width: panelWidth, Height: panelHeight, Left: panelLeft, Right: panelWidth - panelRight}
	for _, v := range []float64{0, 0.5, 1} {
		p.Levels = append(p.Levels, PanelLevel{panelY(v), fmt.Sprintf("%.0f", 100*v)})
	}
	if len(c.Ticks) > 0 {
		p.First, p.Last = c.Ticks[0], c.Ticks[len(c.Ticks)-1]
	}
	var words, up, down, line []string
	for i, pt := range l.Points {
		if !pt.Known {
			continue
		}
		x := panelX(i, len(l.Points))
		label := fmt.Sprintf("%s: %.0f\u00a0%%", c.Ticks[i], 100*pt.Value)
		words = append(words, label)
		line = append(line, point(x, panelY(pt.Value)))
		up, down = append(up, point(x, panelY(pt.High))), append(down, point(x, panelY(pt.Low)))
		p.Dots = append(p.Dots, PanelDot{x, panelY(pt.Value), pt.Thin, label})
	}
	p.Label = l.Name + ". " + strings.Join(words, ", ")
	if len(line) > 1 {
		for i, j := 0, len(down)-1; i < j; i, j = i+1, j-1 {
			down[i], down[j] = down[j], down[i]
		}
		p.Path, p.Band = "M"+strings.Join(line, "L"), "M"+strings.Join(append(up, down...), "L")+"Z"
	}
	return p
}

func point(x, y float64) string { return fmt.Sprintf("%.1f,%.1f", x, y) }

func panelX(i, n int) float64 {
	if n < 2 {
		return (panelLeft + panelWidth - panelRight) / 2
	}
	return panelLeft + (panelWidth-panelLeft-panelRight)*float64(i)/float64(n-1)
}

func panelY(share float64) float64 {
	return panelTop + (panelHeight-panelTop-panelBottom)*(1-share)
}
