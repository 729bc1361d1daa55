"""Finding sources that may be one work. A person decides whether to merge them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from references.models import Reference, ReferenceQuerySet
from references.works.csl import fold
from references.works.sameness import same_title

# A cut-off title must have at least so many characters to be compared.
FEWEST_SIGNS = 20
# Two spellings of a title stand near each other in alphabetical order, at most so far apart.
NEIGHBOURS = 5


@dataclass(frozen=True, slots=True)
class Card:
    """The columns of a source that are compared; a whole library of them is held at once."""

    pk: int
    title: str
    title_key: str
    year: int | None
    first_author: str
    identifiers: tuple[str, ...]


def groups(references: ReferenceQuerySet) -> list[list[Reference]]:
    """Group the sources that may be one work. Two queries."""
    found = joined(pairs(list(cards(references))))
    loaded = Reference.objects.in_bulk([pk for group in found for pk in group])
    return [[loaded[pk] for pk in group if pk in loaded] for group in found]


def of(reference: Reference) -> list[Reference]:
    """The sources that may be the same work as this one."""
    for group in groups(Reference.objects.all()):
        if reference in group:
            return [other for other in group if other != reference]
    return []


def cards(references: ReferenceQuerySet) -> Iterator[Card]:
    """Yield a card for each source, in the order of their titles."""
    rows = references.order_by("title_key", "pk").values_list(
        "pk", "title", "title_key", "year", "first_author", "doi", "pmid", "pmcid"
    )
    for pk, title, key, year, author, *identifiers in rows:
        yield Card(pk, title, key, year, fold(author), tuple(identifiers))


def pairs(by_title: list[Card]) -> Iterator[tuple[int, int]]:
    """Yield the ids of two sources that may be one work.

    Takes the cards in the order of their titles.
    """
    for one, other in neighbours(by_title, 1):
        if one.title_key and one.title_key == other.title_key:
            yield one.pk, other.pk
    of_author: dict[tuple[int | None, str], list[Card]] = defaultdict(list)
    for card in by_title:
        of_author[card.year, card.first_author].append(card)
    for by_one_author in of_author.values():
        for one, other in neighbours(by_one_author, NEIGHBOURS):
            if alike(one, other):
                yield one.pk, other.pk


def neighbours(listed: list[Card], distance: int) -> Iterator[tuple[Card, Card]]:
    """Yield each card with the next ones in the list, at most `distance` away."""
    for place, one in enumerate(listed):
        for other in islice(listed, place + 1, place + 1 + distance):
            yield one, other


def alike(one: Card, other: Card) -> bool:
    """Tell whether two works of one year and first author may be one."""
    if any(a and b and a != b for a, b in zip(one.identifiers, other.identifiers, strict=True)):
        return False
    return cut_off(one, other) or same_title(one.title, other.title)


def cut_off(one: Card, other: Card) -> bool:
    """Tell whether one title is the beginning of the other.

    Example: "… part 1" is no beginning of "… part 12".
    """
    shorter, longer = sorted((one.title_key, other.title_key), key=len)
    rest = longer.removeprefix(shorter)
    within_a_number = shorter[-1:].isdigit() and rest[:1].isdigit()
    return len(shorter) >= FEWEST_SIGNS and rest != longer and not within_a_number


def joined(linked: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Join pairs to groups: two that are linked to a third are in one group."""
    group_of: dict[int, list[int]] = {}
    for one, other in linked:
        first = group_of.setdefault(one, [one])
        second = group_of.setdefault(other, [other])
        if first is not second:
            first += second
            group_of |= dict.fromkeys(second, first)
    return list({id(group): group for group in group_of.values()}.values())
