"""Texts that the practice writes in the languages of its patients: a column for each."""

from django.conf import settings
from django.utils.translation import get_language


def translated(row: object, field: str) -> str:
    """Of `name`, `name_fr` and `name_en` what the active language has; the Dutch if it has none."""
    language = get_language()
    dutch: str = getattr(row, field)
    if language is None or language == settings.LANGUAGE_CODE:
        return dutch
    return getattr(row, f"{field}_{language}") or dutch
