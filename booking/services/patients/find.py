from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import OuterRef, Subquery

from booking.choices import COMING, OF_THE_DAY
from booking.models import Appointment, Patient
from booking.models.patient import PatientQuerySet
from booking.models.patient_search import Wanted


@dataclass(frozen=True, slots=True)
class Found:
    """Patients whom a search found, the best match first.

    Each has `last_visit` and `next_visit`, the starts of these appointments or None. `has_more`
    tells that others fit too; `is_too_short` that there was too little to look for; `is_near` that
    nobody has the words as they were typed, and these nearly do.
    """

    patients: list[Patient] = field(default_factory=list)
    has_more: bool = False
    is_too_short: bool = False
    is_near: bool = False


def find_patients(typed: str, *, now: datetime, most: int) -> Found:
    """Find `most` patients by what somebody typed of their details; two queries at most.

    Typing errors are looked for only when nobody has the words as they were typed: others would
    stand in the way of whom a whole number or name means.
    """
    wanted = Wanted.typed(typed)
    if not wanted:
        return Found(is_too_short=True)
    exact = Patient.objects.search(wanted, with_errors=False)
    if found := list(with_visits(exact, now)[: most + 1]):
        return Found(found[:most], has_more=len(found) > most)
    near = list(with_visits(Patient.objects.search(wanted), now)[: most + 1])
    return Found(near[:most], has_more=len(near) > most, is_near=bool(near))


def with_visits(patients: PatientQuerySet, now: datetime) -> PatientQuerySet:
    """The patients with `last_visit` and `next_visit`, which tell namesakes apart."""
    visits = Appointment.objects.filter(patient=OuterRef("pk")).values("starts_at")
    past = visits.filter(status__in=OF_THE_DAY, starts_at__lte=now).order_by("-starts_at")
    coming = visits.filter(status__in=COMING, starts_at__gt=now).order_by("starts_at")
    return patients.annotate(last_visit=Subquery(past[:1]), next_visit=Subquery(coming[:1]))


def patients_to_choose(pks: Sequence[int], *, now: datetime) -> list[Patient]:
    """The known patients with these ids, in that order, as find_patients() gives them."""
    found = {one.pk: one for one in with_visits(Patient.objects.known().filter(pk__in=pks), now)}
    return [found[pk] for pk in pks if pk in found]
