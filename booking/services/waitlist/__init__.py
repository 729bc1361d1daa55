"""Joining and leaving the waiting list, and offering it time that comes free."""
