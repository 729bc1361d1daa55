from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from booking.models import Appointment, Practitioner
from booking.models.rules import rules_for
from booking.scheduling.openings import Opening
from booking.services.guards.limits import within_limits
from booking.services.practice.find_openings import find_openings


def find_openings_to_move_to(
    visit: Appointment,
    practitioners: Sequence[Practitioner],
    *,
    now: datetime,
    visitor: UUID | None = None,
) -> list[Opening]:
    """Find the openings that this appointment can move to, in order of time.

    They keep the patient within the limits, for which the appointment itself does not count. Times
    that `visitor` holds are free for that visitor.
    """
    assert visit.patient is not None  # noqa: S101  a booked appointment has one
    treatment, rules = visit.treatment, rules_for(visit.treatment)
    found = find_openings(treatment, practitioners, rules=rules, now=now, visitor=visitor)
    return within_limits(visit.patient, found, treatment, rules=rules, now=now, ignoring=[visit])
