package ingest

import "github.com/ledongthuc/pdf"

// Predictors store each row of a table or an image as its difference from what stands before it.

const (
	tiffPredictor = 2
	pngPredictor  = 10      // and above: each row says by its first byte which of five it uses
	maxRowBytes   = 1 << 20 // of one row of samples
)

// undoPredictor gives back the bytes of the rows.
func undoPredictor(parms pdf.Value, data []byte) []byte {
	predictor := parms.Key("Predictor").Int64()
	if predictor < tiffPredictor {
		return data
	}
	colors, bits, columns := orElse(parms.Key("Colors"), 1), orElse(parms.Key("BitsPerComponent"), 8), orElse(parms.Key("Columns"), 1)
	if colors > 64 || bits > 32 || columns > maxRowBytes {
		return nil
	}
	row, pixel := int(colors*bits*columns+7)/8, int(max(1, colors*bits/8))
	switch {
	case row > maxRowBytes:
		return nil
	case predictor >= pngPredictor:
		return unPNG(data, row, pixel)
	case bits == 8:
		for start := 0; start < len(data); start += row {
			for i := start + pixel; i < min(start+row, len(data)); i++ {
				data[i] += data[i-pixel]
			}
		}
	}
	return data
}

// orElse is a positive whole number, or another where there is none.
func orElse(v pdf.Value, otherwise int64) int64 {
	if n := v.Int64(); n > 0 {
		return n
	}
	return otherwise
}

// unPNG undoes the row filters of PNG in place; a last row that is cut short counts as far as it goes.
func unPNG(data []byte, row, pixel int) []byte {
	out := data[:0]
	above := make([]byte, row)
	for len(data) > 1 {
		kind := data[0]
		line := data[1:min(len(data), row+1)]
		data = data[1+len(line):]
		for i := range line {
			var left, corner byte
			if i >= pixel {
				left, corner = line[i-pixel], above[i-pixel]
			}
			switch kind {
			case 1:
				line[i] += left
			case 2:
				line[i] += above[i]
			case 3:
				line[i] += byte((int(left) + int(above[i])) / 2)
			case 4:
				line[i] += paeth(left, above[i], corner)
			}
		}
		copy(above, line)
		out = append(out, line...)
	}
	return out
}

// paeth is the neighbour that comes nearest to left + up - corner.
func paeth(left, up, corner byte) byte {
	p := int(left) + int(up) - int(corner)
	a, b, c := apart(p, int(left)), apart(p, int(up)), apart(p, int(corner))
	switch {
	case a <= b && a <= c:
		return left
	case b <= c:
		return up
	}
	return corner
}

func apart(a, b int) int { return max(a-b, b-a) }
