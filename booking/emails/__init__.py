"""The letters to patients: text, HTML and calendar entries, in each patient's language."""

from booking.emails.compose import compose

__all__ = ["compose"]
