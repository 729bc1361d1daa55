"""Groups of numbers in the text: "1, 3–5"."""

from collections.abc import Iterable

# Two numbers in a row are read faster as "1, 2" than as "1–2".
FEWEST_IN_A_RANGE = 3


def runs(numbers: Iterable[int]) -> list[list[int]]:
    """The numbers in order, each once, cut where one is missing."""
    found: list[list[int]] = []
    for number in sorted(set(numbers)):
        if found and number == found[-1][-1] + 1:
            found[-1].append(number)
        else:
            found.append([number])
    return found
