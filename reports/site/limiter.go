package site

import (
	"sync"
	"time"
)

// limiter gives every address a bucket that fills by ratePerSecond up to rateBurst.
type limiter struct {
	now     func() time.Time
	mu      sync.Mutex
	buckets map[string]*bucket
}

type bucket struct {
	left float64
	at   time.Time
}

func newLimiter(now func() time.Time) *limiter {
	return &limiter{now: now, buckets: map[string]*bucket{}}
}

func (l *limiter) allow(who string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	b := l.buckets[who]
	if b == nil {
		if len(l.buckets) >= maxAddresses {
			l.forget(now)
		}
		b = &bucket{left: rateBurst, at: now}
		l.buckets[who] = b
	}
	b.left = min(rateBurst, b.left+ratePerSecond*now.Sub(b.at).Seconds())
	b.at = now
	if b.left < 1 {
		return false
	}
	b.left--
	return true
}

// forget drops the buckets that are full again, or all when none is.
func (l *limiter) forget(now time.Time) {
	for who, b := range l.buckets {
		if b.left+ratePerSecond*now.Sub(b.at).Seconds() >= rateBurst {
			delete(l.buckets, who)
		}
	}
	if len(l.buckets) >= maxAddresses {
		clear(l.buckets)
	}
}
