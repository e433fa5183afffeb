package rubric

import (
	"encoding/csv"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"corridor/corpus"
)

// Gold is a folder of agreements with codes to measure against: index.csv, gold.csv, human.csv, texts/.
type Gold struct {
	Texts []GoldText
}

// GoldText is one row of index.csv with its codes.
type GoldText struct {
	ID       string
	File     string // relative to the folder
	Set      string // real, composed, near-miss
	InScope  bool
	Kind     string
	Language string
	Codes    map[string]GoldCode // by criterion; a base criterion without an entry is absent
	Human    map[string]bool     // Chilton and Woda's coders; only what they coded
}

// GoldCode is one coded criterion.
type GoldCode struct {
	Level Level
	Where string // "Art 10(1); Art 4"
	Quote string
}

// ReadGold reads the tables of a gold folder; the texts are read by the caller. Errors wrap
// corpus.ErrInvalid and name file, line and column.
func ReadGold(fsys fs.FS) (*Gold, error) {
	g := &Gold{}
	at := map[string]int{}
	err := eachRow(fsys, "index.csv", []string{"id", "file", "set", "in_scope"}, func(row map[string]string) error {
		at[row["id"]] = len(g.Texts)
		g.Texts = append(g.Texts, GoldText{ID: row["id"], File: row["file"], Set: row["set"], InScope: row["in_scope"] == "yes",
			Kind: row["kind"], Language: row["language"], Codes: map[string]GoldCode{}, Human: map[string]bool{}})
		return nil
	})
	if err != nil {
		return nil, err
	}
	text := func(row map[string]string) (*GoldText, error) {
		i, ok := at[row["id"]]
		if !ok {
			return nil, fmt.Errorf("id %q is not in index.csv: %w", row["id"], corpus.ErrInvalid)
		}
		return &g.Texts[i], nil
	}
	err = eachRow(fsys, "gold.csv", []string{"id", "criterion", "level", "where", "quote"}, func(row map[string]string) error {
		t, err := text(row)
		if err != nil {
			return err
		}
		l, err := ParseLevel(row["level"])
		t.Codes[row["criterion"]] = GoldCode{l, row["where"], row["quote"]}
		return err
	})
	if err != nil {
		return nil, err
	}
	return g, eachRow(fsys, "human.csv", []string{"id", "criterion", "value"}, func(row map[string]string) error {
		t, err := text(row)
		if err == nil && row["value"] != "" {
			t.Human[row["criterion"]] = row["value"] == "1"
		}
		return err
	})
}

// eachRow reads a CSV file with a header and hands each row over by column name.
func eachRow(fsys fs.FS, name string, need []string, row func(map[string]string) error) error {
	f, err := fsys.Open(name)
	if err != nil {
		return fmt.Errorf("gold: %w", err)
	}
	defer f.Close()
	rd := csv.NewReader(f)
	head, err := rd.Read()
	if err != nil {
		return fmt.Errorf("%s:1: %v: %w", name, err, corpus.ErrInvalid)
	}
	head[0] = strings.TrimPrefix(head[0], "\ufeff")
	for _, n := range need {
		if !strings.Contains(","+strings.Join(head, ",")+",", ","+n+",") {
			return fmt.Errorf("%s:1: column %q is missing: %w", name, n, corpus.ErrInvalid)
		}
	}
	for {
		rec, err := rd.Read()
		if err != nil {
			if strings.Contains(err.Error(), "EOF") && rec == nil {
				return nil
			}
			return fmt.Errorf("%s: %v: %w", path.Base(name), err, corpus.ErrInvalid)
		}
		m := make(map[string]string, len(head))
		for i, h := range head {
			m[h] = rec[i]
		}
		if err := row(m); err != nil {
			line, _ := rd.FieldPos(0)
			return fmt.Errorf("%s:%d: %w", name, line, err)
		}
	}
}

// Level is the gold level of a criterion.
func (t *GoldText) Level(criterion string) Level { return t.Codes[criterion].Level }
