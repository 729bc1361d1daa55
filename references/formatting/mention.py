"""The ways in which the text of an article names a work.

The style is Dutch APA: "&" joins two authors between brackets and "en" in a sentence, "e.a." stands
for more.
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
# Titles of works that are part of another one stand between quotation marks in the text.
IN_A_WHOLE = (ReferenceType.ARTICLE, ReferenceType.CHAPTER)


@dataclass(frozen=True, slots=True)
class Mention:
    """A work that the text names.

    `suffix` ("a") tells works with one name and year apart; `locator` is the place in it, as "p.
    12".
    """

    csl: Csl
    suffix: str = ""
    locator: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """One mention in a group between brackets.

    `position` is its index among the mentions as given, `before` the punctuation in front.
    """

    position: int
    text: str
    before: str


def author_year(csl: Mapping[str, Any], terms: Terms = DUTCH) -> str:
    """Write "Battié e.a., 2009"; without an author the beginning of the title comes first."""
    return f"{who(csl, terms.both, terms) or short_title(csl)}, {year_with_suffix(csl, '', terms)}"


def parenthetical(mentions: Sequence[Mention], terms: Terms = DUTCH) -> str:
    """Write a group of mentions: "(Battié e.a., 2009, p. 12; Chiu & Li, 2015)"."""
    return "(" + "".join(piece.before + piece.text for piece in pieces(mentions, terms)) + ")"


def pieces(mentions: Sequence[Mention], terms: Terms = DUTCH) -> list[Piece]:
    """Write each mention of a group, in the order of the source list.

    Two works of the same authors name them once: "Chiu, 2015", then "2017".
    """
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
    """Tell whether the name of `previous` serves for the next mention too.

    A locator between the two would seem to belong to both, so then it does not.
    """
    people = credited(mention.csl)
    without_locator = not previous.locator and not mention.locator
    return without_locator and people != [] and people == credited(previous.csl)


def piece(mention: Mention, terms: Terms = DUTCH) -> str:
    """Write one mention: "Battié e.a., 2009a, p. 12"."""
    return f"{name_in_brackets(mention.csl, terms)}, {year_and_locator(mention, terms)}"


def narrative(mention: Mention, terms: Terms = DUTCH) -> str:
    """Write a mention in a sentence: "Battié e.a. (2009, p. 12)"."""
    return " ".join(narrative_parts(mention, terms))


def narrative_parts(mention: Mention, terms: Terms = DUTCH) -> tuple[str, str]:
    """Write a mention in a sentence as name and rest: ("Battié e.a.", "(2009, p. 12)")."""
    name = who(mention.csl, terms.both, terms) or quoted_title(mention.csl)
    return name, f"({year_and_locator(mention, terms)})"


def name_in_brackets(csl: Csl, terms: Terms = DUTCH) -> str:
    """Write the authors, or else the title, for between brackets."""
    return who(csl, terms.both_in_brackets, terms) or quoted_title(csl)


def who(csl: Mapping[str, Any], both: str, terms: Terms) -> str:
    """Write one or two names, or the first of more; "" if nobody is named."""
    match [family(name) for name in credited(csl)]:
        case [one]:
            return one
        case [one, other]:
            return both.format(one, other)
        case [one, *_]:
            return terms.others.format(one)
    return ""


def year_and_locator(mention: Mention, terms: Terms) -> str:
    """Write the year, and the locator if there is one."""
    year = year_with_suffix(mention.csl, mention.suffix, terms)
    return f"{year}, {mention.locator}" if mention.locator else year


def quoted_title(csl: Csl) -> str:
    """Write the shortened title, between quotation marks if it is part of another work."""
    title = short_title(csl)
    return f"“{title}”" if csl.get("type") in IN_A_WHOLE else title


def short_title(csl: Mapping[str, Any]) -> str:
    """The first words of the title, at most 40 characters with the ellipsis."""
    title: str = csl.get("title", "").removesuffix(".")
    if len(title) <= LONGEST_TITLE:
        return title
    words = title[:LONGEST_TITLE].rpartition(" ")[0] or title[: LONGEST_TITLE - 1]
    return words.rstrip(" ,;:-–") + "…"
