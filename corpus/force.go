package corpus

import "fmt"

// EntryEvent is what sets the entry into force of an agreement off.
type EntryEvent string

// The events.
const (
	EntryDate         EntryEvent = "date"         // a day that the text states
	EntrySignature    EntryEvent = "signature"    // the signature, of the last party to sign
	EntryNotification EntryEvent = "notification" // the last notice that internal procedures are complete
	EntryRatification EntryEvent = "ratification" // the exchange or deposit of the instruments of ratification
	EntryReply        EntryEvent = "reply"        // the reply of an exchange of notes
	EntryApproval     EntryEvent = "approval"     // approval by the competent authorities
)

// EntryIntoForce is the rule by which an agreement enters into force.
type EntryIntoForce struct {
	Event  EntryEvent `json:"event"`
	Date   Date       `json:"date,omitempty"`   // for EntryDate
	Days   int        `json:"days,omitempty"`   // so many days after the event
	Months int        `json:"months,omitempty"` // so many months after it
	First  bool       `json:"first,omitempty"`  // on the first day of that month: Months 1 is the month after the event's
}

// String writes the rule: "on signature", "30 days after ratification", "first of month 2 after
// notification", "on 1971-11-01"; "" when none is known.
func (e EntryIntoForce) String() string {
	switch {
	case e.Event == "":
		return ""
	case e.Event == EntryDate:
		return "on " + string(e.Date)
	case e.First:
		return fmt.Sprintf("first of month %d after %s", e.Months, e.Event)
	case e.Months > 0:
		return fmt.Sprintf("%d months after %s", e.Months, e.Event)
	case e.Days > 0:
		return fmt.Sprintf("%d days after %s", e.Days, e.Event)
	}
	return "on " + string(e.Event)
}
