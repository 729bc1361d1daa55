"""The word `kin` in an address of the agenda: the therapists whose time it shows."""

from typing import Literal, TypeAlias

# The week of all, where others have the number of a therapist. Without the word it is a day.
ALL: Literal["allen"] = "allen"

Kin: TypeAlias = int | Literal["allen"] | None


def week_with(kin: Kin, *therapists: int) -> Kin:
    """The week that is shown, if one of these therapists is in it; None for a day."""
    return kin if kin == ALL or kin in therapists else None
