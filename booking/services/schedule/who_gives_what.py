"""Therapists and treatments: who works here, who gives what, and what can be booked online."""

from collections.abc import Callable, Collection
from datetime import date, datetime

from booking.models import HoursChange, Practitioner, Treatment, WaitlistEntry
from booking.models.hours_change import HoursChangeKind
from booking.services.schedule.change_hours import Outcome, change_hours
from booking.services.schedule.generate_slots import generate_slots


def save_practitioner(
    person: Practitioner, *, treatments: Collection[Treatment], today: date, now: datetime
) -> Outcome:
    """Store a new or changed practitioner, who gives these treatments and no others.

    What is open with somebody who left, went offline or gives it no longer is withdrawn; what is
    booked stays. Whoever waits for it keeps the turn, and the outcome names them. Raises HoursBusy.
    """

    def write() -> None:
        person.save()
        person.treatments.set(treatments)

    known = [person.pk] if person.pk else []
    change = HoursChange(kind=HoursChangeKind.THERAPIST, practitioner=person)
    outcome = _changed(known, write, change, now)
    generate_slots(today=today)
    return outcome


def save_treatment(treatment: Treatment, *, today: date, now: datetime) -> Outcome:
    """Store a new or changed treatment, and generate slots as far ahead as it can be booked.

    If it went offline, what is open of it is withdrawn. Whoever waits for it keeps the turn, and
    the outcome names them. Raises HoursBusy.
    """
    giving = treatment.practitioners.values_list("pk", flat=True) if treatment.pk else []
    change = HoursChange(kind=HoursChangeKind.THERAPIST)
    outcome = _changed(list(giving), treatment.save, change, now)
    generate_slots(today=today)
    return outcome


def _changed(
    people: Collection[int], write: Callable[[], object], change: HoursChange, now: datetime
) -> Outcome:
    waiting = WaitlistEntry.objects.waiting()
    before = set(waiting.without_therapist().values_list("pk", flat=True))
    outcome = change_hours(people, write, change, now=now)
    unserved = waiting.without_therapist().exclude(pk__in=before)
    outcome.unserved = list(unserved.for_page().in_turn())
    return outcome
