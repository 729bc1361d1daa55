from datetime import datetime
from uuid import UUID

from booking.availability import Span
from booking.choices import AppointmentStatus
from booking.models import Appointment, Practitioner, Treatment
from booking.rules import HOLD_FOR
from booking.services.find_openings import refuse_unless_open
from booking.services.locking import displace_expired_holds, locked_practitioner


def hold(
    *,
    treatment: Treatment,
    practitioner: Practitioner,
    starts_at: datetime,
    key: UUID,
    now: datetime,
) -> Appointment:
    """Keep a time for ten minutes while the patient types.

    `key` names the page that asks: asked twice it gives the same hold, and a page keeps one time
    only. Raises NotBookableOnline, NotAnOpening, TimeTaken.
    """
    visit = Span(starts_at, starts_at + treatment.duration)
    with locked_practitioner(practitioner.pk):
        if held := _held_by(key, visit, practitioner, treatment, now):
            return held
        displace_expired_holds(practitioner.pk, treatment.with_margins(visit), now)
        # First, as with its turnaround it may stand in the way of the new one. Refused, it stays.
        _release_others(key, now)
        refuse_unless_open(visit, treatment, practitioner, now=now)
        held = Appointment(
            treatment=treatment,
            practitioner=practitioner,
            starts_at=visit.starts_at,
            ends_at=visit.ends_at,
            turnaround=treatment.turnaround,
            status=AppointmentStatus.PENDING,
            held_until=now + HOLD_FOR,
            hold_key=key,
            created_at=now,
        )
        held.save()
        return held


def _held_by(
    key: UUID, visit: Span, practitioner: Practitioner, treatment: Treatment, now: datetime
) -> Appointment | None:
    return (
        Appointment.objects.holding_time(now)
        .filter(
            hold_key=key, practitioner=practitioner, treatment=treatment, starts_at=visit.starts_at
        )
        .first()
    )


def _release_others(key: UUID, now: datetime) -> None:
    others = Appointment.objects.filter(hold_key=key, status=AppointmentStatus.PENDING)
    for other in others.select_for_update(of=("self",), skip_locked=True):
        other.release(now)
        other.save()
