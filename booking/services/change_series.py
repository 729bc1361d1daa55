from collections.abc import Collection
from datetime import date, datetime
from typing import Literal

from django.db import transaction

from booking.availability import Opening, Span
from booking.choices import AppointmentStatus, CancellationReason, CancelledBy
from booking.errors import NotExpected, TooLateToCancel
from booking.models import Appointment, AppointmentSeries, Practitioner
from booking.models.rules import rules_for
from booking.services.find_openings import refuse_unless_all_open
from booking.services.hold_series import blocked_by, refuse_unless_a_series
from booking.services.limits import refuse_beyond_limits
from booking.services.locking import displace_all_expired_holds, locked_practitioners
from booking.services.nudge import nudge_offers
from booking.services.owe import owe_series, withdraw


@transaction.atomic
def cancel_rest(
    *,
    series: AppointmentSeries,
    since: date,
    now: datetime,
    reason: CancellationReason | Literal[""] = "",
) -> list[Appointment]:
    """Cancel for the patient what can still be changed from that day on; tell it in one mail.

    Asked twice (a second click) it does nothing more. Raises TooLateToCancel when none can.
    """
    rest = list(series.rest(since).select_for_update(of=("self",)).order_by("pk"))
    visits = [visit for visit in rest if visit.can_be_changed_online(now)]
    if rest and not visits:
        raise TooLateToCancel
    for visit in visits:
        visit.cancel(by=CancelledBy.PATIENT, now=now, reason=reason)
        visit.save()
        withdraw(visit)
    if visits:
        _tell_anew(series, now)
    return visits


def move_rest(
    *, series: AppointmentSeries, since: date, openings: Collection[Opening], now: datetime
) -> list[Appointment]:
    """Give each visit from that day on that can still be changed one of `openings`, in order.

    All or none; the old times are given up when the new ones are had. It is told in one mail. Asked
    twice (a second click) it answers with the visits that moved. Raises NotExpected (other visits
    than openings), NotBookableOnline, NotAnOpening, TimeTaken, OwnVisitThen, TooManyThatDay,
    TooManyVisits.
    """
    refuse_unless_a_series(openings)
    rest, treatment = series.rest(since), series.treatment
    rules = rules_for(treatment)
    people = Practitioner.objects.in_bulk({opening.practitioner_id for opening in openings})
    now_with = rest.values_list("practitioner_id", flat=True)
    with locked_practitioners([*people, *now_with]):
        if moved := _standing_at(openings, series):
            return moved
        locked = rest.select_for_update(of=("self",)).order_by("starts_at")
        visits = [visit for visit in locked if visit.can_be_changed_online(now)]
        if series.patient is None or len(visits) != len(openings):
            raise NotExpected
        displace_all_expired_holds(blocked_by(openings, treatment), now)
        refuse_unless_all_open(openings, treatment, rules=rules, now=now)
        spans = [Span(opening.starts_at, opening.ends_at) for opening in openings]
        refuse_beyond_limits(
            series.patient, spans, treatment, rules=rules, now=now, ignoring=visits
        )
        for visit, opening in zip(visits, sorted(openings), strict=True):
            span = Span(opening.starts_at, opening.ends_at)
            until = span.starts_at - rules.cancellation_notice
            visit.move_to(span, people[opening.practitioner_id], change_until=until, now=now)
            visit.turnaround = treatment.turnaround
            visit.save()
            withdraw(visit)
        _tell_anew(series, now)
        return visits


def _standing_at(
    openings: Collection[Opening], series: AppointmentSeries
) -> list[Appointment] | None:
    booked = series.appointments.filter(status=AppointmentStatus.BOOKED)
    visits = {(visit.practitioner_id, visit.starts_at): visit for visit in booked}
    wanted = [(opening.practitioner_id, opening.starts_at) for opening in sorted(openings)]
    return [visits[one] for one in wanted] if visits.keys() >= set(wanted) else None


def _tell_anew(series: AppointmentSeries, now: datetime) -> None:
    """Owe the mail about its visits as they are now."""
    changed = AppointmentSeries.objects.select_for_update().get(pk=series.pk)
    changed.sequence += 1
    changed.save(update_fields=["sequence"])
    owe_series(changed, now=now)
    transaction.on_commit(nudge_offers)
