"""Entry points of the worker. Each can run twice, or at the same time, without harm."""

from celery import shared_task
from django.utils import timezone

from booking.services.deliver import deliver_next
from booking.services.drop_holds import drop_holds
from booking.services.lay_out import lay_out_slots as lay_out


@shared_task(name="booking.deliver_notifications")
def deliver_notifications() -> None:
    while deliver_next(now=timezone.now()):
        pass


@shared_task(name="booking.lay_out_slots")
def lay_out_slots() -> None:
    lay_out(today=timezone.localdate())


@shared_task(name="booking.drop_expired_holds")
def drop_expired_holds() -> None:
    drop_holds(now=timezone.now())
