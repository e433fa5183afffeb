// Package fetch gets files from addresses of the public network, and from nowhere else.
//
// An address may come from a catalogue that somebody else wrote, so it is not trusted: it must not lead this machine to
// ask something of its own network. The guard stands where a connection is made, after the name has been looked up, and so
// holds for whatever a name resolves to and for every redirect.
//
//	f := fetch.New(fetch.Options{Agent: "corridor"})
//	got, err := f.Get(ctx, "https://treaties.example/1998/mou.pdf")
//
// # What is kept to
//
//   - http and https alone, without a name or a password in the address; https is never left for http.
//   - No address of this machine, of private networks, of links, of shared and reserved ranges, and of the services that
//     clouds keep for their machines (see Public).
//   - No proxy, no cookies, no credentials, no scripts; nothing is unpacked on the way.
//   - MaxBytes, MaxTime and MaxRedirects for each file.
//   - One request at a time for each host, with a pause after each.
//
// Errors wrap corpus.ErrInvalid for an address that is refused, corpus.ErrNotFound for one where nothing is,
// corpus.ErrTooLarge for a file over a limit and corpus.ErrUnreadable for what the network or the server did not give.
package fetch
