"""The day of each therapist as a list on paper: appointments with phone numbers, and free time."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q

from booking.models import Absence, Appointment, Practitioner
from booking.models.sight import EVERYBODY, Sight
from booking.scheduling.clock import clinic_day
from booking.scheduling.spans import Span


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a sheet: an appointment or a hold, time away, or else free time.

    `is_hit` marks an appointment whose patient is expected while the therapist is away, or has an
    internal block; `is_away` tells which.
    """

    span: Span
    visit: Appointment | None = None
    absence: Absence | None = None
    is_hit: bool = False
    is_away: bool = False
    is_all_day: bool = False

    @property
    def length(self) -> timedelta:
        return self.span.ends_at - self.span.starts_at


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sheet of one therapist, with its lines in order of time."""

    practitioner: Practitioner
    day: date
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class DaySheets:
    """The sheets of one day. `chosen` is the one therapist asked for; None for all of them.

    `practitioners` are those whose sheets can be asked for.
    """

    day: date
    practitioners: Sequence[Practitioner]
    chosen: Practitioner | None
    sheets: Sequence[Sheet]

    @property
    def have_work(self) -> bool:
        """Tell whether somebody is expected on that day, or works."""
        lines = (line for sheet in self.sheets for line in sheet.lines)
        return any(line.visit or not line.absence for line in lines)


def day_sheets(day: date, slug: str = "", *, now: datetime, sight: Sight = EVERYBODY) -> DaySheets:
    """Sheets of one day in clinic time, in four queries for any number of appointments.

    They are of the therapists whose patients are in `sight`.

    `slug` asks for one therapist, who has a sheet even if nothing stands on it. An unknown one asks
    for all, without those who neither work nor are away that day.
    """
    window = clinic_day(day)
    held = Appointment.objects.during(window).seen_by(sight).holding_time(now)
    visits = list(held.for_page().with_offer().with_turn())
    absences = list(Absence.objects.during(window))
    seen = Q(pk__in={visit.practitioner_id for visit in visits})
    people = Practitioner.objects.filter(Q(is_active=True) | seen, sight.within("pk"))
    practitioners = list(people)
    working = Practitioner.objects.active()
    free = list(working.free_spans(window, turnaround=timedelta(0), now=now))
    chosen = next((one for one in practitioners if one.slug == slug), None)
    sheets = [
        Sheet(person, day, lines_of(person, window, visits, absences, free, now=now))
        for person in ([chosen] if chosen else practitioners)
    ]
    return DaySheets(day, practitioners, chosen, [one for one in sheets if chosen or one.lines])


def lines_of(
    person: Practitioner,
    day: Span,
    visits: Iterable[Appointment],
    absences: Iterable[Absence],
    free: Iterable[tuple[int, Span]],
    *,
    now: datetime,
) -> list[Line]:
    """Lines of one therapist in order of time. Free time that is over is left out."""
    away = [absence for absence in absences if absence.is_of(person.pk)]
    lines = [
        Line(part, absence=absence, is_all_day=absence.span.covers(day))
        for absence in away
        if (part := absence.span.overlap(day))
    ]
    for visit in visits:
        if visit.practitioner_id == person.pk:
            hit_by = hitting(visit, away)
            is_away = hit_by is not None and not hit_by.is_internal
            lines.append(Line(visit.span, visit, is_hit=hit_by is not None, is_away=is_away))
    for pk, span in free:
        part = span.overlap(day)
        if pk == person.pk and part and part.ends_at > now:
            lines.append(Line(part))
    return sorted(lines, key=lambda line: line.span)


def hitting(one: Appointment, away: Collection[Absence]) -> Absence | None:
    """The absence or block in which a patient is expected; an absence before a block."""
    hits = [each for each in away if one.is_expected and one.span.overlap(each.span)]
    return min(hits, key=lambda each: each.is_internal, default=None)
