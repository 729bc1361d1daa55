"""Past days of which nobody noted who came."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Count
from django.db.models.functions import TruncDate

from booking.choices import AppointmentStatus
from booking.models import Appointment
from booking.scheduling.clock import CLINIC_TZ, clinic_date, clinic_day
from booking.services.guards.shown import refuse_unless_all_as_shown
from booking.services.mail.undo_time import refuse_if_too_late

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# After that nobody remembers who came. A practice that notes no outcomes is not asked for ever.
ASKED_FOR = timedelta(days=14)


def days_without_outcome(*, now: datetime) -> Any:
    """Appointments without an outcome, each with its `day` on the clinic's clock.

    Those of today are not among them: its agenda shows them all day.
    """
    today = clinic_date(now)
    since, until = clinic_day(today - ASKED_FOR).starts_at, clinic_day(today).starts_at
    rows = Appointment.objects.without_outcome(since, until)
    return rows.annotate(day=TruncDate("starts_at", tzinfo=CLINIC_TZ)).order_by()


def count_without_outcome(*, now: datetime) -> dict[date, dict[str, int]]:
    """Numbers of appointments without an outcome, by day and by therapist; one query."""
    rows = days_without_outcome(now=now).values("day", "practitioner__name")
    found: dict[date, dict[str, int]] = {}
    for row in rows.annotate(many=Count("pk")).order_by("day", "practitioner__name"):
        found.setdefault(row["day"], {})[row["practitioner__name"]] = row["many"]
    return found


def visits_without_outcome(day: date, *, now: datetime) -> Sequence[Appointment]:
    """Appointments of one past day without an outcome, by hour; those that are over, of today."""
    span = clinic_day(day)
    rows = Appointment.objects.without_outcome(span.starts_at, min(span.ends_at, now))
    return list(rows.filter(ends_at__lte=now).for_page().order_by("starts_at", "pk"))


@transaction.atomic
def fulfil_all(
    *, day: date, now: datetime, by_user: "User | None" = None, shown: str = ""
) -> Sequence[Appointment]:
    """Note that all appointments of the day without an outcome took place.

    `shown` has those on the screen, as versions_of() gives them. Raises ChangedMeanwhile, and
    DoneAlready, before anything is noted. No mail is sent.
    """
    wanted = [visit.pk for visit in visits_without_outcome(day, now=now)]
    rows = Appointment.objects.filter(pk__in=wanted).order_by("pk")
    list(rows.select_for_update(of=("self",)).values_list("pk"))
    visits = list(rows.expected().for_page())
    refuse_unless_all_as_shown(visits, shown, by_user, leads_to=AppointmentStatus.FULFILLED)
    for visit in visits:
        visit.fulfil(now)
        visit.note_change(by_user, now)
        visit.save()
    return visits


@transaction.atomic
def undo_fulfil_all(
    *, noted_at: datetime, shown: str, now: datetime, by_user: "User | None" = None
) -> Sequence[Appointment]:
    """Undo fulfil_all() of `noted_at`: none of these appointments has an outcome then.

    `shown` has them as they were noted. Raises TooLateToUndo, ChangedMeanwhile, DoneAlready.
    """
    refuse_if_too_late(noted_at, now)
    pks = [int(one.partition(":")[0]) for one in shown.split()]
    rows = Appointment.objects.filter(pk__in=pks).order_by("pk")
    list(rows.select_for_update(of=("self",)).values_list("pk"))
    visits = list(rows.for_page())
    refuse_unless_all_as_shown(visits, shown, by_user, leads_to=AppointmentStatus.BOOKED)
    for visit in visits:
        visit.undo_fulfil()
        visit.note_change(by_user, now)
        visit.save()
    return visits
