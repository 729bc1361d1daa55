"""Addresses of the sections of an article: readable, and the same after the heading is reworded."""

from collections.abc import Iterable, Mapping

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


def assign(headings: Iterable[tuple[str, str]], known: Mapping[str, str]) -> dict[str, str]:
    """Block id -> anchor for each (block id, heading). A block keeps the anchor in `known`."""
    anchors: dict[str, str] = {}
    headings = list(headings)
    taken = set(TAKEN) | {known[block] for block, _heading in headings if block in known}
    for block, heading in headings:
        anchors[block] = known.get(block) or unused(slugify(heading) or "deel", taken)
        taken.add(anchors[block])
    return anchors


def unused(slug: str, taken: set[str]) -> str:
    number, anchor = 1, slug
    while anchor in taken or anchor.startswith(("bron-", "verwijzing-")):
        number += 1
        anchor = (
            f"deel-{slug}" if anchor.startswith(("bron-", "verwijzing-")) else f"{slug}-{number}"
        )
    return anchor
