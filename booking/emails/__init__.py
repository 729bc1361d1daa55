"""The letters to patients: text, HTML and a calendar entry, in their language."""

from booking.emails.compose import compose

__all__ = ["compose"]
