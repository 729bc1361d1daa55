import logging
import smtplib
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction

from booking.emails import compose
from booking.models import Appointment, Notification, SentMail
from booking.models.rules import practice_rules
from booking.services.mail.compose_sheets import compose_sheets
from booking.text.secrets import cut_secrets

logger = logging.getLogger(__name__)


def deliver_next(*, now: datetime) -> bool:
    """Send one mail that is due; returns False when the caller should stop for now.

    That is when no mail is due, or when the mail server did not answer in time: trying on would
    keep the worker from other work. Reminders and offers, also those that are tried again, wait for
    the practice's hours for mail.

    The row stays locked while its mail is sent, so two workers never send the same one, and a mail
    whose worker is killed is still owed. Only a worker that is killed between sending and marking
    leaves a mail that goes out twice.
    """
    with transaction.atomic():
        due = Notification.objects.due(now)
        if not practice_rules().mail_hours.include(now):
            due = due.awaited()
        rows = due.select_for_update(of=("self",), skip_locked=True)
        notification = rows.for_sending().first()
        if notification is None:
            return False
        if notification.is_superseded(now):
            notification.delete()
            return True
        about = notification.series or notification.appointment
        series = about.series if isinstance(about, Appointment) else about
        if series:
            series.note_told()
        answered = _send(notification, now)
        notification.save()
        if series and not notification.is_owed:
            series.save(update_fields=["told_sequence", "untold_until"])
        return answered


def _send(notification: Notification, now: datetime) -> bool:
    """Send the mail and mark the result; returns False if the server did not answer in time."""
    try:
        if first := notification.sheets_from:
            mail = compose_sheets(notification, first, now=now)
        else:
            mail = compose(notification, now=now)
        mail.connection = get_connection(settings.MAIL_TRANSPORT)
        sent = mail.send()
    except Exception as error:  # noqa: BLE001  one mail that cannot be sent must not stop the others
        reason = reason_of(error)
        logger.warning("Mail %s was not sent: %s", notification.pk, reason)
        if is_permanent(error):
            notification.mark_failed(reason)
        else:
            notification.put_off(reason, now)
        return not is_timeout(error)
    if sent:
        notification.mark_sent(now)
        _keep_text(notification, mail, now)
    else:  # the patient's address was removed since
        notification.mark_failed("NoAddress")
    return True


def _keep_text(notification: Notification, mail: EmailMultiAlternatives, now: datetime) -> None:
    """Keep what the mail said, without the secrets in its links."""
    SentMail.objects.create(
        mail=notification,
        sent_at=now,
        address=mail.to[0],
        subject=str(mail.subject),
        text="\n".join(map(cut_secrets, str(mail.body).splitlines())),
    )


def is_permanent(error: Exception) -> bool:
    """Tell whether the mail server refused this mail for good: a reply of the 5xx class."""
    codes = _reply_codes(error)
    is_login = isinstance(error, smtplib.SMTPAuthenticationError)
    return bool(codes) and not is_login and all(500 <= code < 600 for code in codes)


def is_timeout(error: Exception) -> bool:
    """Tell whether the mail server did not answer in time."""
    # A timeout in the middle of a mail reaches us as the cause of smtplib's lost connection.
    return isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError)


def reason_of(error: Exception) -> str:
    """The kind of error and its reply code, without the server's words, which hold the address."""
    kind = TimeoutError if is_timeout(error) else type(error)
    return " ".join([kind.__name__, *map(str, _reply_codes(error))])


def _reply_codes(error: Exception) -> list[int]:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return sorted({code for code, _words in error.recipients.values()})
    return [error.smtp_code] if isinstance(error, smtplib.SMTPResponseException) else []
