"""The treatment to propose to a patient who comes again: a first visit is followed by another."""

from collections.abc import Collection, Sequence
from functools import partial

from booking.choices import OF_THE_DAY, Complaint
from booking.models import Appointment, Practitioner, Treatment


def treatment_after(visit: Appointment) -> Treatment:
    """The treatment to propose after an appointment; two queries after a first visit, else none."""
    return treatments_after([visit])[visit.pk]


def treatments_after(visits: Collection[Appointment]) -> dict[int, Treatment]:
    """The treatment to propose after each appointment, by its id; two queries at most.

    It is that of the appointment. After one for a new complaint, to which the patient comes or
    came, it is one for a complaint under treatment: rather by the same therapist, then of the same
    group, then meant for nothing else.
    """
    proposed = {visit.pk: visit.treatment for visit in visits}
    firsts = [visit for visit in visits if _is_first(visit)]
    given = _given_later() if firsts else []
    for visit in firsts if given else ():
        proposed[visit.pk] = min(given, key=partial(_distance, visit))[0]
    return proposed


def _distance(visit: Appointment, one: tuple[Treatment, frozenset[int]]) -> tuple[bool, ...]:
    treatment, givers = one
    return (
        visit.practitioner_id not in givers,
        treatment.group != visit.treatment.group,
        treatment.complaint != Complaint.RUNNING,
    )


def _is_first(visit: Appointment) -> bool:
    return visit.treatment.complaint == Complaint.NEW and visit.status in OF_THE_DAY


def _given_later() -> Sequence[tuple[Treatment, frozenset[int]]]:
    """Treatments for a complaint under treatment, with ids of who gives them, in their order."""
    givers: dict[int, set[int]] = {}
    pairs = Practitioner.objects.active().values_list("treatments", "pk")
    for treatment, person in pairs.filter(treatments__isnull=False):
        givers.setdefault(treatment, set()).add(person)
    later = Treatment.objects.exclude(complaint=Complaint.NEW).filter(pk__in=givers)
    return [(one, frozenset(givers[one.pk])) for one in later]
