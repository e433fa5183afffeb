package store_test

import (
	"sync"
	"unsafe"

	"modernc.org/libc"
	lib "modernc.org/sqlite/lib"
)

// The file system of SQLite is a table of functions. troubleSQLite puts one before the table of the machine that is the same but
// for the functions that change the medium: these ask disk first. Every database of this test binary is opened through it.

var (
	plainVFS     *lib.Tsqlite3_vfs
	plainMethods sync.Map // address of a table of a file's methods: that of the one that asks first
	plainOf      sync.Map // and back
)

func troubleSQLite() {
	tls := libc.NewTLS()
	if rc := lib.Xsqlite3_initialize(tls); rc != lib.SQLITE_OK {
		panic(rc)
	}
	plainVFS = outside[lib.Tsqlite3_vfs](lib.Xsqlite3_vfs_find(tls, 0))
	size := unsafe.Sizeof(*plainVFS)
	mem := libc.Xmalloc(tls, libc.Tsize_t(size))
	vfs := outside[lib.Tsqlite3_vfs](mem)
	*vfs = *plainVFS
	vfs.FpNext = 0
	vfs.FxOpen = function(askOpen)
	vfs.FxDelete = function(askDelete)
	if rc := lib.Xsqlite3_vfs_register(tls, mem, 1); rc != lib.SQLITE_OK {
		panic(rc)
	}
}

// outside is a value that the library keeps outside of the Go heap.
func outside[T any](p uintptr) *T { return *(**T)(unsafe.Pointer(&p)) }

// function is a Go function as the library keeps it in its tables.
func function[F any](f F) uintptr { return *(*uintptr)(unsafe.Pointer(&struct{ f F }{f})) }

// call turns what is kept in a table back into a function.
func call[F any](p uintptr) F { return *(*F)(unsafe.Pointer(&struct{ p uintptr }{p})) }

type (
	openFunc     = func(*libc.TLS, uintptr, uintptr, uintptr, int32, uintptr) int32
	deleteFunc   = func(*libc.TLS, uintptr, uintptr, int32) int32
	writeFunc    = func(*libc.TLS, uintptr, uintptr, int32, int64) int32
	truncateFunc = func(*libc.TLS, uintptr, int64) int32
	syncFunc     = func(*libc.TLS, uintptr, int32) int32
)

func askOpen(tls *libc.TLS, vfs, path, file uintptr, flags int32, out uintptr) int32 {
	rc := call[openFunc](plainVFS.FxOpen)(tls, vfs, path, file, flags, out)
	f := outside[lib.Tsqlite3_file](file)
	if f.FpMethods != 0 {
		f.FpMethods = asking(tls, f.FpMethods)
	}
	return rc
}

// asking is the table of methods that asks before the given one.
func asking(tls *libc.TLS, plain uintptr) uintptr {
	if known, ok := plainMethods.Load(plain); ok {
		return known.(uintptr)
	}
	methods := outside[lib.Tsqlite3_io_methods](plain)
	mem := libc.Xmalloc(tls, libc.Tsize_t(unsafe.Sizeof(*methods)))
	asks := outside[lib.Tsqlite3_io_methods](mem)
	*asks = *methods
	asks.FxWrite, asks.FxTruncate, asks.FxSync = function(askWrite), function(askTruncate), function(askSync)
	plainOf.Store(mem, methods)
	known, _ := plainMethods.LoadOrStore(plain, mem)
	return known.(uintptr)
}

// plainly is the table of methods that a file had.
func plainly(file uintptr) *lib.Tsqlite3_io_methods {
	methods, _ := plainOf.Load(outside[lib.Tsqlite3_file](file).FpMethods)
	return methods.(*lib.Tsqlite3_io_methods)
}

// refused is the code of an operation that fails.
func refused(code int32) int32 {
	if disk.full {
		return lib.SQLITE_FULL
	}
	return code
}

func askDelete(tls *libc.TLS, vfs, path uintptr, syncDir int32) int32 {
	if disk.strikes("SQLite remove") {
		return lib.SQLITE_IOERR_DELETE
	}
	return call[deleteFunc](plainVFS.FxDelete)(tls, vfs, path, syncDir)
}

func askWrite(tls *libc.TLS, file, data uintptr, n int32, at int64) int32 {
	if disk.strikes("SQLite write") {
		call[writeFunc](plainly(file).FxWrite)(tls, file, data, n/2, at) // some of it
		return refused(lib.SQLITE_IOERR_WRITE)
	}
	return call[writeFunc](plainly(file).FxWrite)(tls, file, data, n, at)
}

func askTruncate(tls *libc.TLS, file uintptr, size int64) int32 {
	if disk.strikes("SQLite truncate") {
		return refused(lib.SQLITE_IOERR_TRUNCATE)
	}
	return call[truncateFunc](plainly(file).FxTruncate)(tls, file, size)
}

func askSync(tls *libc.TLS, file uintptr, flags int32) int32 {
	if disk.strikes("SQLite sync") {
		return lib.SQLITE_IOERR_FSYNC
	}
	return call[syncFunc](plainly(file).FxSync)(tls, file, flags)
}
