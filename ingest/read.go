package ingest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"corridor/corpus"
)

// Reading is one document of a file: the file itself, or a member of a container such as a ZIP archive.
type Reading struct {
	Name       string              // "file.pdf", or "archive.zip/member.docx" with slashes
	Data       []byte              // the bytes of this document
	Agreements []*corpus.Agreement // one for each language version; none when Err is set
	Known      bool                // it was not read: Options.Known says that it was before
	Err        error               // why this document gave none
}

// ReadAll turns a file into the agreements of its documents: it extracts the text of each, cuts it into
// segments, reads the metadata and checks the whole. The name is used for messages and kept without its
// directories. A document of a container that cannot be read carries its own error; the error of ReadAll
// is of a file that gives nothing as a whole. Containers inside containers are not opened.
func ReadAll(ctx context.Context, name string, data []byte, opt Options) ([]Reading, error) {
	name = filepath.Base(name)
	if err := checkSize(data); err != nil {
		return nil, fmt.Errorf("extract %s: %w", name, err)
	}
	if !container(data) {
		r := readOne(ctx, name, data, opt)
		if r.Err != nil {
			return nil, r.Err
		}
		return []Reading{r}, nil
	}
	members, err := expand(ctx, data, opt)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", name, err)
	}
	return readMembers(ctx, name, members, opt)
}

// readMembers reads the documents of a container one by one.
func readMembers(ctx context.Context, name string, members []member, opt Options) ([]Reading, error) {
	var out []Reading
	for _, m := range members {
		full := name + "/" + m.Name
		switch {
		case ctx.Err() != nil:
			return nil, fmt.Errorf("open %s: %w", name, ctx.Err())
		case m.Err != nil:
			out = append(out, Reading{Name: full, Data: m.Data, Err: fmt.Errorf("extract %s: %w", full, m.Err)})
		case container(m.Data):
			out = append(out, Reading{Name: full, Data: m.Data, Err: fmt.Errorf("extract %s: a container inside a container is not opened: give it by itself: %w", full, corpus.ErrUnsupported)})
		default:
			out = append(out, readOne(ctx, full, m.Data, opt))
		}
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("open %s: holds no documents: %w", name, corpus.ErrInvalid)
	}
	return out, nil
}

// readOne reads one document, which is no container.
func readOne(ctx context.Context, name string, data []byte, opt Options) Reading {
	r := Reading{Name: name, Data: data}
	if r.Known = opt.Known != nil && opt.Known(name, data); r.Known {
		return r
	}
	x, err := extract(ctx, name, data, opt)
	if err != nil {
		r.Err = err
		return r
	}
	if r.Agreements, r.Err = agreementsOf(x); r.Err != nil {
		r.Err = fmt.Errorf("read %s: %w", name, r.Err)
	}
	return r
}

// agreementsOf makes an agreement of each language version of a document and ties them to the main one.
func agreementsOf(x *extracted) ([]*corpus.Agreement, error) {
	var out []*corpus.Agreement
	for _, v := range x.versions() {
		a, err := agreementOf(v)
		if err != nil {
			return nil, err
		}
		if len(out) > 0 && out[0].ID != a.ID {
			tie(a, out[0], v.How)
		}
		out = append(out, a)
	}
	return out, nil
}

// agreementOf cuts a text into segments, reads its metadata and checks the whole.
func agreementOf(x *extracted) (*corpus.Agreement, error) {
	segs := segment(x)
	a := &corpus.Agreement{
		ID:        corpus.TextID(x.Text),
		Text:      x.Text,
		Language:  cmp.Or(x.Language, detectLanguage(x.Text)),
		Source:    x.Source,
		Segments:  segs,
		Pages:     x.Pages,
		Lines:     x.Lines,
		Footnotes: x.Footnotes,
		Comments:  x.Comments,
	}
	readMetadata(x, segs, a)
	return a, a.Validate()
}

// Read turns a file that is one document into its agreement, the first where there are several language
// versions. A container of several documents is refused: ReadAll reads those.
func Read(ctx context.Context, name string, data []byte, opt Options) (*corpus.Agreement, error) {
	readings, err := ReadAll(ctx, name, data, opt)
	switch {
	case err != nil:
		return nil, err
	case len(readings) > 1:
		return nil, fmt.Errorf("read %s: holds %d documents: give one of them, or ingest the whole: %w", filepath.Base(name), len(readings), corpus.ErrInvalid)
	case readings[0].Err != nil:
		return nil, readings[0].Err
	case len(readings[0].Agreements) == 0:
		return nil, fmt.Errorf("read %s: %w", filepath.Base(name), errors.New("no agreement and no error"))
	}
	return readings[0].Agreements[0], nil
}
