package ingest

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/mail"
	"net/textproto"
	"path"
	"strings"

	"golang.org/x/net/html/charset"

	"corridor/corpus"
)

const (
	maxMailDepth = 16 // parts and forwarded messages inside each other
	// coverLetters is how many letters the text of a message with attachments has at least, to be read as a
	// document of its own: a covering note is none.
	coverLetters = 1500
)

// mailPart is one part of a message: its header, and its bytes as they stand in the file.
type mailPart struct {
	header textproto.MIMEHeader
	media  string // "text/html"
	params map[string]string
	raw    []byte
}

// mailWalk gathers the documents of a message.
type mailWalk struct {
	attached []member
	bodies   []member
	parts    int
}

// expandEML lists the documents of a message: its attachments, those of the messages that it forwards, and
// its text unless that only covers them.
func expandEML(_ context.Context, data []byte, _ Options) ([]member, error) {
	if bytes.HasPrefix(data, []byte("From ")) {
		if bytes.Contains(data, []byte("\n\nFrom ")) || bytes.Contains(data, []byte("\r\n\r\nFrom ")) {
			return nil, fmt.Errorf("looks like a mailbox of several messages: save each message as a file of its own: %w", corpus.ErrUnsupported)
		}
		data = data[bytes.IndexByte(data, '\n')+1:]
	}
	p, err := readMail(data)
	if err != nil {
		return nil, err
	}
	w := &mailWalk{}
	if err := w.walk(p, 0); err != nil {
		return nil, err
	}
	return w.members(), nil
}

// members are the attachments, and the texts that are more than a covering note.
func (w *mailWalk) members() []member {
	out := w.attached
	for _, b := range w.bodies {
		if len(w.attached) == 0 || bodyLetters(b) >= coverLetters {
			out = append(out, b)
		}
	}
	return numberNames(out)
}

// numberNames tells members of one name apart.
func numberNames(members []member) []member {
	seen := map[string]int{}
	for i := range members {
		m := &members[i]
		if seen[m.Name]++; seen[m.Name] > 1 {
			ext := path.Ext(m.Name)
			m.Name = fmt.Sprintf("%s (%d)%s", strings.TrimSuffix(m.Name, ext), seen[m.Name], ext)
		}
	}
	return members
}

// bodyLetters counts the letters of the text of a message, as far as it matters.
func bodyLetters(m member) int {
	text := string(m.Data)
	if strings.HasSuffix(m.Name, ".html") {
		if d, err := readHTML(text, Options{}); err == nil {
			text = plainText(d.lines)
		}
	}
	return countLetters(text, coverLetters)
}

// readMail splits a message into its header and its body.
func readMail(data []byte) (mailPart, error) {
	m, err := mail.ReadMessage(bytes.NewReader(data))
	if err != nil {
		return mailPart{}, fmt.Errorf("the header of the message is damaged (%v): save the message again: %w", err, corpus.ErrUnreadable)
	}
	body, err := io.ReadAll(m.Body)
	if err != nil {
		return mailPart{}, fmt.Errorf("the message is damaged (%v): save it again: %w", err, corpus.ErrUnreadable)
	}
	return newMailPart(textproto.MIMEHeader(m.Header), body), nil
}

func newMailPart(h textproto.MIMEHeader, raw []byte) mailPart {
	media, params, err := mime.ParseMediaType(h.Get("Content-Type"))
	if err != nil {
		media, _, _ = strings.Cut(strings.ToLower(h.Get("Content-Type")), ";")
	}
	if media = strings.TrimSpace(media); media == "" {
		media = "text/plain"
	}
	return mailPart{header: h, media: media, params: params, raw: raw}
}

// children are the parts of a multipart. What a damaged one still gives is given.
func (p mailPart) children() ([]mailPart, error) {
	r := multipart.NewReader(bytes.NewReader(p.raw), p.params["boundary"])
	var out []mailPart
	for {
		part, err := r.NextRawPart()
		if err == io.EOF {
			return out, nil
		}
		if err == nil {
			var raw []byte
			raw, err = io.ReadAll(part)
			if len(raw) > 0 || err == nil {
				out = append(out, newMailPart(part.Header, raw))
			}
		}
		if err != nil {
			return out, fmt.Errorf("the message is cut or damaged (%v): save it again: %w", err, corpus.ErrUnreadable)
		}
		if len(out) > MaxEntries {
			return out, fmt.Errorf("the message has more than %d parts: %w", MaxEntries, corpus.ErrTooLarge)
		}
	}
}

// walk gathers the documents of a part.
func (w *mailWalk) walk(p mailPart, depth int) error {
	if depth > maxMailDepth {
		return fmt.Errorf("parts of the message nest deeper than %d: %w", maxMailDepth, corpus.ErrTooLarge)
	}
	switch {
	case strings.HasPrefix(p.media, "multipart/") && p.params["boundary"] != "":
		parts, err := p.children()
		if err != nil {
			w.attached = append(w.attached, member{Name: "rest of the message", Err: err})
		}
		return w.multipart(p, parts, depth)
	case p.media == "message/rfc822":
		inner, err := readMail(p.bytes())
		if err != nil {
			w.attached = append(w.attached, member{Name: "forwarded message", Err: err})
			return nil
		}
		return w.walk(inner, depth+1)
	}
	if w.parts++; w.parts > MaxEntries {
		return fmt.Errorf("the message has more than %d parts: %w", MaxEntries, corpus.ErrTooLarge)
	}
	w.leaf(p)
	return nil
}

// multipart gathers the documents of the parts. Of alternatives the richest text is taken.
func (w *mailWalk) multipart(p mailPart, parts []mailPart, depth int) error {
	before := len(w.bodies)
	for i, part := range parts {
		if p.media == "multipart/related" && i > 0 && !part.attached() {
			continue // pictures and styles of the page before it
		}
		if err := w.walk(part, depth+1); err != nil {
			return err
		}
	}
	if added := w.bodies[before:]; p.media == "multipart/alternative" && len(added) > 1 {
		best := added[0]
		for _, b := range added[1:] {
			if bodyLetters(b) > 0 {
				best = b // they stand in rising order
			}
		}
		w.bodies = append(w.bodies[:before], best)
	}
	return nil
}

// attached reports whether the part says that it is an attachment.
func (p mailPart) attached() bool {
	disposition, _, _ := strings.Cut(p.header.Get("Content-Disposition"), ";")
	return strings.EqualFold(strings.TrimSpace(disposition), "attachment")
}

// passedOver are kinds of parts that hold no document: signatures, dates, cards.
var passedOver = []string{"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-keys",
	"text/calendar", "text/vcard", "text/x-vcard", "text/x-amp-html", "message/delivery-status", "message/disposition-notification"}

// leaf takes a part that holds no others: a text of the message, or an attachment.
func (w *mailWalk) leaf(p mailPart) {
	name := p.name()
	for _, media := range passedOver {
		if p.media == media {
			return
		}
	}
	switch {
	case strings.HasPrefix(p.media, "image/") && !p.attached() && p.header.Get("Content-ID") != "":
	case strings.HasPrefix(p.media, "application/") && strings.HasSuffix(p.media, "pkcs7-mime"), p.media == "application/pgp-encrypted":
		w.attached = append(w.attached, member{Name: nameOr(name, "encrypted message"),
			Err: fmt.Errorf("is encrypted: open it in your mail program and save what it holds: %w", corpus.ErrEncrypted)})
	case p.media == "text/html" && name == "" && !p.attached():
		w.bodies = append(w.bodies, member{Name: "message.html", Data: p.text()})
	case strings.HasPrefix(p.media, "text/") && name == "" && !p.attached():
		w.bodies = append(w.bodies, member{Name: "message.txt", Data: p.text()})
	case strings.HasPrefix(p.media, "text/"):
		w.attached = append(w.attached, member{Name: nameOr(name, "attachment.txt"), Data: p.text()})
	default:
		w.attached = append(w.attached, member{Name: nameOr(name, "attachment"), Data: p.bytes()})
	}
}

func nameOr(name, other string) string {
	if name == "" {
		return other
	}
	return name
}

// mailWords decodes names in any encoding.
var mailWords = mime.WordDecoder{CharsetReader: func(label string, in io.Reader) (io.Reader, error) { return charset.NewReaderLabel(label, in) }}

// name is the file name that the part gives, however it is encoded; "" for none.
func (p mailPart) name() string {
	_, params, _ := mime.ParseMediaType(p.header.Get("Content-Disposition"))
	for _, name := range []string{params["filename"], p.params["name"], p.header.Get("Content-Description")} {
		if name == "" {
			continue
		}
		if s, err := mailWords.DecodeHeader(name); err == nil {
			name = s
		}
		return strings.TrimSpace(name)
	}
	return ""
}
