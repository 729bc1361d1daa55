"""Notes of the desk on whether a patient came, and the undoing of each.

`shown` is the version of the appointment on the screen, if it comes from one. All raise
ChangedMeanwhile and DoneAlready then.
"""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from booking.choices import AppointmentStatus
from booking.models import Appointment
from booking.services.guards.shown import visit_as_shown

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def check_in(
    *, appointment: Appointment, now: datetime, by_user: "User | None" = None, shown: str = ""
) -> Appointment:
    """Note that the patient has arrived. Raises NotExpected, NotToday."""
    to = AppointmentStatus.ARRIVED
    return _note(appointment, lambda visit: visit.check_in(now), to, now, by_user, shown)


def undo_check_in(
    *, appointment: Appointment, now: datetime, by_user: "User | None" = None, shown: str = ""
) -> Appointment:
    """Undo check_in(): expect the patient again. Raises NotExpected."""
    to = AppointmentStatus.BOOKED
    return _note(appointment, Appointment.undo_check_in, to, now, by_user, shown)


def fulfil(
    *, appointment: Appointment, now: datetime, by_user: "User | None" = None, shown: str = ""
) -> Appointment:
    """Note that the appointment took place. Raises NotExpected, NotStarted."""
    to = AppointmentStatus.FULFILLED
    return _note(appointment, lambda visit: visit.fulfil(now), to, now, by_user, shown)


def undo_fulfil(
    *, appointment: Appointment, now: datetime, by_user: "User | None" = None, shown: str = ""
) -> Appointment:
    """Undo fulfil(): expect the patient again. Raises NotExpected."""
    to = AppointmentStatus.BOOKED
    return _note(appointment, Appointment.undo_fulfil, to, now, by_user, shown)


def mark_noshow(
    *, appointment: Appointment, now: datetime, by_user: "User | None" = None, shown: str = ""
) -> Appointment:
    """Note that nobody came; no mail is sent. Raises NotExpected, NotStarted."""
    to = AppointmentStatus.NOSHOW
    return _note(appointment, lambda visit: visit.mark_noshow(now), to, now, by_user, shown)


def undo_noshow(
    *, appointment: Appointment, now: datetime, by_user: "User | None" = None, shown: str = ""
) -> Appointment:
    """Undo mark_noshow(): expect the patient again. Raises NotExpected."""
    to = AppointmentStatus.BOOKED
    return _note(appointment, Appointment.undo_noshow, to, now, by_user, shown)


@transaction.atomic
def _note(
    appointment: Appointment,
    change: Callable[[Appointment], None],
    leads_to: AppointmentStatus,
    now: datetime,
    by_user: "User | None",
    shown: str,
) -> Appointment:
    visit = visit_as_shown(appointment.pk, shown, by_user, leads_to=leads_to)
    change(visit)
    visit.note_change(by_user, now)
    visit.save()
    return visit
