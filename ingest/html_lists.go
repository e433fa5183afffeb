package ingest

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// listTypes are the ways to number a list, by the attribute and by the style.
var listTypes = map[string]numberFormat{
	"1": numDecimal, "a": numLowerLetter, "A": numUpperLetter, "i": numLowerRoman, "I": numUpperRoman,
	"decimal": numDecimal, "decimal-leading-zero": numDecimalZero, "lower-alpha": numLowerLetter, "lower-latin": numLowerLetter, "upper-alpha": numUpperLetter,
	"upper-latin": numUpperLetter, "lower-roman": numLowerRoman, "upper-roman": numUpperRoman, "none": numNone, "disc": numBullet, "circle": numBullet, "square": numBullet,
}

// listStyle is the value of list-style or list-style-type.
var listStyle = lazy(`list-style(?:-type)?\s*:\s*([\w-]+)`)

// listType is how an element says that its items are numbered.
func listType(n *html.Node, otherwise numberFormat) numberFormat {
	if m := listStyle.FindStringSubmatch(attr(n, "style")); m != nil {
		if f, ok := listTypes[strings.ToLower(m[1])]; ok {
			return f
		}
	}
	if f, ok := listTypes[attr(n, "type")]; ok {
		return f
	}
	return otherwise
}

// itemLabel is what a browser would print before an item: a dash, or the number of an ordered list.
func (w *htmlWalk) itemLabel(item *html.Node) string {
	list := item.Parent
	if list == nil || list.DataAtom != atom.Ol {
		if list != nil && listType(list, numBullet) == numNone {
			return ""
		}
		return itemDash
	}
	format := listType(item, listType(list, numDecimal))
	n := w.nextItem(list, item)
	switch format {
	case numNone:
		return ""
	case numBullet:
		return itemDash
	case numLowerLetter:
		return syllableNumber(n) + "."
	case numUpperLetter:
		return strings.ToUpper(syllableNumber(n)) + "."
	}
	return format.text(n, "en") + "."
}

// nextItem counts an item of an ordered list.
func (w *htmlWalk) nextItem(list, item *html.Node) int {
	step := 1
	_, backwards := hasAttr(list, "reversed")
	if backwards {
		step = -1
	}
	count, known := w.counts[list]
	switch start, err := strconv.Atoi(attr(list, "start")); {
	case known:
		count += step
	case err == nil:
		count = start
	case backwards:
		for c := list.FirstChild; c != nil; c = c.NextSibling {
			if c.DataAtom == atom.Li {
				count++
			}
		}
	default:
		count = 1
	}
	if v, err := strconv.Atoi(attr(item, "value")); err == nil {
		count = v
	}
	w.counts[list] = count
	return count
}

func hasAttr(n *html.Node, key string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val, true
		}
	}
	return "", false
}
