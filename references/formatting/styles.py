"""The citation styles: how each writes an entry and orders the list.

A third style takes a function from CSL-JSON to parts and an entry in STYLES.
"""

import string
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from references.choices import CitationStyle
from references.formatting.apa import apa
from references.formatting.mention import name_in_brackets
from references.formatting.order import AnyWork, by_author, list_key
from references.formatting.parts import Part, to_html, to_text
from references.formatting.terms import years
from references.formatting.vancouver import vancouver
from references.works.csl import Csl


@dataclass(frozen=True, slots=True)
class Style:
    """A citation style.

    A `numbered` style points at an entry by its number, the others by author and year.
    """

    name: str
    numbered: bool
    parts: Callable[[Csl, str], Iterable[Part]]

    def entry_html(self, csl: Csl, suffix: str = "") -> SafeString:
        """Write the entry of a work as HTML."""
        return to_html(self.parts(csl, suffix))

    def entry_text(self, csl: Csl, suffix: str = "") -> str:
        """Write the entry of a work as text to copy, with addresses in full."""
        return to_text(self.parts(csl, suffix))

    def order(self, works: Iterable[AnyWork]) -> list[AnyWork]:
        """Order a list: as given, which is by first mention, or by author, year and title."""
        return list(works) if self.numbered else by_author(works)


STYLES: dict[str, Style] = {
    CitationStyle.VANCOUVER: Style(
        "Vancouver", numbered=True, parts=lambda csl, _suffix: vancouver(csl)
    ),
    CitationStyle.APA: Style("APA 7", numbered=False, parts=apa),
}


def suffixes(csls: Sequence[Csl]) -> list[str]:
    """Give the letters that tell works apart which the text would name alike.

    The letters "a", "b" … follow the order of the list; other works get "". APA would write out
    more names for works of different teams ("Vos, Beer, e.a., 2015"); a letter is shorter for
    readers and just as exact.
    """
    alike: dict[tuple[str, str], list[int]] = defaultdict(list)
    for position, csl in enumerate(csls):
        alike[name_in_brackets(csl).casefold(), years(csl)].append(position)
    found = [""] * len(csls)
    for positions in alike.values():
        if len(positions) > 1:
            in_order = sorted(positions, key=lambda position: list_key(csls[position]))
            for number, position in enumerate(in_order):
                found[position] = letter(number)
    return found


def letter(number: int) -> str:
    """The letter of a number: "a" for 0, "z" for 25, "aa" for 26."""
    rounds, place = divmod(number, len(string.ascii_lowercase))
    return (letter(rounds - 1) if rounds else "") + string.ascii_lowercase[place]
