"""Tasks of the worker for the whole site. Each may run twice, or beside itself, without harm."""

from celery import shared_task
from django.utils import timezone

from kinesite.models import Heartbeat
from kinesite.planned import publish_planned
from kinesite.staff.mail import DELIVER, deliver_next


@shared_task(name="kinesite.beat")
def beat() -> None:
    """Note that planned tasks run; the admin and the health address look at it."""
    Heartbeat.beat(now=timezone.now())


@shared_task(name="kinesite.publish_planned")
def publish_planned_pages() -> None:
    """Put pages online and offline at the time that their editors planned."""
    publish_planned(now=timezone.now())


@shared_task(name=DELIVER)
def deliver_staff_mail() -> None:
    """Send all mail to staff that is due."""
    while deliver_next(now=timezone.now()):
        pass
