"""Groups of numbers in the text: "1, 3–5"."""

from collections.abc import Iterable

# "1, 2" is read faster than "1–2".
FEWEST_IN_A_RANGE = 3


def runs(numbers: Iterable[int]) -> list[list[int]]:
    """Sort the numbers and split them where one is missing. Doubles are dropped."""
    found: list[list[int]] = []
    for number in sorted(set(numbers)):
        if found and number == found[-1][-1] + 1:
            found[-1].append(number)
        else:
            found.append([number])
    return found
