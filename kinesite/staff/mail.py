"""Mail to staff: kept in the transaction of the request, and sent by a worker (ADR 0034)."""

import logging
from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone

from booking.services.mail.deliver import is_permanent, is_timeout, reason_of
from booking.services.mail.nudge import wake
from kinesite.models import StaffMail

logger = logging.getLogger(__name__)

DELIVER = "kinesite.deliver_staff_mail"


class OwingBackend(BaseEmailBackend):
    """A backend that keeps each mail for the worker, so that no screen waits for a mail server."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        now = timezone.now()
        owed = [StaffMail.from_message(message, now=now) for message in email_messages]
        StaffMail.objects.bulk_create(owed)
        transaction.on_commit(lambda: wake(DELIVER))
        return len(owed)


def deliver_next(*, now: datetime) -> bool:
    """Send one mail to staff that is due; returns False when the caller should stop for now.

    The row stays locked while its mail is sent, so two workers never send the same one.
    """
    with transaction.atomic():
        mail = StaffMail.objects.due(now).select_for_update(skip_locked=True).first()
        if mail is None:
            return False
        return _send(mail, now)


def _send(mail: StaffMail, now: datetime) -> bool:
    """Send the mail and delete its row, or put it off; False if the server did not answer."""
    try:
        mail.message(get_connection(settings.MAIL_TRANSPORT)).send()
    except Exception as error:  # noqa: BLE001  one mail that cannot be sent must not stop the others
        reason = reason_of(error)
        logger.warning("Mail to staff %s was not sent: %s", mail.pk, reason)
        if mail.put_off(reason, now) and not is_permanent(error):
            mail.save()
        else:
            logger.warning("Mail to staff %s is given up.", mail.pk)
            mail.delete()
        return not is_timeout(error)
    mail.delete()
    return True
