package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"corridor/corpus"
	"corridor/store"
)

// manifestFlags take files from a catalogue of addresses.
func manifestFlags() []cli.Flag {
	return []cli.Flag{
		&cli.PathFlag{Name: "from-manifest", Usage: "take the addresses of this CSV `FILE`: column url (or address, link), and sha256 if there is one; only lists them without --fetch"},
		&cli.BoolFlag{Name: "fetch", Usage: "fetch what --from-manifest lists, from the public network alone"},
	}
}

// The columns of a manifest.
var (
	addressColumns  = []string{"url", "address", "link"}
	checksumColumns = []string{"sha256", "sha-256", "checksum"}
)

// maxManifestBytes is the largest manifest that is read.
const maxManifestBytes = 50 << 20

// readManifest lists the files of a catalogue, each address once, and counts the rows without one.
func readManifest(path string, check func(address string) error) (files []input, without int, err error) {
	data, err := readUpTo(path, maxManifestBytes)
	if err != nil {
		return nil, 0, fileError("read", path, err)
	}
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff"))))
	r.FieldsPerRecord = -1
	head, err := r.Read()
	at := columnOf(head, addressColumns)
	if err != nil || at < 0 {
		return nil, 0, fmt.Errorf("read %s: %w: its first line names no column %s", path, corpus.ErrInvalid, strings.Join(addressColumns, ", "))
	}
	sums, seen := columnOf(head, checksumColumns), map[string]bool{}
	for {
		row, err := r.Read()
		switch {
		case errors.Is(err, io.EOF):
			return files, without, nil
		case err != nil:
			return nil, 0, fmt.Errorf("read %s: %w: %v", path, corpus.ErrInvalid, err)
		}
		address := cellOf(row, at)
		if address == "" || seen[address] {
			without++
			continue
		}
		seen[address] = true
		files = append(files, listed(address, check(address), strings.ToLower(cellOf(row, sums))))
	}
}

func columnOf(head, names []string) int {
	return slices.IndexFunc(head, func(h string) bool { return slices.Contains(names, strings.ToLower(strings.TrimSpace(h))) })
}

func cellOf(row []string, i int) string {
	if i < 0 || i >= len(row) {
		return ""
	}
	return strings.TrimSpace(row[i])
}

// listed is a file at an address, called by its host and path.
func listed(address string, fault error, sum string) input {
	in := input{path: address, address: address, sum: sum, err: fault}
	u, err := url.Parse(address)
	if err != nil || fault != nil {
		return in
	}
	in.name = strings.TrimRight(u.Host+u.Path, "/")
	if u.RawQuery != "" {
		in.name += "?" + u.RawQuery
	}
	return in
}

// fromManifest fetches and ingests the files of a catalogue, or says what it would fetch.
func (p *program) fromManifest(c *cli.Context) error {
	files, without, err := readManifest(c.Path("from-manifest"), p.fetcher().Check)
	if err != nil {
		return err
	}
	if c.Bool("fetch") {
		return p.ingestInto(c, c.Path("store"), files, without)
	}
	return p.listManifest(c, files, without)
}

// listManifest touches no network.
func (p *program) listManifest(c *cli.Context, files []input, without int) (err error) {
	held := func(string) (store.File, error) { return store.File{}, corpus.ErrNotFound }
	if _, missing := os.Stat(c.Path("store")); missing == nil {
		s, err := openStore(c)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, s.Close()) }()
		held = func(address string) (store.File, error) { return s.FileAt(c.Context, address) }
	}
	fresh, refused := 0, 0
	for _, file := range files {
		f, err := held(file.address)
		switch {
		case file.err != nil:
			refused++
			fmt.Fprintln(p.stderr, "corridor: "+oneLine(file.err))
		case errors.Is(err, corpus.ErrNotFound):
			fresh++
			fmt.Fprintf(p.stdout, "%-16s %s\n", "to fetch", file.address)
		case err != nil:
			return err
		default:
			fmt.Fprintf(p.stdout, "%-16s %s\n", f.State, file.address)
		}
	}
	fmt.Fprintf(p.stdout, "%d of %d addresses would be fetched with --fetch; %d rows have none of their own\n", fresh, len(files), without)
	return outcomeOf(refused, len(files))
}

// bytesOf reads an input, or fetches it: unless its bytes are held, as another version of the program read them.
func (in *intake) bytesOf(ctx context.Context, file input) ([]byte, error) {
	if file.address == "" || file.err != nil {
		return in.p.read(file)
	}
	if f, err := in.store.FileAt(ctx, file.address); err == nil && !in.again && f.Name == file.name {
		if _, data, err := in.store.Original(ctx, f.SHA256); err == nil {
			return data, nil
		}
	}
	got, err := in.fetcher.Get(ctx, file.address)
	if err != nil {
		return nil, err
	}
	if sum := hashOf(got.Data); file.sum != "" && sum != file.sum {
		return nil, fmt.Errorf("fetch %s: %w: its SHA-256 is %s, and the catalogue says %s", file.address, corpus.ErrInvalid, sum, file.sum)
	}
	return got.Data, nil
}

// heldAt finds a file that was fetched from its address and read by this tool: it is not fetched again. Of a container
// that may have been broken off, only the documents are known.
func (in *intake) heldAt(ctx context.Context, file input) (store.File, bool) {
	if file.address == "" || file.err != nil || in.again {
		return store.File{}, false
	}
	f, err := in.store.FileAt(ctx, file.address)
	if err != nil || f.Name != file.name {
		return store.File{}, false
	}
	return f, in.readBefore(ctx, f)
}
