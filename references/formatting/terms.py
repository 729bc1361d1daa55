"""The fixed words of a source list, and the dates and years that use them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from references.works.csl import date_parts, issued


@dataclass(frozen=True, slots=True)
class Terms:
    """The words of Vancouver, then those of APA, then those in the text of an article."""

    months: tuple[str, ...]
    day_of_month: str = "{day} {month}"
    date: str = "{day_of_month} {year}"

    within: str = "In:"
    editor: str = "redacteur"
    editors: str = "redacteurs"
    edition: str = "{}e druk"
    internet: str = "internet"
    thesis: str = "proefschrift"
    accessed: str = "geraadpleegd op {}"
    available: str = "Beschikbaar via:"
    unknown_date: str = "[datum onbekend]"

    in_book: str = "In"
    editor_short: str = "Red."
    editors_short: str = "Reds."
    edition_short: str = "{}e dr."
    article_number: str = "Artikel {}"
    retrieved: str = "Geraadpleegd op {}, van"

    no_date: str = "z.d."
    both: str = "{} en {}"
    both_in_brackets: str = "{} & {}"
    others: str = "{} e.a."


DUTCH = Terms(
    months=(
        "januari", "februari", "maart", "april", "mei", "juni",
        "juli", "augustus", "september", "oktober", "november", "december",
    ),
)  # fmt: skip


def written_date(date: Mapping[str, Any], terms: Terms) -> str:
    """Write a date as "3 maart 2026", "maart 2026" or "2026"; "" if it is empty."""
    parts = next(iter(date_parts(date)), [])
    if not parts:
        return ""
    day = day_of_month(parts, terms)
    return terms.date.format(day_of_month=day, year=parts[0]) if day else str(parts[0])


def day_of_month(parts: list[int], terms: Terms) -> str:
    """Write "3 maart" or "maart", as far as it is known; "" if only the year is."""
    match parts:
        case [_year, month, day]:
            return terms.day_of_month.format(day=day, month=terms.months[month - 1])
        case [_year, month]:
            return terms.months[month - 1]
    return ""


def years(csl: Mapping[str, Any]) -> str:
    """Write the years of a work: "2009", or "2019–2020" for a range; "" if they are not known."""
    return "–".join(dict.fromkeys(str(date[0]) for date in issued(csl) if date))


def year_with_suffix(csl: Mapping[str, Any], suffix: str, terms: Terms) -> str:
    """Write "2009a", or "z.d.-a" for a work without a date."""
    if known := years(csl):
        return known + suffix
    return f"{terms.no_date}-{suffix}" if suffix else terms.no_date
