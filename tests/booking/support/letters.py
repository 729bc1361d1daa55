"""Sending what is owed, and reading it back as a mail program does."""

from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage as Message
from email.policy import default

from django.core import mail
from icalendar import Calendar, Event

from booking.services.mail.deliver import deliver_next
from tests.factories.booking import NOW


def deliver_all(now: datetime = NOW) -> list[mail.EmailMessage]:
    while deliver_next(now=now):
        pass
    return mail.outbox


def parsed(message: mail.EmailMessage) -> Message:
    result: Message = message_from_bytes(message.message().as_bytes(), policy=default)
    return result


def calendar_event(message: mail.EmailMessage) -> tuple[str, Event, str]:
    """METHOD of the calendar, its event, and the method that the MIME header names."""
    [part] = [
        part
        for part in parsed(message).walk()
        if part.get_content_type() == "text/calendar" and not part.get_filename()
    ]
    calendar = Calendar.from_ical(part.get_payload(decode=True))
    [event] = calendar.walk("VEVENT")
    return str(calendar["METHOD"]), event, part["Content-Type"].params["method"]
