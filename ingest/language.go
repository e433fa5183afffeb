package ingest

// detectLanguage names the language of the text, or "und".
func detectLanguage(string) string { return "und" }
