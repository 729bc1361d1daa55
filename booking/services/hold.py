from datetime import datetime
from uuid import UUID

from booking.availability import Span, on_grid
from booking.choices import AppointmentStatus
from booking.errors import NotAnOpening, NotBookableOnline, TimeTaken
from booking.models import Appointment, Practitioner, Treatment
from booking.rules import GRID, HOLD_FOR
from booking.services.find_openings import bookable_window
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
    if not practitioner.gives_online(treatment):
        raise NotBookableOnline
    visit = Span(starts_at, starts_at + treatment.duration)
    with locked_practitioner(practitioner.pk):
        if held := _held_by(key, visit, practitioner, treatment, now):
            return held
        displace_expired_holds(practitioner.pk, treatment.with_margins(visit), now)
        _refuse_unless_open(visit, treatment, practitioner, now)
        _release_others(key, now)
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


def _refuse_unless_open(
    visit: Span, treatment: Treatment, practitioner: Practitioner, now: datetime
) -> None:
    if not on_grid(visit.starts_at, GRID) or not bookable_window(now).covers(visit):
        raise NotAnOpening
    alone = Practitioner.objects.filter(pk=practitioner.pk)
    free = alone.free_spans(visit, turnaround=treatment.turnaround, now=now)
    if any(span.covers(visit) for _pk, span in free):
        return
    if practitioner.works_during(visit):
        raise TimeTaken
    raise NotAnOpening


def _release_others(key: UUID, now: datetime) -> None:
    others = Appointment.objects.filter(hold_key=key, status=AppointmentStatus.PENDING)
    for other in others.select_for_update(of=("self",), skip_locked=True):
        other.release(now)
        other.save()
