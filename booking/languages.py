"""The languages that the site speaks with patients, and what the practice wrote in them."""

from django.conf import settings
from django.utils.translation import get_language


def known_language(code: str) -> str:
    """`code`, or the site's own where it speaks no `code` (any more): no address begins with it."""
    return code if code in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def translated(row: object, field: str) -> str:
    """Of `name`, `name_fr` and `name_en` what the active language has; the Dutch if it has none."""
    language = get_language()
    dutch: str = getattr(row, field)
    if language is None or language == settings.LANGUAGE_CODE:
        return dutch
    return getattr(row, f"{field}_{language}") or dutch
