"""The visit as a calendar entry (RFC 5545), for mail programs that act on it (RFC 5546, 6047).

Nothing medical stands in it, and no link that could cancel the visit: people share calendars.
"""

from datetime import UTC, datetime

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress, vText

from booking.models import Appointment
from booking.practice import Practice


def method(appointment: Appointment) -> str:
    return "CANCEL" if appointment.is_cancelled else "REQUEST"


def calendar_text(appointment: Appointment, practice: Practice, *, now: datetime) -> str:
    """One VEVENT in UTC. The UID stays for the visit's life, SEQUENCE rises with each change."""
    calendar = Calendar()
    calendar.add("prodid", "-//Kinesite//Booking//NL")
    calendar.add("version", "2.0")
    calendar.add("method", method(appointment))
    event = Event()
    event.add("uid", f"{appointment.uid}@{settings.SITE_URL.split('//')[-1].split(':')[0]}")
    event.add("sequence", appointment.sequence)
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", appointment.starts_at.astimezone(UTC))
    event.add("dtend", appointment.ends_at.astimezone(UTC))
    event.add("summary", _("Appointment at %(practice)s") % {"practice": practice.name})
    event.add("location", practice.address)
    event.add("class", "PRIVATE")
    event.add("status", "CANCELLED" if appointment.is_cancelled else "CONFIRMED")
    event.add("transp", "OPAQUE")
    # The organizer is the sender of the mail: programs refuse a cancellation from anybody else.
    organizer = vCalAddress(f"mailto:{settings.DEFAULT_FROM_EMAIL}")
    organizer.params["cn"] = vText(practice.name)
    event.add("organizer", organizer)
    if appointment.patient and appointment.patient.email:
        event.add("attendee", _attendee(appointment.patient.email))
    calendar.add_component(event)
    return calendar.to_ical().decode()


def _attendee(email: str) -> vCalAddress:
    """Accepted and asked for no reply: the patient chose the time."""
    attendee = vCalAddress(f"mailto:{email}")
    attendee.params["partstat"] = vText("ACCEPTED")
    attendee.params["rsvp"] = vText("FALSE")
    attendee.params["role"] = vText("REQ-PARTICIPANT")
    return attendee
