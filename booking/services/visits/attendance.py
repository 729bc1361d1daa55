"""Notes of the desk on whether a patient came, and the undoing of each."""

from datetime import datetime

from django.db import transaction

from booking.models import Appointment
from booking.services.guards.locking import locked_visit


@transaction.atomic
def check_in(*, appointment: Appointment, now: datetime) -> Appointment:
    """Note that the patient has arrived. Raises NotExpected, NotToday."""
    arrived = locked_visit(appointment.pk)
    arrived.check_in(now)
    arrived.save()
    return arrived


@transaction.atomic
def undo_check_in(*, appointment: Appointment) -> Appointment:
    """Undo check_in(): expect the patient again. Raises NotExpected."""
    expected = locked_visit(appointment.pk)
    expected.undo_check_in()
    expected.save()
    return expected


@transaction.atomic
def fulfil(*, appointment: Appointment, now: datetime) -> Appointment:
    """Note that the appointment took place. Raises NotExpected, NotStarted."""
    finished = locked_visit(appointment.pk)
    finished.fulfil(now)
    finished.save()
    return finished


@transaction.atomic
def undo_fulfil(*, appointment: Appointment) -> Appointment:
    """Undo fulfil(): expect the patient again. Raises NotExpected."""
    expected = locked_visit(appointment.pk)
    expected.undo_fulfil()
    expected.save()
    return expected


@transaction.atomic
def mark_noshow(*, appointment: Appointment, now: datetime) -> Appointment:
    """Note that nobody came; no mail is sent. Raises NotExpected, NotStarted."""
    missed = locked_visit(appointment.pk)
    missed.mark_noshow(now)
    missed.save()
    return missed


@transaction.atomic
def undo_noshow(*, appointment: Appointment) -> Appointment:
    """Undo mark_noshow(): expect the patient again. Raises NotExpected."""
    expected = locked_visit(appointment.pk)
    expected.undo_noshow()
    expected.save()
    return expected
