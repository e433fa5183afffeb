package site

import (
	"fmt"
	"strconv"

	"corridor/store"
)

// pages leads through a long list.
type pages struct {
	First, Last, Total int // of what is shown, from 1
	Previous, Next     string
	Page, Of           int
}

func (v *visit) pages(total, offset, size int) pages {
	p := pages{First: offset + 1, Last: min(total, offset+size), Total: total, Page: 1 + offset/size, Of: max(1, (total+size-1)/size)}
	if p.Page > 1 {
		p.Previous = v.with("page", strconv.Itoa(p.Page-1))
	}
	if p.Last < total && offset+size < store.MaxHits {
		p.Next = v.with("page", strconv.Itoa(p.Page+1))
	}
	return p
}

// yearBars is a picture of the years of the hits.
type yearBars struct {
	First, Last int
	Bars        []yearBar
	Label       string
}

type yearBar struct {
	X, Y, Width, Height float64
	Title               string
}

// newYearBars counts by five years.
func newYearBars(f store.Facet) yearBars {
	const step, width, height = 5, 240.0, 40.0
	counts, most := map[int]int{}, 0
	var p yearBars
	for _, v := range f.Values {
		y, err := strconv.Atoi(v.Value)
		if err != nil || y == 0 {
			continue
		}
		p.First, p.Last = least(p.First, y), max(p.Last, y)
		counts[y/step] += v.Hits
		most = max(most, counts[y/step])
	}
	if most == 0 {
		return yearBars{}
	}
	n := p.Last/step - p.First/step + 1
	for i := range n {
		at := p.First/step + i
		h := height * float64(counts[at]) / float64(most)
		p.Bars = append(p.Bars, yearBar{X: width * float64(i) / float64(n), Y: height - h, Width: max(1, width/float64(n)-1), Height: h,
			Title: fmt.Sprintf("%d–%d: %d", at*step, at*step+step-1, counts[at])})
	}
	p.Label = fmt.Sprintf("%d–%d", p.First, p.Last)
	return p
}
