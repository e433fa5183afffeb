package reports

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"corridor/corpus"
	"corridor/rubric"
)

// PeerMin is the number of peers under which the group is widened.
const PeerMin = 10

// Peers is the agreements that one agreement is set beside, and where it stands among them.
type Peers struct {
	Group    string          `json:"group"` // in words: "MOU, origin in asia-arab, 2010s"
	N        int             `json:"n"`
	Widened  []string        `json:"widened,omitempty"` // what was given up, in order, until there were enough
	Overall  PeerStanding    `json:"overall"`           // of the broad share
	Strict   PeerStanding    `json:"strict"`            // of the strict share
	Themes   []PeerTheme     `json:"themes"`
	Criteria []PeerCriterion `json:"criteria"`
	basis    []BaseText
}

// PeerTheme is the standing of one theme's broad share.
type PeerTheme struct {
	Theme string `json:"theme"`
	PeerStanding
}

// PeerCriterion is how usual a criterion is among the peers.
type PeerCriterion struct {
	Criterion string `json:"criterion"`
	Broad     Share  `json:"broad"`
	Strict    Share  `json:"strict"`
}

// PeerStanding places a share among the shares of the peers. Shares are in [0, 1]; Percentile is the part of
// peers below, ties counted by half, in [0, 100]. Fields are null when nobody can be compared.
type PeerStanding struct {
	N          int      `json:"n"`
	Share      *float64 `json:"share"`
	Percentile *float64 `json:"percentile"`
	P10        *float64 `json:"p10"`
	Median     *float64 `json:"median"`
	P90        *float64 `json:"p90"`
}

// peerRule is one trait that peers share with the agreement.
type peerRule struct {
	name string // of the trait, for Widened
	text string // of its value; "" when the agreement does not have the trait
	same func(Summary) bool
}

// peerRules are the traits in the order in which they are given up.
func peerRules(a Summary) []peerRule {
	decade, region := a.Signed.Year()/10*10, regionOfOrigin(a.Corridor)
	rules := []peerRule{{name: "decade"}, {name: "region of origin"}, {name: "kind"}}
	if decade > 0 {
		rules[0].text = fmt.Sprintf("%ds", decade)
		rules[0].same = func(b Summary) bool { return b.Signed.Year()/10*10 == decade }
	}
	if region != "" {
		rules[1].text = region
		rules[1].same = func(b Summary) bool { return regionOfOrigin(b.Corridor) == region }
	}
	if a.Kind != "" {
		rules[2].text = string(a.Kind)
		rules[2].same = func(b Summary) bool { return b.Kind == a.Kind }
	}
	return slices.DeleteFunc(rules, func(r peerRule) bool { return r.text == "" })
}

// regionOfOrigin is the principal region of the first origin, or "".
func regionOfOrigin(c corpus.Corridor) string {
	if len(c.Origin) == 0 {
		return ""
	}
	return corpus.PrincipalRegion(c.Origin[0])
}

// peersOf picks the rows that share all traits, then gives up the decade, the region and last the kind, until
// there are PeerMin of them. The agreement itself is never its own peer.
func peersOf(a Summary, rows []CoverageRow) (peers []CoverageRow, group string, widened []string) {
	rules := peerRules(a)
	for {
		peers = nil
		for _, r := range rows {
			if r.Agreement.ID != a.ID && len(r.Findings) > 0 && !slices.ContainsFunc(rules, func(p peerRule) bool { return !p.same(r.Agreement) }) {
				peers = append(peers, r)
			}
		}
		if len(peers) >= PeerMin || len(rules) == 0 {
			return peers, groupName(rules), widened
		}
		widened, rules = append(widened, rules[0].name), rules[1:]
	}
}

func groupName(rules []peerRule) string {
	out := ""
	for _, r := range slices.Backward(rules) {
		if out != "" {
			out += ", "
		}
		out += r.text
	}
	if out == "" {
		return "all agreements"
	}
	return out
}

// NewPeers sets an agreement beside the rows under a rubric. The order of rows does not matter. It is nil when
// there is no other agreement to be set beside.
func NewPeers(a Summary, r *rubric.Rubric, own []rubric.Resolved, rows []CoverageRow) *Peers {
	peers, group, widened := peersOf(a, rows)
	if len(peers) == 0 {
		return nil
	}
	p := &Peers{Group: group, N: len(peers), Widened: widened, Themes: []PeerTheme{}, Criteria: []PeerCriterion{}}
	p.Overall, p.Strict = standings(r.Criteria, own, peers)
	for _, theme := range r.Themes() {
		criteria := slices.DeleteFunc(slices.Clone(r.Criteria), func(c rubric.Criterion) bool { return c.Theme != theme })
		broad, _ := standings(criteria, own, peers)
		p.Themes = append(p.Themes, PeerTheme{theme, broad})
	}
	for _, c := range r.Criteria {
		broad, strict := sharesOf(c.ID, peers)
		p.Criteria = append(p.Criteria, PeerCriterion{c.ID, broad, strict})
	}
	p.basis = basisOfRows(peers).Agreements
	return p
}

// sharesOf counts the rows that have the criterion in both readings.
func sharesOf(criterion string, rows []CoverageRow) (broad, strict Share) {
	for _, row := range rows {
		if level, ok := levelOf(row.Findings, criterion); ok && level != rubric.NA {
			broad.count(level.Broad())
			strict.count(level.Strict())
		}
	}
	return broad, strict
}

// standings places the broad and the strict share over some criteria.
func standings(criteria []rubric.Criterion, own []rubric.Resolved, peers []CoverageRow) (broad, strict PeerStanding) {
	b, s := shareOver(criteria, own)
	var broads, stricts []float64
	for _, p := range peers {
		pb, ps := shareOver(criteria, p.Findings)
		if pb.N > 0 {
			broads, stricts = append(broads, pb.Float()), append(stricts, ps.Float())
		}
	}
	return standingOf(b, broads), standingOf(s, stricts)
}

// shareOver is the share of criteria with a yes, in both readings, of one agreement.
func shareOver(criteria []rubric.Criterion, findings []rubric.Resolved) (broad, strict Share) {
	levels := make(map[string]rubric.Level, len(findings))
	for _, f := range findings {
		levels[f.Criterion] = f.Level
	}
	for _, c := range criteria {
		if level, ok := levels[c.ID]; ok && level != rubric.NA {
			broad.count(level.Broad())
			strict.count(level.Strict())
		}
	}
	return broad, strict
}

func standingOf(own Share, others []float64) PeerStanding {
	out := PeerStanding{N: len(others), Share: own.Value()}
	if len(others) == 0 {
		return out
	}
	slices.Sort(others)
	out.P10, out.Median, out.P90 = quantile(others, 0.1), quantile(others, 0.5), quantile(others, 0.9)
	if out.Share == nil {
		return out
	}
	below := 0.0
	for _, v := range others {
		switch {
		case v < *out.Share:
			below++
		case v == *out.Share:
			below += 0.5
		}
	}
	rank := round(100*below/float64(len(others)), 1)
	out.Percentile = &rank
	return out
}

// quantile is the value at part q of sorted values, between two of them in proportion (type 7 of Hyndman and Fan 1996).
func quantile(sorted []float64, q float64) *float64 {
	at := q * float64(len(sorted)-1)
	low := int(math.Floor(at))
	high := min(low+1, len(sorted)-1)
	v := round(sorted[low]+(at-float64(low))*(sorted[high]-sorted[low]), 6)
	return &v
}

// of finds the criterion among the peers.
func (p *Peers) of(criterion string) (PeerCriterion, bool) {
	if p == nil {
		return PeerCriterion{}, false
	}
	i := slices.IndexFunc(p.Criteria, func(c PeerCriterion) bool { return c.Criterion == criterion })
	if i < 0 {
		return PeerCriterion{}, false
	}
	return p.Criteria[i], true
}

// line says who the peers are: "40 peers (MOU, asia-arab, 2010s)".
func (p *Peers) line(t Tongue) string {
	out := t.N(p.N, "%d peer (%s)", "%d peers (%s)", t.group(p.Group))
	if len(p.Widened) > 0 {
		var names []string
		for _, w := range p.Widened {
			names = append(names, t.S(w))
		}
		out = t.S("%s; %s", out, t.S("with the same %s there were fewer than %d", joinWords(t, names), PeerMin))
	}
	return out
}

// group says the traits of a group of peers: "MOU, Asia and Arab States, 2010s".
func (t Tongue) group(group string) string {
	names, parts := regionNames(), strings.Split(group, ", ")
	for i, part := range parts {
		if name := names[part]; name != "" {
			part = name
		}
		parts[i] = t.decade(part)
	}
	return strings.Join(parts, ", ")
}

// line writes a standing: "percentile 63 of 40, median 45 % (10th to 90th: 20–71 %)".
func (p PeerStanding) line(t Tongue) string {
	if p.N == 0 || p.Median == nil {
		return t.S("no peers")
	}
	band := t.S("median %.0f\u00a0%% (%.0f–%.0f), n = %d", 100**p.Median, 100**p.P10, 100**p.P90, p.N)
	if p.Percentile == nil {
		return band
	}
	return t.S("percentile %s", t.Number(*p.Percentile, 0)) + ", " + band
}

// cells is a standing as two cells of a table: the percentile, and the band of the peers.
func (p PeerStanding) cells(t Tongue) []Cell {
	rank, band := cell(Quiet("–")), cell(Quiet("–"))
	if p.Percentile != nil {
		rank = cell(Plain(t.Number(*p.Percentile, 0)))
	}
	if p.N > 0 && p.Median != nil {
		band = cell(Plain(fmt.Sprintf("%.0f\u00a0%%", 100**p.Median)), Quiet(fmt.Sprintf(" (%.0f–%.0f)", 100**p.P10, 100**p.P90)))
	}
	return []Cell{rank, band}
}

// ofTheme finds the standing of a theme.
func (p *Peers) ofTheme(theme string) PeerStanding {
	for _, th := range p.Themes {
		if th.Theme == theme {
			return th.PeerStanding
		}
	}
	return PeerStanding{}
}

// joinWords writes a list in a sentence: "a, b and c".
func joinWords(t Tongue, words []string) string {
	if len(words) < 2 {
		return fmt.Sprint(append(words, "")[0])
	}
	out := words[0]
	for _, w := range words[1 : len(words)-1] {
		out += ", " + w
	}
	return t.S("%s and %s", out, words[len(words)-1])
}

// SummaryOf is what tables need to know of an agreement.
func SummaryOf(a *corpus.Agreement) Summary {
	return Summary{ID: a.ID, Corridor: a.Corridor, Kind: a.Kind.Value, Signed: a.Signed.Value, Language: a.Language, Scope: a.Scope.Value, Sectors: sectorsOf(a), Source: a.Source.Name, SHA256: a.Source.SHA256}
}

func sectorsOf(a *corpus.Agreement) (out []corpus.Sector) {
	for _, f := range a.Sectors {
		out = append(out, f.Value)
	}
	return out
}
