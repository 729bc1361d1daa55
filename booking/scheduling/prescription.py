"""A doctor's prescription: what it asks of the first visit, for the insurer to refund it."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

# Treatment has to begin this many months after the date of the prescription, or the insurer does
# not refund it (RIZIV; booking says so and refuses nothing).
PRESCRIPTION_MONTHS = 2


@dataclass(frozen=True, slots=True)
class Prescription:
    """As far as somebody tells of one: without a date no day is too late."""

    prescribed_on: date | None = None

    @property
    def last_day_to_start(self) -> date | None:
        return last_day_to_start(self.prescribed_on) if self.prescribed_on else None

    def is_late(self, day: date) -> bool:
        """To start. It can be booked all the same."""
        return self.last_day_to_start is not None and day > self.last_day_to_start

    def missed_by(self, first_day: date) -> date | None:
        """The last day to start, where that is before the first visit."""
        return self.last_day_to_start if self.is_late(first_day) else None


def last_day_to_start(prescribed_on: date) -> date:
    """The same day of the month, or the last one of a month that is too short for it."""
    months = prescribed_on.month - 1 + PRESCRIPTION_MONTHS
    year, month = prescribed_on.year + months // 12, months % 12 + 1
    return date(year, month, min(prescribed_on.day, monthrange(year, month)[1]))
