from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime

from django.db.models.functions import Upper

from booking.choices import COMING, OF_THE_DAY
from booking.errors import BookingError, OwnVisitThen, TooManyThatDay, TooManyVisits
from booking.models import Appointment, BookingRules, Patient, Treatment
from booking.scheduling.clock import clinic_date, clinic_day
from booking.scheduling.openings import Opening
from booking.scheduling.rules import Rules
from booking.scheduling.spans import Span
from booking.services.guards.locking import lock_name


def refuse_beyond_limits(
    patient: Patient,
    spans: Sequence[Span],
    treatment: Treatment,
    *,
    rules: Rules,
    now: datetime,
    ignoring: Iterable[Appointment] = (),
) -> None:
    """Refuse appointments at `spans` that take the patient beyond a limit.

    They are counted together with the patient's other appointments, less those in `ignoring`. Call
    it in the transaction that books: it locks the patient's name, so that a booking in another tab
    waits. Raises OwnVisitThen, TooManyThatDay, TooManyVisits.
    """
    for broken in broken_limits(patient, spans, treatment, rules=rules, now=now, ignoring=ignoring):
        raise broken


def broken_limits(
    patient: Patient,
    spans: Sequence[Span],
    treatment: Treatment,
    *,
    rules: Rules,
    now: datetime,
    ignoring: Iterable[Appointment] = (),
) -> Iterator[BookingError]:
    """Limits that appointments at `spans` would break, as errors. Locks the patient's name.

    A limit of the practice counts all appointments of the patient; a limit of a treatment counts
    appointments for that treatment.
    """
    lock_name(patient.name)
    visits = _visits_of(patient, spans, now, ignoring)
    yield from _broken_by(spans, visits, treatment, rules=rules, now=now)


def within_limits(
    patient: Patient,
    openings: Sequence[Opening],
    treatment: Treatment,
    *,
    rules: Rules,
    now: datetime,
    ignoring: Iterable[Appointment] = (),
) -> list[Opening]:
    """Openings that are within the patient's limits, for a page to show. Locks nothing."""
    if not openings:
        return []
    visits = _visits_of(patient, [one.span for one in openings], now, ignoring)
    return [
        one
        for one in openings
        if not any(_broken_by([one.span], visits, treatment, rules=rules, now=now))
    ]


def allowed_by_limits(
    patient: Patient,
    treatment: Treatment,
    *,
    rules: Rules,
    now: datetime,
    ignoring: Iterable[Appointment] = (),
) -> Callable[[Span], bool]:
    """Tell of any appointment from now on whether it would keep the patient within the limits.

    One query, for a page to show. Locks nothing.
    """
    visits = _visits_of(patient, [Span(now, now)], now, ignoring)
    return lambda span: not any(_broken_by([span], visits, treatment, rules=rules, now=now))


def days_at_limit(
    patient: Patient, treatment: Treatment, *, rules: Rules, now: datetime
) -> dict[date, list[Appointment]]:
    """Days from now on that have all the appointments they may have for the patient, with these.

    One query, for a page to show. Locks nothing.
    """
    by_day: dict[date, list[Appointment]] = {}
    for visit in _counted_by_day(_visits_of(patient, [Span(now, now)], now, ()), treatment):
        by_day.setdefault(visit.day, []).append(visit)
    return {day: them for day, them in by_day.items() if len(them) >= rules.most_visits_a_day}


def limits_of_each(
    visits: Sequence[Appointment], *, practice: BookingRules, now: datetime
) -> dict[int, Callable[[Opening], bool]]:
    """A test for each of these appointments, by id, whether its patient may have an opening.

    The appointment itself does not count, as it would move there. Locks nothing; one query.
    """
    names = {visit.patient.name.upper() for visit in visits if visit.patient}
    rows = Appointment.objects.filter(
        status__in=OF_THE_DAY, ends_at__gt=clinic_day(clinic_date(now)).starts_at
    )
    named = rows.annotate(upper=Upper("patient__name")).filter(upper__in=names)
    others: dict[str, list[Appointment]] = {}
    for row in named.select_related("patient"):
        if row.patient:
            others.setdefault(row.patient.name.upper(), []).append(row)

    def test_for(visit: Appointment) -> Callable[[Opening], bool]:
        alike = [
            other
            for other in others.get(visit.patient.name.upper() if visit.patient else "", [])
            if other.pk != visit.pk and _are_alike(other.patient, visit.patient)
        ]
        rules = practice.for_treatment(visit.treatment)

        def allows(opening: Opening) -> bool:
            return not any(_broken_by([opening.span], alike, visit.treatment, rules=rules, now=now))

        return allows

    return {visit.pk: test_for(visit) for visit in visits}


def _are_alike(one: Patient | None, other: Patient | None) -> bool:
    """Tell whether Patient.objects.alike() would find the one for the other, of the same name."""
    if one is None or other is None or one.pk == other.pk:
        return one is not None and one == other
    same_mail = bool(one.email) and one.email.upper() == other.email.upper()
    return same_mail or (bool(one.phone) and one.phone == other.phone)


def _broken_by(
    spans: Sequence[Span],
    visits: Iterable[Appointment],
    treatment: Treatment,
    *,
    rules: Rules,
    now: datetime,
) -> Iterator[BookingError]:
    if any(visit.span.overlap(span) for visit in visits for span in spans):
        yield OwnVisitThen()
    of_the_day = _counted_by_day(visits, treatment)
    wanted = [clinic_date(span.starts_at) for span in spans]
    days = [*wanted, *(visit.day for visit in of_the_day)]
    if full := {day for day in wanted if days.count(day) > rules.most_visits_a_day}:
        yield TooManyThatDay([visit.starts_at for visit in of_the_day if visit.day in full])
    is_own = treatment.most_coming_visits is not None
    counted = [one for one in visits if not is_own or one.treatment_id == treatment.pk]
    coming = [visit for visit in counted if visit.status in COMING and visit.ends_at > now]
    if len(coming) + len(spans) > rules.most_coming_visits:
        yield TooManyVisits()


def _counted_by_day(visits: Iterable[Appointment], treatment: Treatment) -> list[Appointment]:
    is_own = treatment.most_visits_a_day is not None
    return [one for one in visits if not is_own or one.treatment_id == treatment.pk]


def _visits_of(
    patient: Patient, spans: Sequence[Span], now: datetime, ignoring: Iterable[Appointment]
) -> list[Appointment]:
    """Appointments of the patient that are to come, and those on the days of `spans`; one query."""
    first_day = clinic_date(min(spans).starts_at)
    since = min(now, clinic_day(first_day).starts_at)
    people = Patient.objects.alike(patient)
    visits = Appointment.objects.filter(patient__in=people, status__in=OF_THE_DAY)
    ignored = [visit.pk for visit in ignoring]
    return list(visits.filter(ends_at__gt=since).exclude(pk__in=ignored))
