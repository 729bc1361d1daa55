"""A place of the agenda in one word, as the buttons and scripts of the agenda send it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from booking.scheduling.clock import clinic_clock, clinic_date, plausible_day

MOMENT = "%Y%m%dT%H%MZ"


@dataclass(frozen=True, slots=True)
class Spot:
    """A start with a therapist, as a button sends it. Example: "3@20270112T0800Z"."""

    practitioner_id: int
    starts_at: datetime

    def __str__(self) -> str:
        return f"{self.practitioner_id}@{self.starts_at.astimezone(UTC).strftime(MOMENT)}"

    @property
    def day(self) -> date:
        """The clinic day of the start."""
        return clinic_date(self.starts_at)

    @property
    def clock(self) -> str:
        """The start in clinic time, as a form takes it. Example: "09:30"."""
        return clinic_clock(self.starts_at).strftime("%H:%M")

    @classmethod
    def read(cls, text: str) -> "Spot | None":
        """The place that a button sent; None for any other text."""
        pk, _at, moment = text.partition("@")
        if not (pk.isascii() and pk.isdecimal() and len(pk) < 10):
            return None
        try:
            start = datetime.strptime(moment, MOMENT).replace(tzinfo=UTC)
        except ValueError:
            return None
        return cls(int(pk), start) if plausible_day(start.date().isoformat()) else None
