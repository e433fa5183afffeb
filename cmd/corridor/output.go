package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"

	"corridor/corpus"
	"corridor/reports"
	"corridor/rubric"
	"corridor/store"
)

// formatFlag is the flag of every command that writes a report.
func formatFlag() cli.Flag {
	return &cli.StringFlag{Name: "format", Aliases: []string{"f"}, Usage: "text, json, csv, xlsx, md, html or docx",
		DefaultText: "text, or what the name of --out ends in"}
}

func langFlag() cli.Flag {
	return &cli.StringFlag{Name: "lang", Usage: "language of the report: " + strings.Join(reports.TongueCodes(), ", ") + "; quotes stay as they are", Value: "en", EnvVars: []string{"CORRIDOR_LANG"}}
}

func outFlag() cli.Flag {
	return &cli.PathFlag{Name: "out", Aliases: []string{"o"}, Usage: "write to `FILE` instead of standard output"}
}

// writeReport writes a report in the format and language asked for to --out, or to standard output. A file is
// always set in the same width, so that it can be made again byte for byte.
func (p *program) writeReport(c *cli.Context, v reports.Report) error {
	format, err := formatOf(c)
	if err != nil {
		return err
	}
	tongue := reports.Tongue{}
	if c.IsSet("lang") {
		if tongue, err = reports.ParseTongue(c.String("lang")); err != nil {
			return usagef(c, "%v", err)
		}
	}
	out := c.Path("out")
	if out == "" && packed(format) && p.tty {
		return usagef(c, "%s is no text for a terminal: name a file with --out", format)
	}
	opts := []reports.Option{reports.In(tongue), reports.Told(reports.NewManifest(v, toolName(), p.query(c)), out != "" || format == reports.JSON)}
	if p.width > 0 && out == "" {
		opts = append(opts, reports.Width(p.width))
	}
	encode := func(w io.Writer) error { return reports.Encode(w, format, v, opts...) }
	if out != "" {
		return writeFile(out, encode)
	}
	return encode(p.stdout)
}

// packed reports whether a format is a package of files, which no terminal shows.
func packed(f reports.Format) bool { return f == reports.XLSX || f == reports.DOCX }

// toolName names this program in manifests.
func toolName() string { return "corridor " + buildVersion() + ", " + rubric.RulesVersion }

// formatOf is --format, or what the name of --out ends in, or text.
func formatOf(c *cli.Context) (reports.Format, error) {
	name := c.String("format")
	if ext := strings.TrimPrefix(filepath.Ext(c.Path("out")), "."); name == "" && ext != "" {
		if f, err := reports.ParseFormat(ext); err == nil {
			return f, nil
		}
	}
	if name == "" {
		return reports.Text, nil
	}
	f, err := reports.ParseFormat(name)
	if err != nil {
		return "", usagef(c, "%v", err)
	}
	return f, nil
}

// writeFile writes a file whole or not at all: beside its place first, then renamed into it.
func writeFile(path string, write func(io.Writer) error) error {
	temp, err := store.TempBeside(path)
	if err == nil {
		err = store.WriteFile(store.OS{}, temp, path, write)
	}
	if err != nil {
		return fileError("write", path, err)
	}
	return nil
}

// fileError gives an error of the file system one of our kinds, and names the file once.
func fileError(operation, path string, err error) error {
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		err = e.Err
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s %s: no such file or folder: %w", operation, path, corpus.ErrNotFound)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%s %s: %w: permission denied", operation, path, corpus.ErrInvalid)
	}
	return fmt.Errorf("%s %s: %w", operation, path, err)
}
