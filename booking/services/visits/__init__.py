"""Holding, booking, moving and cancelling an appointment, and noting who came."""
