"""The practice: what can be booked with whom, when, and what it costs."""
