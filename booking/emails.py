"""The letters: text, HTML and a calendar part, in the patient's language."""

from datetime import UTC, datetime
from email.utils import formataddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from booking import ical, links
from booking.choices import NotificationKind
from booking.models import Appointment, Notification
from booking.practice import Practice, current_practice
from booking.wording import day_text, time_text


def compose(notification: Notification, *, now: datetime) -> EmailMultiAlternatives:
    """The mail that is owed, ready to send. The appointment's patient has an address."""
    appointment = notification.appointment
    assert appointment.patient is not None  # noqa: S101  a mail is owed to patients only
    practice = current_practice()
    with translation.override(appointment.patient.language):
        context = {
            "appointment": appointment,
            "practice": practice,
            "visit_url": links.visit_url(appointment),
            "site_url": settings.SITE_URL,
        }
        message = EmailMultiAlternatives(
            subject=subject(NotificationKind(notification.kind), appointment),
            body=render_to_string(f"booking/emails/{notification.kind}.txt", context),
            from_email=formataddr((practice.name, settings.DEFAULT_FROM_EMAIL)),
            to=[appointment.patient.email],
            reply_to=[practice.email] if practice.email else None,
            headers=_headers(notification),
        )
        message.attach_alternative(
            render_to_string(f"booking/emails/{notification.kind}.html", context), "text/html"
        )
        _add_calendar(message, appointment, practice, now)
    return message


def subject(kind: NotificationKind, appointment: Appointment) -> str:
    when = {"day": day_text(appointment.starts_at), "time": time_text(appointment.starts_at)}
    if kind == NotificationKind.CANCELLED:
        return _("Cancelled: your appointment on %(day)s at %(time)s") % when
    return _("Your appointment on %(day)s at %(time)s") % when


def _headers(notification: Notification) -> dict[str, str]:
    """The same Message-ID each time: sent twice after a crash, it shows once in most mailboxes.

    One that the desk sends again is owed anew, and shows again.
    """
    owed = f"{notification.sequence}.{notification.created_at.astimezone(UTC):%Y%m%d%H%M%S}"
    state = f"{notification.appointment.uid}.{notification.kind}.{owed}"
    domain = settings.DEFAULT_FROM_EMAIL.rsplit("@", 1)[-1]
    return {
        "Message-ID": f"<{state}@{domain}>",
        "Auto-Submitted": "auto-generated",
    }


def _add_calendar(
    message: EmailMultiAlternatives, appointment: Appointment, practice: Practice, now: datetime
) -> None:
    """Once as a third form of the same message, for programs that act on it, and once as a file."""
    entry = ical.calendar_text(appointment, practice, now=now)
    content_type = f"text/calendar; method={ical.method(appointment)}"
    message.attach_alternative(entry, content_type)
    message.attach(_("appointment.ics"), entry, content_type)
