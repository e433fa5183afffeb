package ingest

// weight says how readily a scheme is taken for the articles of an agreement.
func (k runKey) weight() float64 {
	switch {
	case k.quoted:
		return 0.3 * k.plain().weight()
	case k.fam == famArticle:
		return 1
	case k.fam == famClause, k.fam == famParagraph, k.fam == famSign:
		return 0.9
	case k.fam == famSection:
		return 0.6
	case k.fam.container():
		return 0.4
	case k.shape == shapeOrdinal:
		return 0.6
	case (k.shape == shapeDot || k.shape == shapeDash) && !k.upper:
		return 0.75
	case k.shape == shapeDot || k.shape == shapeDash:
		return 0.65
	case (k.shape == shapeHalf || k.shape == shapeSpace) && !k.upper:
		return 0.5
	case k.shape == shapeParen && !k.upper:
		return 0.5
	}
	return 0.1
}

// scale discounts short sequences.
func (r *run) scale() float64 {
	switch len(r.items) {
	case 1:
		return 0.25
	case 2:
		return 0.5
	case 3:
		return 0.8
	}
	return 1
}

// chooseRun picks the scheme that explains the lines from lo to hi best: the one that covers most of
// them, weighed by how articles are usually numbered. Equal claims go to the earlier run.
func chooseRun(lines []line, runs []*run, lo, hi int, land []landmark) *run {
	if lo >= hi {
		return nil
	}
	total := float64(lines[hi-1].body.End - lines[lo].body.Start)
	score := make([]float64, len(runs))
	best := 0.0
	for i, r := range runs {
		end := reach(lines, r, land, hi)
		score[i] = r.key.weight() * r.scale() * float64(end-lines[r.first()].body.Start) / total * standing(lines, r, land)
		best = max(best, score[i])
	}
	for i, r := range runs {
		if score[i] >= 0.85*best && best > 0.02 {
			return finer(lines, runs, r, land, hi)
		}
	}
	return nil
}

// reach is the offset where the text of the run's last label ends at the latest.
func reach(lines []line, r *run, land []landmark, hi int) int {
	for _, m := range land {
		if m.line > r.last() && m.kind.closes() {
			return lines[m.line].body.Start
		}
	}
	return lines[hi-1].body.End
}

// standing weighs where a run stands: articles of an approval law and of annexes are not the agreement's own.
func standing(lines []line, r *run, land []landmark) float64 {
	w := 1.0
	for _, m := range land {
		switch {
		case m.line < r.first() && (m.kind == landAnnex || m.kind == landTestimony):
			w = min(w, 0.3)
		case m.kind == landAgreed && m.line < r.first() && r.first()-m.line < 6:
			w *= 1.5
		case m.kind == landAgreed && m.line > r.last() && m.line-r.last() < 6 && r.key.upper:
			w *= 0.3 // numbered recitals
		}
	}
	if decrees(lines, r) {
		w *= 0.1
	}
	for i, it := range r.items {
		if i < 2 && len(r.items) < 15 && approves(lines, it.line) {
			w *= 0.1
		}
	}
	return w
}

// finer gives the numbered paragraphs that run on across the parts of r, when r groups such paragraphs.
func finer(lines []line, runs []*run, r *run, land []landmark, hi int) *run {
	if !r.key.fam.container() && !r.key.upper {
		return r
	}
	span := reach(lines, r, land, hi) - lines[r.first()].body.Start
	for _, f := range runs {
		if f == r || f.key.upper || f.key.fam.container() || f.key.shape == shapeOrdinal || len(f.items) <= len(r.items) {
			continue
		}
		covers := reach(lines, f, land, hi) - lines[f.first()].body.Start
		if f.first() >= r.first() && 2*covers >= span && crossed(f, r) >= 2 {
			return f
		}
	}
	return r
}

// crossed counts the parts of r in which items of f stand.
func crossed(f, r *run) int {
	n, at := 0, -1
	for _, it := range f.items {
		part := at
		for part+1 < len(r.items) && r.items[part+1].line <= it.line {
			part++
		}
		if part != at {
			n, at = n+1, part
		}
	}
	return n
}
