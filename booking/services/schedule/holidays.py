"""Legal holidays, on which the practice is closed unless it decides otherwise.

Example: on 30 November 2026 the site is new. All holidays until 31 December 2027 are closed. The
practice unticks 21 July: its closing is deleted and the row of that day stays, so the next run
leaves it open. On 1 January 2027 the holidays of 2028 are closed.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from booking.models import Absence, Appointment, Holiday, HoursChange
from booking.models.hours_change import HoursChangeKind
from booking.scheduling.clock import clinic_date, clinic_day
from booking.scheduling.holidays import LegalHoliday, holiday_on, legal_holidays
from booking.scheduling.spans import Span
from booking.services.schedule.change_hours import Outcome, change_hours, everybody
from booking.services.schedule.generate_slots import last_day_to_generate


@dataclass(frozen=True, slots=True)
class HolidayState:
    """A legal holiday as it stands.

    `part_of` is a longer closing that the practice made itself and that covers the day; `visits` is
    the number of appointments that are still coming on it.
    """

    day: date
    holiday: LegalHoliday
    is_closed: bool
    is_over: bool
    part_of: Absence | None
    visits: int


def close_holidays(*, today: date, now: datetime) -> int:
    """Close the practice on holidays from `today` on that were not decided about yet.

    They reach to the end of next year, and as far as slots do. A day on which the practice is
    closed already gets no second closing. Appointments stay booked, and are listed. Returns the
    number of days that it decided about. Raises HoursBusy.
    """
    last = max(date(today.year + 1, 12, 31), last_day_to_generate(today))
    days = legal_holidays(today, last)
    decided = set(Holiday.objects.filter(day__in=days).values_list("day", flat=True))
    undecided = [day for day in days if day not in decided]
    for day in undecided:
        _change(day, partial(_decide, day), now)
    return len(undecided)


def close_holiday(day: date, *, now: datetime) -> Outcome:
    """Close the practice on a holiday; does nothing if it is closed. Raises HoursBusy."""
    return _change(day, lambda: _close(Holiday.objects.get_or_create(day=day)[0]), now)


def open_holiday(day: date, *, now: datetime) -> Outcome:
    """Open the practice on a holiday, unless a longer closing covers it. Raises HoursBusy."""

    def write() -> None:
        holiday, _is_new = Holiday.objects.select_related("absence").get_or_create(day=day)
        if holiday.absence and holiday.absence.span == clinic_day(day):
            holiday.absence.delete()

    return _change(day, write, now)


def states_of_holidays(years: Collection[int], *, now: datetime) -> Sequence[HolidayState]:
    """The holidays of these years as they stand, in order of time; two queries."""
    days = legal_holidays(date(min(years), 1, 1), date(max(years), 12, 31))
    window = Span(clinic_day(min(days)).starts_at, clinic_day(max(days)).ends_at)
    closings = list(Absence.objects.during(window).filter(practitioner=None))
    coming = Appointment.objects.coming(now).during(window).values_list("starts_at", flat=True)
    visits = [clinic_date(starts_at) for starts_at in coming]
    return [
        _state(day, holiday, closings, visits.count(day), today=clinic_date(now))
        for day, holiday in days.items()
    ]


def _state(
    day: date, holiday: LegalHoliday, closings: Sequence[Absence], visits: int, *, today: date
) -> HolidayState:
    covering = [one for one in closings if one.span.covers(clinic_day(day))]
    longer = next((one for one in covering if one.span != clinic_day(day)), None)
    return HolidayState(day, holiday, bool(covering), day < today, longer, visits)


def _decide(day: date) -> None:
    holiday, is_new = Holiday.objects.get_or_create(day=day)
    if is_new:  # else another run was faster, or the practice decided in the meantime
        _close(holiday)


def _close(holiday: Holiday) -> None:
    whole = clinic_day(holiday.day)
    closings = Absence.objects.during(whole).filter(practitioner=None)
    for closing in closings:
        if closing.span.covers(whole):
            return
    closing = holiday.absence or Absence()
    closing.starts_at, closing.ends_at = whole
    closing.save()
    holiday.absence = closing
    holiday.save()


def _change(day: date, write: Callable[[], object], now: datetime) -> Outcome:
    named = holiday_on(day)
    about = f"{named.label if named else ''} {day:%d/%m/%Y}".strip()
    change = HoursChange(kind=HoursChangeKind.HOLIDAY, about=about)
    return change_hours(everybody(), write, change, now=now)
