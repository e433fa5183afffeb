package corpus

import (
	"fmt"
	"time"
)

// Date is a calendar date that may lack its day or its month: "1964-08-19", "1964-08", "1964". The
// zero string means unknown. It sorts by string comparison.
type Date string

// NewDate makes a date; month and day may be 0 when unknown. It wraps ErrInvalid on impossible dates.
func NewDate(year, month, day int) (Date, error) {
	switch {
	case year < 1800 || year > 2200 || month < 0 || month > 12 || day < 0 || (month == 0 && day != 0):
		return "", fmt.Errorf("date %d-%d-%d: %w", year, month, day, ErrInvalid)
	case month == 0:
		return Date(fmt.Sprintf("%04d", year)), nil
	case day == 0:
		return Date(fmt.Sprintf("%04d-%02d", year, month)), nil
	}
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if t.Day() != day {
		return "", fmt.Errorf("date %04d-%02d-%02d does not exist: %w", year, month, day, ErrInvalid)
	}
	return Date(t.Format(time.DateOnly)), nil
}

// ParseDate reads the three written forms. It wraps ErrInvalid.
func ParseDate(s string) (Date, error) {
	var y, m, d int
	switch len(s) {
	case 4:
		if _, err := fmt.Sscanf(s, "%04d", &y); err != nil {
			return "", fmt.Errorf("date %q: %w", s, ErrInvalid)
		}
	case 7:
		if _, err := fmt.Sscanf(s, "%04d-%02d", &y, &m); err != nil || m == 0 {
			return "", fmt.Errorf("date %q: %w", s, ErrInvalid)
		}
	case 10:
		if _, err := fmt.Sscanf(s, "%04d-%02d-%02d", &y, &m, &d); err != nil || m == 0 || d == 0 {
			return "", fmt.Errorf("date %q: %w", s, ErrInvalid)
		}
	default:
		return "", fmt.Errorf("date %q: %w: write 1964-08-19, 1964-08 or 1964", s, ErrInvalid)
	}
	return NewDate(y, m, d)
}

// Year is the year, or 0 when unknown.
func (d Date) Year() int {
	var y int
	if len(d) >= 4 {
		fmt.Sscanf(string(d[:4]), "%d", &y)
	}
	return y
}

// Full reports whether the date has its day.
func (d Date) Full() bool { return len(d) == 10 }

// After is the date so many months and then days later; "" unless the date is full. A day that the month
// lacks is its last: one month after 31 January is 28 February.
func (d Date) After(months, days int) Date {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return ""
	}
	first := time.Date(t.Year(), t.Month()+time.Month(months), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	out := first.AddDate(0, 0, min(t.Day(), last)-1+days)
	if out.Year() > 2200 || out.Year() < 1800 {
		return ""
	}
	return Date(out.Format(time.DateOnly))
}

// FirstOfMonth is the first day of the month so many months later; "" unless the date has its month.
func (d Date) FirstOfMonth(months int) Date {
	if len(d) < 7 {
		return ""
	}
	return (d[:7] + "-01").After(months, 0)
}
