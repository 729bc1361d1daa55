"""The languages that the site speaks with patients, and what the practice wrote in them."""

from django.conf import settings
from django.utils.html import format_html
from django.utils.translation import get_language


class DutchText(str):
    """What the practice has in Dutch only, on a page in another language: it says so in HTML.

    So it is read aloud as Dutch (WCAG 3.1.2), whichever template shows it. It is for between tags,
    not for attributes; as an option of a list it loses the mark.
    """

    __slots__ = ()

    def __html__(self) -> str:
        return format_html('<span lang="nl-BE">{}</span>', str.__str__(self))


def known_language(code: str) -> str:
    """`code`, or the site's own where it speaks no `code` (any more): no address begins with it."""
    return code if code in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def translated(row: object, field: str) -> str:
    """Of `name`, `name_fr` and `name_en` what the active language has; the Dutch if it has none."""
    language = get_language()
    dutch: str = getattr(row, field)
    if language is None or language == settings.LANGUAGE_CODE:
        return dutch
    return getattr(row, f"{field}_{language}") or DutchText(dutch)


def translated_lines(row: object, field: str) -> list[str]:
    """Those with words in them, without the dash that a list is typed with. See `translated`."""
    text = translated(row, field)
    lines = [line.strip(" -•") for line in text.splitlines()]
    return [type(text)(line) for line in lines if line]
