"""Entry points of the worker. Each can run twice, or at the same time, without harm."""

import logging

from celery import shared_task
from django.utils import timezone

from booking.services.mail import deliver, owe_reminders
from booking.services.practice import roster
from booking.services.privacy import delete_old_attempts, erase_inactive
from booking.services.visits import delete_old_holds
from booking.services.waitlist import make_offers

logger = logging.getLogger(__name__)


@shared_task(name="booking.deliver_notifications")
def deliver_notifications() -> None:
    """Send all mail that is due."""
    while deliver.deliver_next(now=timezone.now()):
        pass


@shared_task(name="booking.generate_slots")
def generate_slots() -> None:
    """Turn rosters into slots for the coming weeks."""
    roster.generate_slots(today=timezone.localdate())


@shared_task(name="booking.delete_old_rows")
def delete_old_rows() -> None:
    """Delete holds that ran out and attempts that no quota counts any more."""
    now = timezone.now()
    delete_old_holds.delete_old_holds(now=now)
    delete_old_attempts.delete_old_attempts(now=now)


@shared_task(name="booking.owe_reminders")
def owe_due_reminders() -> None:
    """Queue the reminders that are due."""
    owe_reminders.owe_reminders(now=timezone.now())


@shared_task(name="booking.make_offers")
def offer_free_time() -> None:
    """Offer the time that came free to the waiting list."""
    make_offers.make_offers(now=timezone.now())


@shared_task(name="booking.erase_inactive_patients")
def erase_inactive_patients() -> None:
    """Erase the details of patients who have not been here for long."""
    erased = erase_inactive.erase_inactive_patients(now=timezone.now())
    logger.info("Erased the details of %d patients.", erased)
