package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"os"
	"os/exec"
	"runtime"
	"syscall"

	"github.com/urfave/cli/v2"

	"corridor/corpus"
	"corridor/ingest"
	"corridor/reports/site"
	"corridor/store"
)

// defaultListen is an address that only this machine reaches; anyPort stands in for it when it is taken.
const (
	defaultListen = "127.0.0.1:8417"
	anyPort       = "127.0.0.1:0"
)

func (p *program) serveCommand() *cli.Command {
	return &cli.Command{
		Name:  "serve",
		Usage: "serve the repository as a site and an API",
		Description: example("The site answers this machine alone unless --listen says otherwise; it loads nothing from elsewhere. With --public it is read-only, and shows only what is published "+
			"(see \"corridor publish\"). Drafts are kept in memory and written nowhere; a public site takes them only with --drafts. Stop it with an interrupt.",
			"corridor serve --store corridor.db --open", "corridor serve --public --listen 0.0.0.0:8080"),
		Flags: append([]cli.Flag{
			p.storeFlag(), p.indexFlag(),
			&cli.StringFlag{Name: "listen", Aliases: []string{"l"}, Usage: "`ADDRESS` to answer at, host and port; port 0 is any free one", Value: defaultListen},
			&cli.BoolFlag{Name: "public", Usage: "for readers from outside: read only, and only what is published"},
			&cli.BoolFlag{Name: "drafts", Usage: "with --public: take drafts all the same"},
			&cli.BoolFlag{Name: "open", Usage: "open the site in the browser"},
			&cli.BoolFlag{Name: "log", Usage: "a line for each request on standard error; neither queries nor drafts are in it"},
			quietFlag(),
		}, readingFlags()...),
		Action: func(c *cli.Context) error {
			if err := wantArgs(c, 0, 0, ""); err != nil {
				return err
			}
			if c.Bool("drafts") && !c.Bool("public") {
				return usagef(c, "--drafts goes with --public; without it drafts are taken anyway")
			}
			return p.withIndex(c, func(k *store.Keeper) error { return p.serve(c, k) })
		},
	}
}

func (p *program) serve(c *cli.Context, k *store.Keeper) error {
	b, err := p.newBench(c)
	if err != nil {
		return err
	}
	opt, err := p.reading(c)
	if err != nil {
		return err
	}
	opt.AskPassword = nil // nobody sits at this end
	if _, err := k.Refresh(c.Context); err != nil {
		return err
	}
	l, err := (&net.ListenConfig{}).Listen(c.Context, "tcp", c.String("listen"))
	if errors.Is(err, syscall.EADDRINUSE) && !c.IsSet("listen") { // another site is open already
		l, err = (&net.ListenConfig{}).Listen(c.Context, "tcp", anyPort)
	}
	if err != nil {
		return fmt.Errorf("serve: %w: cannot listen at %s: %w", corpus.ErrInvalid, c.String("listen"), err)
	}
	log := p.serveLog(c.Bool("log"))
	s, err := site.New(site.Config{
		Store: k.Store, Keeper: k, Library: b.lib, Read: draftReader(opt), Rate: b.rate,
		Tool: toolName(), Now: p.now, Random: rand.Reader, Log: logged(log),
		Public: c.Bool("public"), Drafts: c.Bool("drafts"), Local: loopback(l.Addr()),
	})
	if err != nil {
		return errors.Join(err, l.Close())
	}
	address := "http://" + l.Addr().String() + "/"
	fmt.Fprintf(p.stdout, "serving %s at %s\n", k.Store.Path(), address)
	if !loopback(l.Addr()) {
		fmt.Fprintln(p.stderr, "corridor: this address can be reached from the network; everything that the site shows can be read there")
	}
	if c.Bool("open") {
		p.openBrowser(address)
	}
	return s.Serve(c.Context, l, &http.Server{ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn)})
}

// draftReader reads drafts as score does: in a process of their own.
func draftReader(opt ingest.Options) func(context.Context, string, []byte, func(string)) ([]*corpus.Agreement, error) {
	return func(ctx context.Context, name string, data []byte, _ func(string)) (out []*corpus.Agreement, err error) {
		readings, err := ingest.ReadAll(ctx, name, data, opt)
		for _, r := range readings {
			out, err = append(out, r.Agreements...), errors.Join(err, r.Err)
		}
		if len(out) > 0 {
			err = nil // the documents that were read are enough
		}
		return out, err
	}
}

func (p *program) serveLog(on bool) *slog.Logger {
	if !on {
		return slog.New(slog.NewTextHandler(p.stderr, &slog.HandlerOptions{Level: slog.LevelError}))
	}
	return slog.New(slog.NewTextHandler(p.stderr, nil))
}

// logged writes a line for each answer, and faults always.
func logged(log *slog.Logger) func(site.Event) {
	return func(e site.Event) {
		attrs := []any{slog.String("method", e.Method), slog.String("path", e.Path)}
		if e.Fault != nil {
			log.Error("fault", append(attrs, slog.Any("error", e.Fault))...)
			return
		}
		log.Info("request", append(attrs, slog.Int("status", e.Status), slog.Int64("bytes", e.Bytes), slog.Duration("took", e.Took))...)
	}
}

// loopback reports whether an address is of this machine alone.
func loopback(a net.Addr) bool {
	at, err := netip.ParseAddrPort(a.String())
	return err == nil && at.Addr().Unmap().IsLoopback()
}

// openBrowser opens the site in the reader's browser, and says so when it cannot.
func (p *program) openBrowser(address string) {
	name, args := "xdg-open", []string{address}
	switch runtime.GOOS {
	case "darwin":
		name = "open"
	case "windows":
		name, args = "rundll32", []string{"url.dll,FileProtocolHandler", address}
	}
	cmd := exec.Command(name, args...)
	cmd.Env = os.Environ()
	if err := cmd.Start(); err != nil {
		fmt.Fprintf(p.stderr, "corridor: no browser could be opened; go to %s\n", address)
	}
}
