"""Hours in few signs, for pieces of the agenda."""

from datetime import datetime
from typing import Protocol

from booking.scheduling.clock import clinic_clock


class Starts(Protocol):
    """Anything with a start."""

    @property
    def starts_at(self) -> datetime: ...


class Lasts(Starts, Protocol):
    """Anything with a start and an end."""

    @property
    def ends_at(self) -> datetime: ...


class WithStart:
    """A piece that tells when it starts on the clinic's clock."""

    __slots__ = ()

    @property
    def clock(self: Starts) -> str:
        """Start on the clinic's clock, in few signs. Example: "9.30"."""
        return short_clock(self.starts_at)


class WithHours(WithStart):
    """A piece that tells when it starts and ends on the clinic's clock."""

    __slots__ = ()

    @property
    def until(self: Lasts) -> str:
        """End on the clinic's clock, in few signs."""
        return short_clock(self.ends_at)


def short_clock(instant: datetime) -> str:
    """The hour on the clinic's clock without a unit. Example: "9.30"."""
    clock = clinic_clock(instant)
    return f"{clock.hour}.{clock.minute:02d}"
