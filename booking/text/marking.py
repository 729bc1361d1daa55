"""Marks of what somebody typed in a text that was found by it, in whatever spelling."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from booking.text.folding import folded


def marked_pieces(text: str, parts: Sequence[str]) -> list[tuple[str, bool]]:
    """Cut a text into pieces, each with whether it is one of the folded `parts`.

    Spaces and signs within a part do not count; the start of a word goes before the inside of one.
    Example: "Luk Van Damme" with the part "vandam" is [("Luk ", False), ("Van Dam", True),
    ("me", False)].
    """
    letters = list(_letters(text))
    tight = "".join(letter for letter, _place in letters)
    starts = {at for at, (_letter, place) in enumerate(letters) if _begins_a_word(text, place)}
    marks = [False] * len(text)
    for part in filter(None, parts):
        found = _found(tight, part, starts)
        if found is not None:
            first, last = letters[found][1], letters[found + len(part) - 1][1]
            marks[first : last + 1] = [True] * (last + 1 - first)
    pieces = groupby(zip(text, marks, strict=True), key=lambda one: one[1])
    return [("".join(sign for sign, _mark in piece), is_marked) for is_marked, piece in pieces]


def _letters(text: str) -> Iterator[tuple[str, int]]:
    """Folded letters and digits, each with the place in the text of the sign that it is of."""
    for place, sign in enumerate(text):
        for letter in folded(sign):
            if letter.isalnum():
                yield letter, place


def _begins_a_word(text: str, place: int) -> bool:
    return place == 0 or not text[place - 1].isalnum()


def _found(tight: str, part: str, starts: set[int]) -> int | None:
    places = [at for at in range(len(tight)) if tight.startswith(part, at)]
    return next((at for at in places if at in starts), next(iter(places), None))
