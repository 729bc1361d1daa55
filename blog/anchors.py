"""Addresses of the sections of an article: readable, and the same after the heading is reworded."""

from collections.abc import Iterable, Mapping
from itertools import chain, count

from django.utils.text import slugify

# Ids that the page itself uses.
TAKEN = frozenset(
    {
        "auteur",
        "bron-in-twijfel",
        "bronnen",
        "bronnen-afbeeldingen",
        "inhoud",
        "inhoudsopgave",
        "verder-lezen",
    }
)
# Beginnings of the ids of sources and of the places that cite them.
OF_SOURCES = ("bron-", "verwijzing-")


def assign(headings: Iterable[tuple[str, str]], known: Mapping[str, str]) -> dict[str, str]:
    """Anchors by block id for (block id, heading) pairs; a block in `known` keeps its own."""
    anchors: dict[str, str] = {}
    headings = list(headings)
    taken = set(TAKEN) | {known[block] for block, _heading in headings if block in known}
    for block, heading in headings:
        anchors[block] = known.get(block) or unused(stem(heading), taken)
        taken.add(anchors[block])
    return anchors


def stem(heading: str) -> str:
    """A stem for the anchor of a heading, never one that the ids of sources begin with."""
    slug = slugify(heading) or "deel"
    return f"deel-{slug}" if f"{slug}-".startswith(OF_SOURCES) else slug


def unused(slug: str, taken: set[str]) -> str:
    """The slug if it is free, else the first free one with a number behind it, such as "pijn-2"."""
    numbered = (f"{slug}-{number}" for number in count(2))
    return next(anchor for anchor in chain([slug], numbered) if anchor not in taken)
