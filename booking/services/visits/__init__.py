"""Holding, booking, moving and cancelling one appointment, and noting who came."""
