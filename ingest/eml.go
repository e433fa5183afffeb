package ingest

func sniffMessage(data []byte) format { return 0 }
