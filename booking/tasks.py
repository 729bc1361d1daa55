"""Tasks of the worker. Each may run twice, or beside itself, without harm."""

import logging

from celery import shared_task
from django.utils import timezone

from booking.services.mail import deliver, owe_reminders, owe_sheets, see_to
from booking.services.privacy import (
    delete_old_attempts,
    delete_old_mail_texts,
    delete_old_openings,
    erase_history,
    erase_inactive,
    keep_answer,
)
from booking.services.schedule import generate_slots as roster_slots
from booking.services.schedule import holidays
from booking.services.substitutes import end
from booking.services.visits import delete_old_holds
from booking.services.waitlist import delete_old_freed_time, make_offers

logger = logging.getLogger(__name__)


@shared_task(name="booking.deliver_notifications")
def deliver_notifications() -> None:
    """Send all mail that is due."""
    while deliver.deliver_next(now=timezone.now()):
        pass


@shared_task(name="booking.generate_slots")
def generate_slots() -> None:
    """Generate the slots of the coming weeks from the rosters."""
    roster_slots.generate_slots(today=timezone.localdate())


@shared_task(name="booking.close_holidays")
def close_holidays() -> None:
    """Close the practice on the coming legal holidays that it did not decide about."""
    holidays.close_holidays(today=timezone.localdate(), now=timezone.now())


@shared_task(name="booking.delete_old_rows")
def delete_old_rows() -> None:
    """Delete holds never booked and what was kept long enough; settle failed mails of the past."""
    now = timezone.now()
    delete_old_holds.delete_old_holds(now=now)
    delete_old_attempts.delete_old_attempts(now=now)
    delete_old_freed_time.delete_old_freed_time(now=now)
    delete_old_openings.delete_old_openings(now=now)
    delete_old_mail_texts.delete_old_mail_texts(now=now)
    keep_answer.delete_old_answers(now=now)
    see_to.settle_what_is_over(now=now)
    erase_history.erase_old_history(now=now)


@shared_task(name="booking.owe_reminders")
def owe_due_reminders() -> None:
    """Owe a reminder of each appointment that begins soon."""
    owe_reminders.owe_reminders(now=timezone.now())


@shared_task(name="booking.owe_sheets")
def owe_evening_sheets() -> None:
    """Owe the desk the day sheets of this evening, if the practice chose so."""
    owe_sheets.owe_sheets(now=timezone.now())


@shared_task(name="booking.make_offers")
def offer_free_time() -> None:
    """Offer free time to the patients on the waiting list."""
    make_offers.make_offers(now=timezone.now())


@shared_task(name="booking.end_substitutions")
def end_substitutions() -> None:
    """Give back the choices of patients who need not choose another time any more."""
    end.end_substitutions(now=timezone.now())


@shared_task(name="booking.erase_inactive_patients")
def erase_inactive_patients() -> None:
    """Erase the details of patients who have not come for as long as the practice keeps them."""
    erased = erase_inactive.erase_inactive_patients(now=timezone.now())
    logger.info("Erased the details of %d patients.", erased)
