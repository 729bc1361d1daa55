from datetime import datetime, timedelta
from uuid import UUID

from booking.choices import AppointmentStatus
from booking.models import Appointment, Practitioner, Treatment
from booking.models.rules import rules_for
from booking.scheduling.openings import Opening
from booking.scheduling.spans import Span
from booking.services.guards.checks import refuse_unless_open
from booking.services.guards.locking import displace_expired_holds, locked_practitioner
from booking.services.guards.release import release_holds_of

# How long a time is kept while the patient types.
HOLD_FOR = timedelta(minutes=10)


def hold(
    *,
    treatment: Treatment,
    practitioner: Practitioner,
    starts_at: datetime,
    key: UUID,
    now: datetime,
    moves: Appointment | None = None,
) -> Appointment:
    """Keep a time for ten minutes while the patient types.

    `key` names the visitor who asks: asked twice it gives the same hold, and a visitor keeps one
    time only. `moves` is the visit that is to take this time instead of its own. Raises
    NotBookableOnline, NotAnOpening, TimeTaken.
    """
    rules = rules_for(treatment)
    visit = Span(starts_at, starts_at + treatment.duration)
    with locked_practitioner(practitioner.pk):
        if held := _held_by(key, visit, practitioner, treatment, moves, now):
            return held
        displace_expired_holds(practitioner.pk, treatment.with_margins(visit), now)
        # First, as with its turnaround it may stand in the way of the new one. Refused, it stays.
        release_holds_of(key, now)
        refuse_unless_open(visit, treatment, practitioner, rules=rules, now=now)
        held = Appointment.objects.build_appointment(
            Opening(*visit, practitioner.pk),
            treatment,
            rules=rules,
            now=now,
            status=AppointmentStatus.PENDING,
            held_until=now + HOLD_FOR,
            hold_key=key,
            moves=moves,
        )
        held.save()
        return held


def _held_by(
    key: UUID,
    visit: Span,
    practitioner: Practitioner,
    treatment: Treatment,
    moves: Appointment | None,
    now: datetime,
) -> Appointment | None:
    return (
        Appointment.objects.holding_time(now)
        .filter(
            hold_key=key,
            practitioner=practitioner,
            treatment=treatment,
            starts_at=visit.starts_at,
            moves=moves,
            series=None,
        )
        .first()
    )
