"""Joining the waiting list, and offering it the time that comes free."""
