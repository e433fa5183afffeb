// Package typesense keeps a [store.Index] in a Typesense cluster, for a repository that many machines search.
//
// # Running a cluster
//
// Three machines, each with the server and one file that names all three ("host:peering port:api port", comma
// separated), the same on each:
//
//	echo "10.0.0.1:8107:8108,10.0.0.2:8107:8108,10.0.0.3:8107:8108" > /etc/typesense/nodes
//	typesense-server --data-dir /var/lib/typesense --api-key "$KEY" --nodes /etc/typesense/nodes \
//	    --peering-address 10.0.0.1 --peering-port 8107 --api-port 8108
//
// The cluster serves while two of the three stand. Corridor needs a key that may make and drop collections and
// aliases, and takes all nodes:
//
//	export TYPESENSE_URL=https://10.0.0.1:8108,https://10.0.0.2:8108,https://10.0.0.3:8108 TYPESENSE_API_KEY=…
//	corridor reindex --index typesense && corridor search --index typesense passport
//
// # What is in it
//
// The alias NAME names the collection NAME_7_agreements; NAME_7_clauses and NAME_7_about belong to it and are never
// named otherwise, so that one switch replaces all three. A rebuild fills the next number beside it, switches, and
// drops the old ones; searches that are under way begin anew. An update is held back until it is committed and then
// put document by document, so that for a moment searches see some of it. What was left by a change that came to no
// end is dropped by the next.
//
// The words of each clause are sent, folded; no word is sent unless the user chose this index. The cluster's own ways with
// text (its stems are none, its typos count bytes, its order of relevance knows no rarity) would answer
// otherwise than store/embedded, so words, stems and runs of two and three words are made here, as tokens that its filters
// compare whole.
//
// # How a query is answered
//
// The query becomes a filter (filter_by): fields, words in all forms, phrases of up to three words, AND, OR and NOT, which
// is pushed inwards. Facets (facet_by, group_by), orders by date and score (sort_by) and their pages are the
// cluster's. What it cannot express is a second, exact pass:
//   - prefixes and typos are found in the list of all words of the index, which a process asks for once for each
//     state of the index (a few megabytes for a large one); a prefix of more than 2,000 words is refused;
//   - of longer phrases, the clauses that have all runs of three words are read, at most 10,000, else refused;
//   - words of titles and parties, and long ids, are looked for in a list of all agreements;
//   - relevance is BM25 as in store/embedded, over the words of all hits; of more than 10,000 hits it is weighed for the
//     10,000 shortest clauses only, and Results.Weighed says so;
//   - of likeness, the candidates are found by filter and compared as in store/embedded.
//
// A query that needs more than 100 operators of a filter is refused by corpus.ErrTooLarge. Nothing is answered
// wrongly in silence.
//
// # When nodes fail
//
// A request that a node does not answer in time, or answers by 429 or 5xx, goes to the next, and to all again after a
// pause that doubles. All requests may be sent twice. Imports are batches of up to 1,000 documents, one at a time;
// each line of the answer is read, lines that found no room are sent again, a line that is refused is an error that
// names the document, and after a failure batches are half as long.
//
// One process changes the index at a time: the one that could make the collection NAME_lock, which shows by a
// number that it is alive. One that shows nothing for half a minute is taken for dead.
package typesense
