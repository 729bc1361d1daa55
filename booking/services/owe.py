import logging
import threading
from datetime import datetime, timedelta

from celery import current_app
from django.db import transaction

from booking.choices import NotificationKind
from booking.models import Appointment, Notification

logger = logging.getLogger(__name__)


def owe(
    appointment: Appointment,
    kind: NotificationKind,
    *,
    now: datetime,
    wait: timedelta = timedelta(0),
) -> None:
    """Owe the patient a mail, in the caller's transaction; a worker sends it after `wait`.

    Owes nothing to a patient without an address, nor about a visit that is over.
    """
    if appointment.patient is None or not appointment.patient.email or appointment.ends_at <= now:
        return
    Notification.objects.create(
        appointment=appointment,
        kind=kind,
        sequence=appointment.sequence,
        created_at=now,
        due_at=now + wait,
    )
    if not wait:
        transaction.on_commit(nudge)


def withdraw(appointment: Appointment) -> Notification | None:
    """Take back what is owed and not being sent right now; give the last that the patient heard."""
    owed = appointment.notifications.owed().select_for_update(skip_locked=True)
    owed.model.objects.filter(pk__in=[notification.pk for notification in owed]).delete()
    return appointment.notifications.order_by("-sequence", "-pk").first()


def nudge() -> None:
    """Wake a worker now. Beat wakes it within a minute anyway, so this may fail.

    In a thread of its own: the client of a broker that is down tries for seconds.
    """
    threading.Thread(target=_publish, name="nudge", daemon=True).start()


def _publish() -> None:
    try:
        current_app.send_task("booking.deliver_notifications", retry=False)
    except Exception as error:  # noqa: BLE001  whatever the broker's client raises: the mail is owed in the database
        logger.warning(
            "The queue could not be reached (%s); beat will deliver.", type(error).__name__
        )
