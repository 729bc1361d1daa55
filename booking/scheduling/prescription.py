"""A doctor's prescription, and the last day on which its treatment can begin."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

# Treatment has to begin within this many months of the date of the prescription, or the insurer
# does not refund it (a rule of RIZIV). Booking warns of it and refuses nothing.
PRESCRIPTION_MONTHS = 2


@dataclass(frozen=True, slots=True)
class Prescription:
    """A prescription as the patient tells of it; without a date no day is too late.

    Example: prescribed on 31 December 2026, the treatment has to begin by 28 February 2027.
    """

    prescribed_on: date | None = None

    @property
    def last_day_to_start(self) -> date | None:
        """The last day on which the first appointment is refunded; None without a date."""
        return last_day_to_start(self.prescribed_on) if self.prescribed_on else None

    def is_late(self, day: date) -> bool:
        """Tell whether `day` is too late for the first appointment; it can still be booked."""
        return self.last_day_to_start is not None and day > self.last_day_to_start

    def missed_by(self, first_day: date) -> date | None:
        """The last day to start, if the first appointment comes after it; else None."""
        return self.last_day_to_start if self.is_late(first_day) else None


def last_day_to_start(prescribed_on: date) -> date:
    """The day two months after `prescribed_on`, or the last day of a month too short for it."""
    months = prescribed_on.month - 1 + PRESCRIPTION_MONTHS
    year, month = prescribed_on.year + months // 12, months % 12 + 1
    return date(year, month, min(prescribed_on.day, monthrange(year, month)[1]))
