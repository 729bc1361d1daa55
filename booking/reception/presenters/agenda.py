"""One day of all therapists side by side, or one week of one of them, for the agenda."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from booking.models import Absence, Appointment, Practitioner, Slot
from booking.models.sight import EVERYBODY, Sight
from booking.models.treatment import TreatmentGroup
from booking.reception.presenters.grid import Column, Rows, column_of
from booking.reception.presenters.kin import Kin
from booking.scheduling.clock import clinic_day
from booking.scheduling.grid import Scale
from booking.scheduling.holidays import LegalHoliday, holiday_on
from booking.scheduling.spans import Span
from booking.text.formats import day_text, short_day_text


@dataclass(frozen=True)
class Agenda:
    """One day of the practice, or the week of `person` in which it falls.

    `practitioners` are those who can be chosen. `now` is the minute of `now_at` on the scale, None
    when that moment is not shown.
    """

    day: date
    person: Practitioner | None
    practitioners: Sequence[Practitioner]
    scale: Scale
    columns: Sequence[Column]
    rows: Rows
    now: int | None
    now_at: datetime
    # Whether the lines are therapists and the columns days, see week_of_all.py.
    is_of_all = False

    @property
    def is_week(self) -> bool:
        """Tell whether it shows a week and not one day."""
        return self.person is not None

    @property
    def kin(self) -> Kin:
        """The therapists whose time it shows, as the address says it."""
        return self.person.pk if self.person else None

    @property
    def frame(self) -> list[object]:
        """Facts on which the size of all columns depends."""
        return [self.scale.minutes, self.scale.span]

    def rows_of(self, _column: Column) -> Rows:
        """Rows among which those of a column are."""
        return self.rows

    @property
    def title(self) -> str:
        """The day, or the therapist and the Monday of the week, in words."""
        if self.person is None:
            return day_text(self.day)
        monday = {"name": self.person, "day": date_format(self.columns[0].day, "j F")}
        return _("%(name)s, week of %(day)s") % monday

    @property
    def visits(self) -> Sequence[Appointment]:
        """Appointments and holds that are shown; not those that were cancelled."""
        return self.rows.visits

    @property
    def cancelled(self) -> Sequence[Appointment]:
        return self.rows.cancelled

    @property
    def holiday(self) -> LegalHoliday | None:
        """The legal holiday of the one day that is shown; a week has them in its columns."""
        return None if self.is_week else holiday_on(self.day)

    @property
    def closings(self) -> list[Absence]:
        """Closings of the one day that is shown; a week has them in its columns."""
        closings = [one for one in self.rows.absences if one.practitioner_id is None]
        return [] if self.is_week else closings

    @property
    def groups(self) -> list[TreatmentGroup]:
        """Groups of the treatments that are shown, for the legend."""
        shown = {visit.treatment.group for visit in self.visits}
        return [group for group in TreatmentGroup if group in shown]


def agenda_of(day: date, *, now: datetime, sight: Sight = EVERYBODY) -> Agenda:
    """Agenda of one day in clinic time. Takes four queries for any number of appointments.

    It shows the therapists whose patients are in `sight`.

    Example: on a day that is shown from 8:00 on, an appointment from 9:00 to 9:30 has the place
    (60, 30): it starts at minute 60 and is 30 minutes long.
    """
    window = clinic_day(day)
    rows = rows_during(window, now, sight)
    seen_today = Q(pk__in={visit.practitioner_id for visit in rows.visits})
    shown = Practitioner.objects.filter(Q(is_active=True) | seen_today, sight.within("pk"))
    people = list(shown.with_lengths())
    scale = Scale.of(window, spans_of(rows))
    columns = [
        replace(
            column_of(person, day, scale, rows, now=now),
            head=str(person),
            short_head=person.initials,
        )
        for person in people
    ]
    return Agenda(day, None, people, scale, narrowed(columns), rows, scale.minute_of(now), now)


def week_of(pk: int, day: date, *, now: datetime, sight: Sight = EVERYBODY) -> Agenda | None:
    """The week of one therapist in which a day falls, from Monday to Sunday; None without one.

    There is none either of a therapist whose patients are not in `sight`. Takes four queries for
    any number of appointments.
    """
    chosen = Practitioner.objects.filter(Q(is_active=True) | Q(pk=pk), sight.within("pk"))
    people = list(chosen.with_lengths())
    person = next((one for one in people if one.pk == pk), None)
    if person is None:
        return None
    monday = day - timedelta(days=day.weekday())
    days = [monday + timedelta(days=number) for number in range(7)]
    windows = [clinic_day(one) for one in days]
    only = Sight(of_everybody=False, practitioner=person.pk)
    rows = rows_during(Span(windows[0].starts_at, windows[-1].ends_at), now, only)
    scales = Scale.alike(windows, spans_of(rows))
    columns = [
        replace(
            column_of(person, one, scale, rows, now=now),
            head=short_day_text(scale.span.starts_at),
            short_head=date_format(one, "D"),
        )
        for one, scale in zip(days, scales, strict=True)
    ]
    minute = next((m for scale in scales if (m := scale.minute_of(now)) is not None), None)
    return Agenda(day, person, people, scales[0], narrowed(columns), rows, minute, now)


def rows_during(window: Span, now: datetime, sight: Sight) -> Rows:
    """Rows of the window: absences of all, the others of the therapists in sight. Three queries."""
    shown = list(Appointment.objects.during(window).seen_by(sight).for_agenda(now))
    slots = Slot.objects.during(window).filter(sight.within("practitioner"))
    return rows_around(shown, slots, window)


def rows_around(shown: Sequence[Appointment], slots: Iterable[Slot], window: Span) -> Rows:
    """Rows of the window with these appointments and slots; reads the slots and the absences."""
    return Rows(
        slots=list(slots),
        absences=list(Absence.objects.during(window)),
        visits=[one for one in shown if not one.is_cancelled],
        cancelled=[one for one in shown if one.is_cancelled],
    )


def spans_of(rows: Rows) -> Iterable[Span]:
    """Periods that have to be in sight: worked time and appointments."""
    return [one.span for one in [*rows.slots, *rows.visits]]


def narrowed(columns: Sequence[Column]) -> list[Column]:
    """The columns, of which those without work are narrow; not where nobody works at all."""
    if all(column.is_idle for column in columns):
        return list(columns)
    return [replace(column, is_slim=column.is_idle) for column in columns]
