"""The languages that the site speaks with patients."""

from django.conf import settings


def known_language(code: str) -> str:
    """`code`, or the site's own where it speaks no `code` (any more): no address begins with it."""
    return code if code in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
