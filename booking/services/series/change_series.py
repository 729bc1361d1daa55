from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from operator import attrgetter
from typing import TYPE_CHECKING, Literal

from django.db import transaction

from booking.choices import AppointmentStatus, AttemptKind, CancellationReason, CancelledBy
from booking.errors import NotExpected, TooLateToCancel
from booking.models import Appointment, AppointmentSeries, Practitioner, Treatment
from booking.models.rules import rules_for
from booking.scheduling.openings import Opening
from booking.scheduling.rules import Rules
from booking.services.guards.attempts import count_attempt
from booking.services.guards.checks import refuse_unless_a_series, refuse_unless_all_open
from booking.services.guards.freed import note_freed
from booking.services.guards.limits import refuse_beyond_limits
from booking.services.guards.locking import displace_all_expired_holds, locked_practitioners
from booking.services.guards.shown import refuse_unless_all_as_shown
from booking.services.mail.nudge import nudge_offers
from booking.services.mail.owe import (
    AT_ONCE,
    STAFF_MAIL_DELAY,
    owe_series,
    retract_pending_mail_of_each,
)

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# Fields that Appointment.cancel() and Appointment.move_to() change, for bulk_update().
CANCELLED_FIELDS = [
    "status",
    "cancelled_at",
    "cancelled_by",
    "cancellation_reason",
    "sequence",
    "changed_by",
    "changed_at",
]
MOVED_FIELDS = [
    "starts_at",
    "ends_at",
    "practitioner",
    "turnaround",
    "change_until",
    "arranged_at",
    "sequence",
    "changed_by",
    "changed_at",
]


@transaction.atomic
def cancel_rest(
    *,
    series: AppointmentSeries,
    since: date,
    now: datetime,
    by: CancelledBy = CancelledBy.PATIENT,
    reason: CancellationReason | Literal[""] = "",
    by_user: "User | None" = None,
    shown: str = "",
) -> list[Appointment]:
    """Cancel the appointments of a series from that day on, and owe one mail about them.

    A patient cancels those that can still be changed online, the desk all that are not over. A
    second call does nothing. `shown` holds the appointments on the screen, as versions_of() gives
    them. Raises TooLateToCancel when there are some and none can be cancelled,
    and ChangedMeanwhile or DoneAlready when the screen showed others.
    """
    rest = list(series.rest(since).select_for_update(of=("self",)).order_by("pk"))
    if by == CancelledBy.PATIENT:
        visits, wait = [visit for visit in rest if visit.can_be_changed_online(now)], AT_ONCE
    else:
        visits, wait = [visit for visit in rest if visit.ends_at > now], STAFF_MAIL_DELAY
    if rest and not visits:
        raise TooLateToCancel
    refuse_unless_all_as_shown(visits, shown, by_user, leads_to=AppointmentStatus.CANCELLED)
    note_freed(visits, now=now, rest=wait)
    for visit in visits:
        visit.cancel(by=by, now=now, reason=reason)
        visit.note_change(by_user, now)
    if visits:
        Appointment.objects.bulk_update(visits, CANCELLED_FIELDS)
        _owe_series_mail(series, visits, now, wait)
    return visits


def move_rest(
    *,
    series: AppointmentSeries,
    since: date,
    openings: Collection[Opening],
    now: datetime,
    shown: str = "",
) -> list[Appointment]:
    """Move the appointments of a series from that day on to `openings`, and owe one mail.

    Those that can still be changed online take the openings in order of time: all of them, or none.
    A second call returns the appointments that the first one moved. `shown` holds the appointments
    on the screen, as versions_of() gives them. Raises NotExpected (not as many appointments as
    openings), ChangedMeanwhile, NotBookableOnline, NotAnOpening, TimeTaken, OwnVisitThen,
    TooManyThatDay, TooManyVisits, TooManyAttempts.

    Example: Tuesdays at 10:00 from 3 March on move to `openings` on Thursdays at 14:00 from 5 March
    on: 3 March becomes 5 March, 10 March becomes 12 March, and so on.
    """
    refuse_unless_a_series(openings)
    rest, treatment = series.rest(since), series.treatment
    rules = rules_for(treatment)
    people = Practitioner.objects.in_bulk({opening.practitioner_id for opening in openings})
    with locked_practitioners([*people, *rest.values_list("practitioner_id", flat=True)]):
        if moved := _already_at(openings, series):
            return moved
        # In the order of cancel_rest(), so that the two cannot wait for each other.
        locked = rest.select_for_update(of=("self",)).order_by("pk")
        visits = [visit for visit in locked if visit.can_be_changed_online(now)]
        refuse_unless_all_as_shown(visits, shown, None, leads_to=AppointmentStatus.BOOKED)
        if series.patient is None or len(visits) != len(openings):
            raise NotExpected
        count_attempt(AttemptKind.BOOK, series.patient.email, now=now)
        displace_all_expired_holds(openings, treatment, now)
        refuse_unless_all_open(openings, treatment, rules=rules, now=now)
        spans, patient = [one.span for one in openings], series.patient
        refuse_beyond_limits(patient, spans, treatment, rules=rules, now=now, ignoring=visits)
        note_freed(visits, now=now)
        _give_each(visits, openings, people, treatment, rules=rules, now=now)
        Appointment.objects.bulk_update(visits, MOVED_FIELDS)
        _owe_series_mail(series, visits, now, AT_ONCE)
        return visits


def _give_each(
    visits: list[Appointment],
    openings: Collection[Opening],
    people: Mapping[int, Practitioner],
    treatment: Treatment,
    *,
    rules: Rules,
    now: datetime,
) -> None:
    """Move appointments to openings, both in order of time; does not save them."""
    visits.sort(key=attrgetter("starts_at"))
    for visit, opening in zip(visits, sorted(openings), strict=True):
        start = opening.starts_at
        until = visit.change_until_at(start, rules.change_until(start), rules=rules, now=now)
        visit.move_to(opening.span, people[opening.practitioner_id], change_until=until, now=now)
        visit.turnaround = treatment.turnaround
        visit.note_change(None, now)


def _already_at(
    openings: Collection[Opening], series: AppointmentSeries
) -> list[Appointment] | None:
    expected = series.appointments.expected()
    visits = {(visit.practitioner_id, visit.starts_at): visit for visit in expected}
    wanted = [(opening.practitioner_id, opening.starts_at) for opening in sorted(openings)]
    return [visits[one] for one in wanted] if visits.keys() >= set(wanted) else None


def _owe_series_mail(
    series: AppointmentSeries, visits: Collection[Appointment], now: datetime, wait: timedelta
) -> None:
    """Owe one mail about the series, in place of pending mails about these appointments."""
    retract_pending_mail_of_each(visits)
    changed = AppointmentSeries.objects.select_for_update().get(pk=series.pk)
    changed.sequence += 1
    changed.save(update_fields=["sequence"])
    owe_series(changed, now=now, wait=wait)
    transaction.on_commit(nudge_offers)
