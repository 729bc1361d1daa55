"""The age of an article's sources."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Evidence:
    """The age of the sources of an article.

    `newest` and `oldest` are years. `dated` is the number of sources that have a year; `old` of
    these are more than `limit` years old.
    """

    newest: int
    oldest: int
    dated: int
    old: int
    limit: int

    @property
    def newest_is_old(self) -> bool:
        return self.old == self.dated

    @property
    def is_half_old(self) -> bool:
        return 2 * self.old >= self.dated

    @property
    def is_exactly_half_old(self) -> bool:
        return 2 * self.old == self.dated


def age(years: Iterable[int | None], this_year: int, limit: int) -> Evidence | None:
    """The age in `this_year` of sources of these years; None when no source has a year."""
    dated = [year for year in years if year]
    if not dated:
        return None
    old = sum(this_year - year > limit for year in dated)
    return Evidence(max(dated), min(dated), len(dated), old, limit)
