"""Therapists and treatments: who works here, who gives what, and what can be booked online."""

from collections.abc import Collection
from datetime import date, datetime

from booking.choices import HoursChangeKind
from booking.models import HoursChange, Practitioner, Treatment
from booking.services.schedule.change_hours import Outcome, change_hours
from booking.services.schedule.generate_slots import generate_slots


def save_practitioner(
    person: Practitioner, *, treatments: Collection[Treatment], today: date, now: datetime
) -> Outcome:
    """Store a new or changed practitioner, who gives these treatments and no others.

    What is open with somebody who left, went offline or gives it no longer is withdrawn; what is
    booked stays. Raises HoursBusy.
    """

    def write() -> None:
        person.save()
        person.treatments.set(treatments)

    known = [person.pk] if person.pk else []
    change = HoursChange(kind=HoursChangeKind.THERAPIST, practitioner=person)
    outcome = change_hours(known, write, change, now=now)
    generate_slots(today=today)
    return outcome


def save_treatment(treatment: Treatment, *, today: date, now: datetime) -> Outcome:
    """Store a new or changed treatment, and generate slots as far ahead as it can be booked.

    If it went offline, what is open of it is withdrawn. Raises HoursBusy.
    """
    giving = treatment.practitioners.values_list("pk", flat=True) if treatment.pk else []
    change = HoursChange(kind=HoursChangeKind.THERAPIST)
    outcome = change_hours(list(giving), treatment.save, change, now=now)
    generate_slots(today=today)
    return outcome
