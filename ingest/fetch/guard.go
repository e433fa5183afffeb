package fetch

import (
	"fmt"
	"net/netip"
	"net/url"
	"slices"

	"corridor/corpus"
)

// closed are the ranges that are no part of the public network, besides those that net/netip knows by name.
var closed = prefixes(
	"0.0.0.0/8",        // this network
	"100.64.0.0/10",    // shared by customers of a carrier; services of some clouds
	"168.63.129.16/32", // a service of a cloud, by a public number
	"192.0.0.0/24",     // protocols; services of some clouds
	"192.0.2.0/24",     // documentation
	"192.88.99.0/24",   // relays
	"198.18.0.0/15",    // measurement
	"198.51.100.0/24",  // documentation
	"203.0.113.0/24",   // documentation
	"240.0.0.0/4",      // reserved, and broadcast
	"::/96",            // IPv4 in IPv6, as it once was
	"64:ff9b::/96",     // IPv4 behind a translator
	"64:ff9b:1::/48",   // the same, locally
	"100::/64",         // discard
	"2001::/23",        // protocols, tunnels
	"2001:db8::/32",    // documentation
	"2002::/16",        // IPv4 in tunnels
	"3fff::/20",        // documentation
	"5f00::/16",        // segments of routes
	"fec0::/10",        // sites, as they once were
)

func prefixes(list ...string) (out []netip.Prefix) {
	for _, s := range list {
		out = append(out, netip.MustParsePrefix(s))
	}
	return out
}

// Public refuses an address that is not of the public network. The error wraps corpus.ErrInvalid.
func Public(a netip.Addr) error {
	a = a.Unmap().WithZone("")
	switch {
	case !a.IsValid(), a.IsUnspecified(), a.IsLoopback(), a.IsPrivate(), a.IsLinkLocalUnicast(), a.IsMulticast(), a.IsInterfaceLocalMulticast(),
		slices.ContainsFunc(closed, func(p netip.Prefix) bool { return p.Contains(a) }):
		return fmt.Errorf("%v is an address of this machine, of a private network or of a reserved range, and is not asked for anything: %w", a, corpus.ErrInvalid)
	}
	return nil
}

// maxAddress is the longest address that is taken, in bytes.
const maxAddress = 4096

// parse refuses an address by what stands in it. The error wraps corpus.ErrInvalid.
func parse(address string) (*url.URL, error) {
	u, err := url.Parse(address)
	switch {
	case err != nil || len(address) > maxAddress:
		return nil, fmt.Errorf("%.200q is no address: %w", address, corpus.ErrInvalid)
	case u.Scheme != "http" && u.Scheme != "https":
		return nil, fmt.Errorf("%.200q: only http and https are fetched: %w", address, corpus.ErrInvalid)
	case u.Hostname() == "":
		return nil, fmt.Errorf("%.200q names no host: %w", address, corpus.ErrInvalid)
	case u.User != nil:
		return nil, fmt.Errorf("the address at %q holds a name or a password: it is not sent: %w", u.Host, corpus.ErrInvalid)
	}
	return u, nil
}
