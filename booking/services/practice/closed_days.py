from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from booking.models import Absence, Practitioner, Slot
from booking.scheduling.clock import clinic_date
from booking.scheduling.holidays import LegalHoliday, holiday_on
from booking.scheduling.spans import Span


@dataclass(frozen=True, slots=True)
class ClosedDay:
    """A day on which the whole practice is closed, with the holiday that it is, if any."""

    day: date
    holiday: LegalHoliday | None


def closed_days(window: Span, practitioners: Sequence[Practitioner]) -> list[ClosedDay]:
    """Days in the window on which these practitioners would work if the practice were not closed.

    The reason that the staff typed for a closing is not told; the name of a holiday is. Takes
    two queries, or one if the practice is not closed.
    """
    closings = [one.span for one in Absence.objects.during(window).filter(practitioner=None)]
    if not closings:
        return []
    slots = Slot.objects.during(window).filter(practitioner__in=practitioners)
    is_closed: dict[date, bool] = {}
    for slot in slots:
        day = clinic_date(slot.starts_at)
        covered = any(closing.covers(slot.span) for closing in closings)
        is_closed[day] = is_closed.get(day, True) and covered
    return [ClosedDay(day, holiday_on(day)) for day in sorted(is_closed) if is_closed[day]]
