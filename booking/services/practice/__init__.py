"""The practice's offer: treatments, slots, openings and prices."""
