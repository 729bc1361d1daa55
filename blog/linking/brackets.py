"""Pairs of brackets in a text."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from blog.linking.wording import IS_NUMBER, number_at

Pair: TypeAlias = tuple[int, int]

SIGN = re.compile(r"[()\[\]\n]")


def outermost(text: str) -> list[Pair]:
    """Outermost pairs as (opening, closing), in order.

    A pair does not cross the end of a line, and the brackets of a DOI do not count.
    """
    found: list[Pair] = []
    opened: list[int] = []
    for place in signs(text):
        if text[place] == "\n":
            opened = []
        elif text[place] in "([":
            opened.append(place)
        elif opened:
            start = opened.pop()
            if not opened:
                found.append((start, place))
    return found


def signs(text: str) -> Iterator[int]:
    """Positions of brackets and line ends, without those inside a DOI or PMID."""
    ends = (
        (number.start(), number_at(text, number.start())[2]) for number in IS_NUMBER.finditer(text)
    )
    start, end = next(ends, (len(text), len(text)))
    for sign in SIGN.finditer(text):
        while end <= sign.start() and start < len(text):
            start, end = next(ends, (len(text), len(text)))
        if not start <= sign.start() < end:
            yield sign.start()


def around(pairs: Sequence[Pair], start: int, end: int) -> Pair | None:
    """The pair around the characters from `start` to `end`; None if there is none."""
    place = bisect_left(pairs, (start, 0)) - 1
    return pairs[place] if place >= 0 and end <= pairs[place][1] else None
