"""The fixed words of a source list. They follow the language of the article, not of the screen."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Terms:
    months: tuple[str, ...]
    within: str = "In:"
    editor: str = "redacteur"
    editors: str = "redacteurs"
    edition: str = "%se druk"
    internet: str = "[internet]"
    thesis: str = "[proefschrift]"
    accessed: str = "geraadpleegd op %s"
    available: str = "Beschikbaar via:"
    unknown_date: str = "[datum onbekend]"
    no_date: str = "z.d."
    both: str = "%s en %s"
    others: str = "%s e.a."


DUTCH = Terms(
    months=(
        "januari", "februari", "maart", "april", "mei", "juni",
        "juli", "augustus", "september", "oktober", "november", "december",
    ),
)  # fmt: skip


def written_date(date: Mapping[str, Any], terms: Terms) -> str:
    """ "3 maart 2026", "maart 2026" or "2026"; "" for a date without parts."""
    parts = (date.get("date-parts") or [[]])[0]
    words = [str(number) for number in parts]
    if len(words) > 1:
        words[1] = terms.months[parts[1] - 1]
    return " ".join(reversed(words))
