from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import attrgetter

from booking.models import Appointment, AppointmentSeries, Patient, WaitlistEntry


@dataclass(frozen=True, slots=True)
class SeriesVisits:
    """The coming appointments of one series."""

    series: AppointmentSeries
    visits: list[Appointment]


@dataclass(frozen=True, slots=True)
class PersonVisits:
    """Coming appointments and waiting-list entries of one person, in order of time.

    One person may be stored as several patients, with another phone or contact; `patient` is the
    first of them.
    """

    patient: Patient
    single: list[Appointment]
    series: list[SeriesVisits]
    waiting: list[WaitlistEntry]


@dataclass(frozen=True, slots=True)
class Mailbox:
    """People who share an e-mail address and have appointments or entries, in order of name."""

    address: str
    people: list[PersonVisits]
    gets_reminders: bool


def my_visits(patient: Patient, *, now: datetime) -> Mailbox:
    """Read what is to come for everybody who shares the patient's address; three queries."""
    family = list(Patient.objects.reached_at(patient.email).order_by("pk"))
    coming = list(Appointment.objects.coming(now).filter(patient__in=family).for_page())
    waiting = list(WaitlistEntry.objects.waiting().filter(patient__in=family).for_page().in_turn())
    family.sort(key=_name)
    people = [_person(list(same), coming, waiting) for _, same in groupby(family, key=_name)]
    return Mailbox(
        patient.email,
        [person for person in people if person.single or person.series or person.waiting],
        any(person.wants_reminders for person in family),
    )


def _name(patient: Patient) -> str:
    return patient.name.casefold()


def _person(
    same: list[Patient], coming: list[Appointment], waiting: list[WaitlistEntry]
) -> PersonVisits:
    visits = [visit for visit in coming if visit.patient in same]
    return PersonVisits(
        same[0],
        [visit for visit in visits if visit.series is None],
        _by_series(visits),
        [entry for entry in waiting if entry.patient in same],
    )


def _by_series(visits: list[Appointment]) -> list[SeriesVisits]:
    of_series = [visit for visit in visits if visit.series is not None]
    of_series.sort(key=lambda visit: (visit.series_id, visit.starts_at))
    return [
        SeriesVisits(series, list(visits))
        for series, visits in groupby(of_series, key=attrgetter("series"))
    ]
