"""Other times for patients whose therapist cannot come: proposing, choosing and calling."""
