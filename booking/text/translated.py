"""Texts that the practice wrote, in the language that a patient reads."""

from django.conf import settings
from django.utils.html import format_html
from django.utils.translation import get_language


class DutchText(str):
    """A Dutch text on a page in another language; in HTML it is marked as Dutch.

    The practice wrote no translation of it. The mark has it read aloud as Dutch (WCAG 3.1.2),
    whichever template shows it. Use it between tags and not in attributes; as an option of a
    select it loses the mark.
    """

    __slots__ = ()

    def __html__(self) -> str:
        return format_html('<span lang="nl-BE">{}</span>', str.__str__(self))


def known_language(code: str) -> str:
    """The language code itself if the site speaks it, else the code of the site's own language.

    Patients keep the language in which they booked; the site may have dropped it since.
    """
    return code if code in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def translated(row: object, field: str) -> str:
    """The text of `field` in the active language, or the Dutch text if there is no translation.

    Example: in French the field `name` is read from `name_fr`; while that is empty, `name` itself
    is given as a DutchText.
    """
    language = get_language()
    dutch: str = getattr(row, field)
    if language is None or language == settings.LANGUAGE_CODE:
        return dutch
    return getattr(row, f"{field}_{language}") or DutchText(dutch)


def translated_lines(row: object, field: str) -> list[str]:
    """The lines of a translated text that hold words, without the dash of a typed list.

    The languages are those of `translated`.
    """
    text = translated(row, field)
    lines = [line.strip(" -•") for line in text.splitlines()]
    return [type(text)(line) for line in lines if line]
