"""How the text of an article names a work.

Dutch APA: "&" joins two authors between brackets and "en" in a sentence, "e.a." stands for more.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from references.choices import ReferenceType
from references.formatting.order import list_key
from references.formatting.people import credited
from references.formatting.terms import DUTCH, Terms, year_with_suffix
from references.works.csl import Csl
from references.works.names import family

LONGEST_TITLE = 40
# Parts of a greater whole: their titles stand between quotation marks in the text.
IN_A_WHOLE = (ReferenceType.ARTICLE, ReferenceType.CHAPTER)


@dataclass(frozen=True, slots=True)
class Mention:
    """`suffix` tells works of one name and year apart ("a"); `locator` is "p. 12"."""

    csl: Csl
    suffix: str = ""
    locator: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """One mention of a group: `position` is its place as given, `before` the sign in front."""

    position: int
    text: str
    before: str


def author_year(csl: Mapping[str, Any], terms: Terms = DUTCH) -> str:
    """ "Battié e.a., 2009"; the beginning of the title stands in for a missing author."""
    return f"{who(csl, terms.both, terms) or short_title(csl)}, {year_with_suffix(csl, '', terms)}"


def parenthetical(mentions: Sequence[Mention], terms: Terms = DUTCH) -> str:
    """ "(Battié e.a., 2009, p. 12; Chiu & Li, 2015)"."""
    return "(" + "".join(piece.before + piece.text for piece in pieces(mentions, terms)) + ")"


def pieces(mentions: Sequence[Mention], terms: Terms = DUTCH) -> list[Piece]:
    """In the order of the source list; an author is named once: "Chiu, 2015", "2017"."""
    written: list[Piece] = []
    previous = None
    for position in sorted(range(len(mentions)), key=lambda place: list_key(mentions[place].csl)):
        mention = mentions[position]
        if previous and continues(previous, mention):
            text, before = year_with_suffix(mention.csl, mention.suffix, terms), ", "
        else:
            text, before = piece(mention, terms), "; " if written else ""
        written.append(Piece(position, text, before))
        previous = mention
    return written


def continues(previous: Mention, mention: Mention) -> bool:
    """Whether the name of `previous` serves both; a locator between them would read as of both."""
    people = credited(mention.csl)
    without_locator = not previous.locator and not mention.locator
    return without_locator and people != [] and people == credited(previous.csl)


def piece(mention: Mention, terms: Terms = DUTCH) -> str:
    """ "Battié e.a., 2009a, p. 12"."""
    return f"{name_in_brackets(mention.csl, terms)}, {year_and_locator(mention, terms)}"


def narrative(mention: Mention, terms: Terms = DUTCH) -> str:
    """ "Battié e.a. (2009, p. 12)"."""
    return " ".join(narrative_parts(mention, terms))


def narrative_parts(mention: Mention, terms: Terms = DUTCH) -> tuple[str, str]:
    """The name and what follows it: ("Battié e.a.", "(2009, p. 12)")."""
    name = who(mention.csl, terms.both, terms) or quoted_title(mention.csl)
    return name, f"({year_and_locator(mention, terms)})"


def name_in_brackets(csl: Csl, terms: Terms = DUTCH) -> str:
    return who(csl, terms.both_in_brackets, terms) or quoted_title(csl)


def who(csl: Mapping[str, Any], both: str, terms: Terms) -> str:
    """One or two names, or the first of more; "" when nobody is named."""
    match [family(name) for name in credited(csl)]:
        case [one]:
            return one
        case [one, other]:
            return both.format(one, other)
        case [one, *_]:
            return terms.others.format(one)
    return ""


def year_and_locator(mention: Mention, terms: Terms) -> str:
    year = year_with_suffix(mention.csl, mention.suffix, terms)
    return f"{year}, {mention.locator}" if mention.locator else year


def quoted_title(csl: Csl) -> str:
    title = short_title(csl)
    return f"“{title}”" if csl.get("type") in IN_A_WHOLE else title


def short_title(csl: Mapping[str, Any]) -> str:
    """The first words of the title, at most 40 signs with the ellipsis."""
    title: str = csl.get("title", "").removesuffix(".")
    if len(title) <= LONGEST_TITLE:
        return title
    words = title[:LONGEST_TITLE].rpartition(" ")[0] or title[: LONGEST_TITLE - 1]
    return words.rstrip(" ,;:-–") + "…"
