"""Changes of working time: absences, slots, rosters, holidays, and who gives what."""
