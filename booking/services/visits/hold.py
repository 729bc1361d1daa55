from datetime import datetime, timedelta
from uuid import UUID

from booking.choices import AppointmentStatus, AttemptKind
from booking.models import Appointment, Practitioner, Treatment
from booking.models.rules import rules_for
from booking.scheduling.openings import Opening
from booking.scheduling.spans import Span
from booking.services.guards.attempts import count_attempt
from booking.services.guards.checks import refuse_unless_open
from booking.services.guards.locking import displace_expired_holds, locked_practitioner
from booking.services.guards.release import release_holds

# A time is kept for this long while the patient types.
HOLD_FOR = timedelta(minutes=10)


def hold(
    *,
    treatment: Treatment,
    practitioner: Practitioner,
    starts_at: datetime,
    key: UUID,
    now: datetime,
    moves: Appointment | None = None,
    source: str = "",
) -> Appointment:
    """Keep a time for ten minutes while the patient types.

    `key` identifies the visitor, who can hold one time only: the one held before is given back. A
    second call for the same time returns the same hold. `moves` is the appointment that is to take
    this time instead of its own. `source` is the visitor's network address, counted first; an empty
    one is not counted. Raises TooManyAttempts, NotBookableOnline, NotAnOpening, TimeTaken.

    Example: a visitor holds 10:00, goes back and chooses 10:30. Now 10:30 is held and 10:00 free.
    Had somebody else taken 10:30, TimeTaken would be raised and 10:00 would stay held.
    """
    count_attempt(AttemptKind.HOLD, source, now=now)
    rules = rules_for(treatment)
    visit = Span(starts_at, starts_at + treatment.duration)
    with locked_practitioner(practitioner.pk):
        if held := _held_by(key, visit, practitioner, treatment, moves, now):
            return held
        displace_expired_holds(practitioner.pk, treatment.with_margins(visit), now)
        # First, as the old hold may be in the way. If the check refuses, this is rolled back.
        release_holds(Appointment.objects.holds_of(key), now)
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
