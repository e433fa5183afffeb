package rubric

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"corridor/corpus"
)

// pos is a place in a YAML file, from 1.
type pos struct{ line, col int }

func posOf(n *yaml.Node) pos { return pos{n.Line, n.Column} }

// word is a scalar of a rubric or lexicon file that remembers where it stands.
type word struct {
	text string
	pos  pos
}

// UnmarshalYAML keeps the scalar's text and place; anything but a scalar is refused.
func (w *word) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind != yaml.ScalarNode {
		return &posError{posOf(n), "a single value is expected here; a term with a colon needs quotes"}
	}
	*w = word{n.Value, posOf(n)}
	return nil
}

// posError is a fault at a place of a file; loadYAML adds the file's name.
type posError struct {
	pos pos
	msg string
}

func (e *posError) Error() string { return fmt.Sprintf("%d:%d: %s", e.pos.line, e.pos.col, e.msg) }

// Unwrap makes every fault of a rubric file a corpus.ErrInvalid.
func (e *posError) Unwrap() error { return corpus.ErrInvalid }

func (w word) fail(format string, args ...any) error {
	return &posError{w.pos, fmt.Sprintf(format, args...)}
}

// or returns the word, or when the file does not hold it the first of the others that it holds: an error
// about what is missing points at what stands beside it.
func (w word) or(others ...word) word {
	for _, o := range others {
		if w.pos.line == 0 {
			w = o
		}
	}
	return w
}

// loadYAML decodes one strictly typed document. Unknown and repeated keys, wrong types and aliases are
// errors that begin with file:line:col and say what is allowed.
func loadYAML(file string, data []byte, into any) error {
	var doc yaml.Node
	err := yaml.NewDecoder(bytes.NewReader(data)).Decode(&doc)
	if errors.Is(err, io.EOF) {
		return nil
	}
	if err == nil && len(doc.Content) == 1 {
		if err = (keyCheck{}).node(doc.Content[0], reflect.TypeOf(into).Elem()); err == nil {
			err = doc.Decode(into)
		}
	}
	if err != nil {
		return inFile(file, err)
	}
	return nil
}

// yamlLine finds the line in a message of the YAML library, which gives no column.
var yamlLine = regexp.MustCompile(`^(?:yaml: )?(?:unmarshal errors:\s+)?line (\d+): `)

// inFile puts file:line:col before a fault, whoever found it.
func inFile(file string, err error) error {
	var pe *posError
	if errors.As(err, &pe) {
		if pe.pos.line == 0 {
			pe = &posError{pos{1, 1}, pe.msg}
		}
		return fmt.Errorf("%s:%w", file, pe)
	}
	line, msg := 1, strings.TrimPrefix(err.Error(), "yaml: ")
	if m := yamlLine.FindStringSubmatch(err.Error()); m != nil {
		line, _ = strconv.Atoi(m[1])
		msg = err.Error()[len(m[0]):]
	}
	return fmt.Errorf("%s:%d:1: %s: %w", file, line, msg, corpus.ErrInvalid)
}

// keyCheck walks a document beside the type it is to fill, and refuses keys that the type does not have,
// keys given twice, and aliases, which these files have no use for. It holds the keys of the types met.
type keyCheck map[reflect.Type][]string

func (k keyCheck) node(n *yaml.Node, t reflect.Type) error {
	if n.Kind == yaml.AliasNode || n.Anchor != "" {
		return &posError{posOf(n), "anchors and aliases are not used here; put quotes around a value that begins with * or &"}
	}
	switch {
	case t == reflect.TypeFor[word]():
		return nil
	case n.Kind == yaml.SequenceNode && t.Kind() == reflect.Slice:
		for _, c := range n.Content {
			if err := k.node(c, t.Elem()); err != nil {
				return err
			}
		}
	case n.Kind == yaml.MappingNode:
		return k.mapping(n, t)
	case n.Tag == "!!null":
		return nil
	case t.Kind() == reflect.Slice:
		return &posError{posOf(n), "a list is expected here, in [brackets] or with a dash before each member"}
	case t.Kind() == reflect.Struct:
		return &posError{posOf(n), "keys are expected here: " + strings.Join(k.keysOf(t), ", ")}
	case t.Kind() == reflect.Map:
		return &posError{posOf(n), "keys with values are expected here"}
	}
	return nil
}

// keysOf lists the keys that a mapping of the type may have, in the order of the manual.
func (k keyCheck) keysOf(t reflect.Type) []string {
	keys, ok := k[t]
	if !ok {
		for f := range t.Fields() {
			keys = append(keys, f.Tag.Get("yaml"))
		}
		k[t] = keys
	}
	return keys
}

func (k keyCheck) mapping(n *yaml.Node, t reflect.Type) error {
	if t.Kind() != reflect.Struct && t.Kind() != reflect.Map {
		return &posError{posOf(n), "keys are not expected here; a term with a colon needs quotes"}
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if seen[key.Value] {
			return &posError{posOf(key), fmt.Sprintf("key %q is given twice", key.Value)}
		}
		seen[key.Value] = true
		elem, err := k.fieldFor(key, t)
		if err == nil {
			err = k.node(value, elem)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// fieldFor is the type that a key's value must have; an unknown key is answered with those there are.
func (k keyCheck) fieldFor(key *yaml.Node, t reflect.Type) (reflect.Type, error) {
	if t.Kind() == reflect.Map {
		return t.Elem(), nil
	}
	keys := k.keysOf(t)
	if i := slices.Index(keys, key.Value); i >= 0 {
		return t.Field(i).Type, nil
	}
	return nil, &posError{posOf(key), fmt.Sprintf("unknown key %q: one of %s is expected", key.Value, strings.Join(keys, ", "))}
}
