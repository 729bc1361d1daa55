"""Find typed citations in a text, each with the works it means or with what is doubtful."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from blog.linking import brackets, wording
from blog.linking.brackets import Pair
from blog.linking.found import Cited, Doubt, Found, Reason, TypedCitation
from blog.linking.names import PARTICLES, Named, looks_like_a_name, named
from blog.linking.plain import LINK, Text
from blog.linking.wording import Tail, Year
from blog.linking.works import Work, words

# What may stand between the citations of one pair of brackets.
BETWEEN = re.compile(r"(?:[ ;,&]|en |and )*+", re.IGNORECASE)
# Journals print later than they publish online: a PMID or DOI decides if the year is so far off.
YEARS_APART = 1


@dataclass(frozen=True, slots=True)
class Item:
    """One typed citation. Initials before the name begin at `lead`; `around` are its brackets."""

    start: int
    lead: int
    end: int
    works: tuple[Work, ...]
    locator: str
    around: Pair | None


@dataclass(frozen=True, slots=True)
class Place:
    """A tail, such as "et al. (2019)", in its text.

    The name in front of it begins at `floor` or later; `around` are the brackets around it.
    """

    text: str
    tail: Tail
    floor: int
    around: Pair | None

    @property
    def is_typed_as_citation(self) -> bool:
        """Tell whether this looks like a citation even with no name of the list before it."""
        tail = self.tail
        return tail.others or tail.bracketed or bool(tail.comma and self.around)

    @property
    def end(self) -> int:
        """The end of the citation; a full stop that also ends the sentence stays outside."""
        end = self.tail.end
        behind = self.text[end : end + 3].strip()[:1]
        ends = not self.tail.years and (not behind or behind.isupper() or behind in "\"'")
        return end - (ends and self.text[end - 1] == ".")


def find(text: Text, works: Sequence[Work]) -> Found:
    """Find citations in a text: sure mentions, and doubts for a person to look at."""
    items: list[Item] = []
    doubts: list[Doubt] = []
    pairs = brackets.outermost(text.even)
    floor = 0
    for tail in wording.tails(text.even):
        around = brackets.around(pairs, tail.start, tail.end)
        low = max(floor, around[0] + 1 if around else 0, line_start(text.even, tail.start))
        read = resolve(Place(text.even, tail, low, around), works)
        if isinstance(read, Item):
            items.append(read)
        elif read:
            doubts.append(read)
        floor = tail.end
    return Found(list(mentions(text.even, items)), doubts)


def line_start(text: str, position: int) -> int:
    return max(text.rfind("\n", 0, position), text.rfind(LINK, 0, position)) + 1


def mentions(text: str, items: Iterable[Item]) -> Iterator[TypedCitation]:
    """Citations in the text; brackets that hold nothing else belong to them."""
    for around, group in groupby(items, key=lambda item: item.around):
        together = list(group)
        if around and nothing_between(text, together, around):
            cited = [Cited(work, locator=item.locator) for item in together for work in item.works]
            yield TypedCitation(around[0], around[1] + 1, tuple(dict.fromkeys(cited)))
        else:
            for item in together:
                first, *rest = item.works
                cited = [Cited(first, narrative=True, locator=item.locator), *map(Cited, rest)]
                yield TypedCitation(item.start, item.end, tuple(cited))


def nothing_between(text: str, items: Sequence[Item], around: Pair) -> bool:
    """Tell whether these brackets hold nothing but these citations."""
    edges = [around[0] + 1]
    for item in items:
        edges += [item.lead, item.end]
    edges.append(around[1])
    gaps = zip(edges[::2], edges[1::2], strict=True)
    return all(BETWEEN.fullmatch(text, low, high) for low, high in gaps)


def resolve(place: Place, works: Sequence[Work]) -> Item | Doubt | None:
    """Decide what stands here: an item, a doubt, or None for what is no citation."""
    tail = place.tail
    numbered = [
        work
        for work in works
        if (tail.pmid and work.pmid == tail.pmid) or (tail.doi and work.doi == tail.doi)
    ]
    if not tail.years and not tail.others:
        return by_number(place, numbered)
    name = named(place.text, tail.start, place.floor, works)
    if name is None:
        return unknown(place, works, numbered)
    if not is_citation(place, name):
        return None
    decided = decide(tail, name, numbered)
    if isinstance(decided, Doubt):
        typed = place.text[name.lead : tail.start]
        return replace(decided, start=name.lead, end=place.end, name=typed)
    return Item(name.start, name.lead, place.end, decided, tail.locator, place.around)


def by_number(place: Place, numbered: Sequence[Work]) -> Item | Doubt:
    """Decide a citation that is only a PMID or DOI."""
    start, end = place.tail.start, place.tail.end
    if len(numbered) == 1:
        return Item(start, start, end, tuple(numbered), "", place.around)
    return Doubt(start, end, Reason.UNKNOWN)


def unknown(place: Place, works: Iterable[Work], numbered: Sequence[Work]) -> Doubt | None:
    """Decide a citation without a name of the list: a doubt, or None for what is no citation."""
    start = looks_like_a_name(place.text, place.tail.start, place.floor)
    if start is None or not (place.is_typed_as_citation or numbered):
        return None
    typed = place.text[start : place.tail.start]
    if numbered:
        return Doubt(start, place.end, Reason.CONTRADICTION, tuple(numbered), typed)
    said = set(words(typed)) - PARTICLES
    near = [work for work in works if any(said.intersection(name) for name in work.families)]
    return Doubt(start, place.end, Reason.UNKNOWN, tuple(near), typed)


def is_citation(place: Place, name: Named) -> bool:
    """Tell whether a name with a year is a citation: "in Long 2019" is none."""
    tail = place.tail
    typed = place.text[name.start : tail.start]
    if typed == typed.lower() and not (tail.others and tail.years):
        return False
    if tail.others or tail.bracketed or place.around or tail.pmid or tail.doi:
        return True
    return tail.comma and name.authors > 1


def decide(tail: Tail, name: Named, numbered: Sequence[Work]) -> tuple[Work, ...] | Doubt:
    """Decide which works a name and a tail mean; a doubt has no position yet."""
    if tail.pmid or tail.doi:
        return decide_by_number(tail, name, numbered)
    if not tail.years:
        if len(name.works) == 1 and not tail.unread:
            return name.works
        return Doubt(0, 0, Reason.SEVERAL, name.works)
    works: list[Work] = []
    for year in tail.years:
        decided = of_year(year, name.works)
        if isinstance(decided, Doubt):
            return decided
        works.append(decided)
    return tuple(dict.fromkeys(works))


def decide_by_number(tail: Tail, name: Named, numbered: Sequence[Work]) -> tuple[Work, ...] | Doubt:
    """Decide a citation with a PMID or DOI, which name and year must not contradict."""
    if not numbered:
        unnumbered = [work for work in name.works if not (work.pmid if tail.pmid else work.doi)]
        if not unnumbered:
            return Doubt(0, 0, Reason.CONTRADICTION, name.works)
        return decide(
            replace(tail, pmid="", doi=""), replace(name, works=tuple(unnumbered)), numbered
        )
    (work,) = numbered[:1]
    if work in name.works and is_near(work, tail.years):
        return (work,)
    return Doubt(0, 0, Reason.CONTRADICTION, tuple(dict.fromkeys([*name.works, work])))


def is_near(work: Work, years: Sequence[Year]) -> bool:
    """Tell whether each of the years is at most YEARS_APART from the year of the work."""
    if not years or work.year is None:
        return True
    return all(year.number and abs(year.number - work.year) <= YEARS_APART for year in years)


def of_year(year: Year, works: Sequence[Work]) -> Work | Doubt:
    """The work of this year; a doubt if there is none or several."""
    same = [work for work in works if work.year == year.number]
    if not same:
        return Doubt(0, 0, Reason.OTHER_YEAR, tuple(works))
    if year.letter and year.number:
        # The letter says that there are two; only the pasted line can say which one this is.
        named_so = [work for work in same if work.is_listed_as(year.number, year.letter)]
        return named_so[0] if len(named_so) == 1 else Doubt(0, 0, Reason.SEVERAL, tuple(same))
    return same[0] if len(same) == 1 else Doubt(0, 0, Reason.SEVERAL, tuple(same))
