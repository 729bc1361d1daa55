"""Entry points of the worker. Each can run twice, or at the same time, without harm."""

import logging

from celery import shared_task
from django.utils import timezone

from booking.services.mail.deliver import deliver_next
from booking.services.mail.owe_reminders import owe_reminders as owe_what_is_due
from booking.services.practice.roster import lay_out_slots as lay_out
from booking.services.privacy.drop_attempts import drop_attempts
from booking.services.privacy.erase_inactive import forget_long_gone
from booking.services.visits.drop_holds import drop_holds
from booking.services.waitlist.make_offers import make_offers as offer_free_time

logger = logging.getLogger(__name__)


@shared_task(name="booking.deliver_notifications")
def deliver_notifications() -> None:
    while deliver_next(now=timezone.now()):
        pass


@shared_task(name="booking.lay_out_slots")
def lay_out_slots() -> None:
    lay_out(today=timezone.localdate())


@shared_task(name="booking.drop_expired_holds")
def drop_expired_holds() -> None:
    now = timezone.now()
    drop_holds(now=now)
    drop_attempts(now=now)


@shared_task(name="booking.owe_reminders")
def owe_reminders() -> None:
    owe_what_is_due(now=timezone.now())


@shared_task(name="booking.make_offers")
def make_offers() -> None:
    offer_free_time(now=timezone.now())


@shared_task(name="booking.forget_patients")
def forget_patients() -> None:
    erased = forget_long_gone(now=timezone.now())
    logger.info("Erased the details of %d patients.", erased)
