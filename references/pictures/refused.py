"""The refusal of a file, in words that say what to do."""

from django.core.exceptions import ValidationError


class PictureRefused(ValidationError):
    """A file that cannot become a picture of the site; the message is for who chose it."""
