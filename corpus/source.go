package corpus

// Source says where a text came from and how good it is.
type Source struct {
	Name      string   `json:"name"`               // file name or address as given, without directories of this machine
	Address   string   `json:"address,omitempty"`  // where it was fetched from; "" for a file that was given
	SHA256    string   `json:"sha256"`             // of the original bytes
	Bytes     int64    `json:"bytes"`              // size of the original
	MediaType string   `json:"media_type"`         // sniffed from the content: "application/pdf", "text/html", "text/markdown", "text/plain"
	Encoding  string   `json:"encoding"`           // "utf-8", "windows-1252", ...
	Extractor string   `json:"extractor"`          // name and version of what read it: "corridor/pdf 1"
	Quality   Quality  `json:"quality"`            // of the text layer
	Warnings  []string `json:"warnings,omitempty"` // what was repaired or dropped, in words
}

// Quality tells how far the text can be trusted.
type Quality struct {
	State     TextState `json:"state"`
	WordShare float64   `json:"word_share"`         // share of tokens that look like words, [0, 1]
	OCRMean   float64   `json:"ocr_mean,omitempty"` // mean OCR confidence, [0, 1]; 0 when not by OCR
}

// TextState is the state of a text layer.
type TextState string

// The states.
const (
	TextBorn  TextState = "born-digital"
	TextNoisy TextState = "noisy"         // many tokens that are no words: OCR of a bad scan
	TextOCR   TextState = "ocr"           // read by OCR here
	TextNone  TextState = "no-text-layer" // kept, but there is nothing to code
)
