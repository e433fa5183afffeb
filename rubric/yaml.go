package rubric

import (
	"errors"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"

	"corridor/corpus"
)

// pos is a place in a YAML file, from 1.
type pos struct{ line, col int }

// word is a scalar of a rubric or lexicon file that remembers where it stands.
type word struct {
	text string
	pos  pos
}

// UnmarshalYAML keeps the scalar's text and place; anything but a scalar is refused.
func (w *word) UnmarshalYAML(n ast.Node) error {
	at := nodePos(n)
	s, ok := n.(ast.ScalarNode)
	if !ok {
		return &posError{at, "a single value is expected here"}
	}
	if lit, ok := n.(*ast.LiteralNode); ok {
		*w = word{lit.Value.Value, at}
		return nil
	}
	*w = word{fmt.Sprint(s.GetValue()), at}
	return nil
}

func nodePos(n ast.Node) pos {
	t := n.GetToken()
	if t == nil || t.Position == nil {
		return pos{1, 1}
	}
	return pos{t.Position.Line, t.Position.Column}
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

// loadYAML decodes one strictly typed document. Unknown keys and wrong types are errors that begin
// with file:line:col.
func loadYAML(file string, data []byte, into any) error {
	err := yaml.UnmarshalWithOptions(data, into, yaml.Strict())
	if err == nil {
		return nil
	}
	return inFile(file, err)
}

// inFile puts file:line:col before a fault, whoever found it.
func inFile(file string, err error) error {
	var pe *posError
	if errors.As(err, &pe) {
		return fmt.Errorf("%s:%w", file, pe)
	}
	var ye yaml.Error
	if errors.As(err, &ye) && ye.GetToken() != nil {
		p := ye.GetToken().Position
		return fmt.Errorf("%s:%d:%d: %s: %w", file, p.Line, p.Column, allowed(ye.GetMessage()), corpus.ErrInvalid)
	}
	return fmt.Errorf("%s:1:1: %v: %w", file, err, corpus.ErrInvalid)
}

// allowed adds to a message about an unknown key which keys there are.
func allowed(msg string) string {
	if !strings.Contains(msg, "unknown field") {
		return msg
	}
	return msg + ": the keys are listed in the manual of package rubric"
}
