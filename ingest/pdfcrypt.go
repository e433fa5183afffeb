package ingest

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/md5"
	"crypto/rc4"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/binary"
	"fmt"

	"github.com/ledongthuc/pdf"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"

	"corridor/corpus"
)

// pdfLock is the standard security handler of PDF: RC4 with keys of 40 to 128 bits, AES with 128 and 256.
// A file that is only locked against editing opens with the empty password.
//
// The object layer reads two of these six ways, and a library that reads them all would cost every start of
// the program more time than reading a short agreement takes; the ciphers themselves are those of Go.
type pdfLock struct {
	version, revision int
	owner, user       []byte // entries by which passwords are checked
	ownerKey, userKey []byte // entries of AES-256 that hold the key
	permissions       uint32
	id                []byte
	clearMetadata     bool
	size              int // of the key, in bytes
	method            string
	key               []byte
}

// The methods of a crypt filter.
const (
	methodRC4    = "V2"
	methodAES    = "AESV2"
	methodAES256 = "AESV3"
	methodNone   = "None"
)

// passwordPad fills short passwords up.
var passwordPad = []byte("\x28\xBF\x4E\x5E\x4E\x75\x8A\x41\x64\x00\x4E\x56\xFF\xFA\x01\x08\x2E\x2E\x00\xB6\xD0\x68\x3E\x80\x2F\x0C\xA9\xFE\x64\x53\x69\x7A")

// openLock reads the encryption dictionary and finds the key. The error wraps corpus.ErrEncrypted.
func openLock(v pdf.Value, id []byte, password string) (*pdfLock, error) {
	l := &pdfLock{
		version: int(v.Key("V").Int64()), revision: int(v.Key("R").Int64()),
		owner: []byte(v.Key("O").RawString()), user: []byte(v.Key("U").RawString()),
		ownerKey: []byte(v.Key("OE").RawString()), userKey: []byte(v.Key("UE").RawString()),
		permissions: uint32(v.Key("P").Int64()), id: id,
		clearMetadata: v.Key("EncryptMetadata").Kind() == pdf.Bool && !v.Key("EncryptMetadata").Bool(),
	}
	if v.Key("Filter").Name() != "Standard" || !l.known(v) {
		return nil, fmt.Errorf("the PDF is protected in a way that is not read here (%s, version %d, revision %d): save it without protection: %w",
			v.Key("Filter").Name(), l.version, l.revision, corpus.ErrEncrypted)
	}
	if l.unlock(password) {
		return l, nil
	}
	if password == "" {
		return nil, fmt.Errorf("the PDF asks for a password: give it with --password: %w", corpus.ErrEncrypted)
	}
	return nil, fmt.Errorf("the password that was given does not open the PDF: %w", corpus.ErrEncrypted)
}

// known finds the method and the size of the key and reports whether they are read here.
func (l *pdfLock) known(v pdf.Value) bool {
	l.size = int(v.Key("Length").Int64()) / 8
	switch l.version {
	case 1:
		l.method, l.size = methodRC4, 5
	case 2, 3:
		l.method = methodRC4
	case 4, 5:
		filter := v.Key("CF").Key(v.Key("StmF").Name())
		if l.method = filter.Key("CFM").Name(); l.method == "" {
			l.method = methodNone
		}
		l.size = 16
	default:
		return false
	}
	if l.size == 0 {
		l.size = 5
	}
	switch l.method {
	case methodRC4, methodAES, methodNone:
		return l.revision >= 2 && l.revision <= 4 && len(l.owner) >= 32 && len(l.user) >= 32 && l.size >= 5 && l.size <= 16
	case methodAES256:
		return (l.revision == 5 || l.revision == 6) && len(l.owner) >= 48 && len(l.user) >= 48 && len(l.ownerKey) >= 32 && len(l.userKey) >= 32
	}
	return false
}

// unlock tries the password as the user's and as the owner's.
func (l *pdfLock) unlock(password string) bool {
	if l.method == methodAES256 {
		return l.unlock256([]byte(norm.NFKC.String(password)))
	}
	tries := [][]byte{[]byte(password)} // most programs write Latin letters in one byte, as they should, but not all
	if latin, err := charmap.Windows1252.NewEncoder().Bytes(tries[0]); err == nil && !bytes.Equal(latin, tries[0]) {
		tries = append(tries, latin)
	}
	for _, pass := range tries {
		if l.unlockUser(pass) || l.unlockUser(l.userPassword(pass)) {
			return true
		}
	}
	return false
}

// padded is a password of exactly 32 bytes.
func padded(password []byte) []byte {
	return append(bytes.Clone(password[:min(len(password), 32)]), passwordPad...)[:32]
}

// unlockUser derives the key from the user's password and checks it.
func (l *pdfLock) unlockUser(password []byte) bool {
	h := md5.New()
	h.Write(padded(password))
	h.Write(l.owner[:32])
	h.Write(binary.LittleEndian.AppendUint32(nil, l.permissions))
	h.Write(l.id)
	if l.revision >= 4 && l.clearMetadata {
		h.Write([]byte{0xff, 0xff, 0xff, 0xff})
	}
	l.key = stretchKey(h.Sum(nil), l.size, l.revision)
	if l.revision == 2 {
		return bytes.Equal(xorRC4(l.key, passwordPad), l.user[:32])
	}
	sum := md5.Sum(append(bytes.Clone(passwordPad), l.id...))
	check := sum[:]
	for i := range byte(20) {
		check = xorRC4(turned(l.key, i), check)
	}
	return bytes.Equal(check, l.user[:16])
}

// stretchKey cuts a digest to the size of the key; from revision 3 on it is hashed fifty times more.
func stretchKey(digest []byte, size, revision int) []byte {
	if revision >= 3 {
		for range 50 {
			sum := md5.Sum(digest[:size])
			digest = sum[:]
		}
	}
	return digest[:size]
}

// userPassword is the user's password that the owner's opens.
func (l *pdfLock) userPassword(owner []byte) []byte {
	sum := md5.Sum(padded(owner))
	key := stretchKey(sum[:], l.size, l.revision)
	out := l.owner[:32]
	if l.revision == 2 {
		return xorRC4(key, out)
	}
	for i := byte(20); i > 0; i-- {
		out = xorRC4(turned(key, i-1), out)
	}
	return out
}

// turned is the key with every byte changed by i.
func turned(key []byte, i byte) []byte {
	k := bytes.Clone(key)
	for j := range k {
		k[j] ^= i
	}
	return k
}

func xorRC4(key, s []byte) []byte {
	out := make([]byte, len(s))
	if c, err := rc4.NewCipher(key); err == nil {
		c.XORKeyStream(out, s)
	}
	return out
}

// unlock256 checks the password against both entries of AES-256 and decrypts the key by the one that fits.
// An entry is a digest of 32 bytes and two salts of 8, for the check and for the key.
func (l *pdfLock) unlock256(password []byte) bool {
	password = password[:min(len(password), 127)]
	for _, e := range []struct{ entry, key, extra []byte }{{l.user, l.userKey, nil}, {l.owner, l.ownerKey, l.user[:48]}} {
		if !bytes.Equal(l.digest(password, e.entry[32:40], e.extra), e.entry[:32]) {
			continue
		}
		block, err := aes.NewCipher(l.digest(password, e.entry[40:48], e.extra))
		if err != nil {
			return false
		}
		l.key = make([]byte, 32)
		cipher.NewCBCDecrypter(block, make([]byte, aes.BlockSize)).CryptBlocks(l.key, e.key[:32])
		return true
	}
	return false
}

// digest is the hash of AES-256: one SHA-256 in revision 5, and at least 64 rounds of AES and SHA-2 in 6.
func (l *pdfLock) digest(password, salt, extra []byte) []byte {
	first := sha256.Sum256(bytes.Join([][]byte{password, salt, extra}, nil))
	k := first[:]
	if l.revision == 5 {
		return k
	}
	for i, last := 0, byte(0); i < 64 || int(last) > i-32; i++ {
		e := bytes.Repeat(bytes.Join([][]byte{password, k, extra}, nil), 64)
		block, err := aes.NewCipher(k[:16])
		if err != nil {
			return nil
		}
		cipher.NewCBCEncrypter(block, k[16:32]).CryptBlocks(e, e)
		last = e[len(e)-1]
		k = sha2(e)
	}
	return k[:32]
}

// sha2 hashes by the function that the first sixteen bytes choose: their value modulo three.
func sha2(e []byte) []byte {
	sum := 0
	for _, c := range e[:16] {
		sum += int(c) // 256 leaves 1 modulo 3, so the bytes may be added up
	}
	switch sum % 3 {
	case 0:
		h := sha256.Sum256(e)
		return h[:]
	case 1:
		h := sha512.Sum384(e)
		return h[:]
	}
	h := sha512.Sum512(e)
	return h[:]
}

// decrypt gives back the bytes of a stream or a string of the object.
func (l *pdfLock) decrypt(num, gen int, data []byte) []byte {
	key := l.key
	switch l.method {
	case methodNone:
		return data
	case methodAES256:
		return unAES(key, data)
	}
	key = append(bytes.Clone(key), byte(num), byte(num>>8), byte(num>>16), byte(gen), byte(gen>>8))
	size := min(len(key), 16)
	if l.method == methodAES {
		sum := md5.Sum(append(key, "sAlT"...))
		return unAES(sum[:size], data)
	}
	sum := md5.Sum(key)
	return xorRC4(sum[:size], data)
}

// unAES undoes AES in CBC mode with the first block as its start, and takes the padding off.
func unAES(key, data []byte) []byte {
	block, err := aes.NewCipher(key)
	if err != nil || len(data) < 2*aes.BlockSize {
		return nil
	}
	iv, body := data[:aes.BlockSize], data[aes.BlockSize:]
	out := make([]byte, len(body)/aes.BlockSize*aes.BlockSize)
	cipher.NewCBCDecrypter(block, iv).CryptBlocks(out, body[:len(out)])
	if n := int(out[len(out)-1]); n >= 1 && n <= aes.BlockSize {
		out = out[:len(out)-n]
	}
	return out
}
