package reports

// mapping copies the parts of a document with other inlines and cells.
type mapping struct {
	inline func(Inline) Inline
	cell   func(Cell) Cell // after its inlines; nil leaves cells
}

func (m mapping) sections(in []Section) []Section {
	out := make([]Section, len(in))
	for i, s := range in {
		s.Blocks, s.Sections = m.blocks(s.Blocks), m.sections(s.Sections)
		out[i] = s
	}
	return out
}

func (m mapping) blocks(in []Block) []Block {
	out := make([]Block, len(in))
	for i, b := range in {
		switch b := b.(type) {
		case Paragraph:
			b.Body = m.inlines(b.Body)
			out[i] = b
		case Facts:
			facts := make(Facts, len(b))
			for j, f := range b {
				facts[j] = Fact{f.Term, m.inlines(f.Body)}
			}
			out[i] = facts
		case Table:
			out[i] = m.table(b)
		default:
			out[i] = b
		}
	}
	return out
}

func (m mapping) table(t Table) Table {
	groups := make([]Group, len(t.Groups))
	for i, g := range t.Groups {
		rows := make([][]Cell, len(g.Rows))
		for j, r := range g.Rows {
			rows[j] = make([]Cell, len(r))
			for k, c := range r {
				c.Body = m.inlines(c.Body)
				if m.cell != nil {
					c = m.cell(c)
				}
				rows[j][k] = c
			}
		}
		groups[i] = Group{g.Title, m.inlines(g.Aside), rows}
	}
	t.Groups = groups
	return t
}

func (m mapping) inlines(in []Inline) []Inline {
	out := make([]Inline, len(in))
	for i, x := range in {
		out[i] = m.inline(x)
	}
	return out
}
