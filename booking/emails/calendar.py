"""Appointments as calendar entries (RFC 5545), which mail programs act on (RFC 5546, RFC 6047).

People share calendars, so an entry holds nothing medical and no link that could cancel anything.

Example: an appointment is booked, moved and cancelled. The three letters carry the same UID, with
SEQUENCE 0 and REQUEST, SEQUENCE 1 and REQUEST, SEQUENCE 2 and CANCEL: a calendar shows one entry,
which moves and then goes.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress, vText

from booking.models import Appointment, Practitioner
from booking.practice import Practice

# How long a calendar program may wait before it asks for a therapist's calendar again.
ASK_AGAIN_AFTER = timedelta(minutes=15)


def method(appointment: Appointment) -> str:
    """The METHOD of a file about one appointment, which its MIME header repeats."""
    return "CANCEL" if appointment.is_cancelled else "REQUEST"


def calendar_text(appointment: Appointment, practice: Practice, *, now: datetime) -> str:
    """A calendar file that adds, changes or removes one appointment.

    Times are in UTC. UID stays for the life of the appointment, SEQUENCE rises with each change.
    """
    event = _event(appointment, practice, now)
    if appointment.patient and appointment.patient.email:
        event.add("attendee", _attendee(appointment.patient.email))
    return _calendar(method(appointment), [event])


def series_text(visits: Iterable[Appointment], practice: Practice, *, now: datetime) -> str:
    """A calendar file with several appointments, to import at once.

    METHOD is PUBLISH, so no attendees are named (RFC 5546, section 3.2.1). The UIDs are those of
    `calendar_text`: an appointment that is moved later updates its own entry.
    """
    return _calendar("PUBLISH", [_event(visit, practice, now) for visit in visits])


def feed_text(visits: Iterable[Appointment], person: Practitioner, practice: Practice) -> str:
    """The calendar of a therapist, for programs that ask for the whole of it again and again.

    It names no patient and no treatment: companies that are not ours keep it. An appointment that
    moves keeps its UID with a higher SEQUENCE; one that is gone was cancelled or went to somebody
    else. The text changes with the appointments only, not with the hour.

    Example: Hanne has an appointment from 9:00 to 9:30; her telephone shows "Afspraak" there.
    """
    calendar = _empty_calendar("PUBLISH")
    calendar.add("x-wr-calname", f"{person} – {practice.name}")
    calendar.add("x-published-ttl", ASK_AGAIN_AFTER)
    calendar.add("refresh-interval", ASK_AGAIN_AFTER, parameters={"value": "DURATION"})
    for visit in visits:
        event = Event()
        # Another UID than that of the patient's mail: a therapist may be a patient of a colleague.
        event.add("uid", f"agenda-{_uid(visit)}")
        event.add("sequence", visit.sequence)
        event.add("dtstamp", (visit.changed_at or visit.created_at).astimezone(UTC))
        event.add("dtstart", visit.starts_at.astimezone(UTC))
        event.add("dtend", visit.ends_at.astimezone(UTC))
        event.add("summary", _("Appointment"))
        event.add("location", practice.address)
        event.add("class", "PRIVATE")
        event.add("status", "CONFIRMED")
        event.add("transp", "OPAQUE")
        calendar.add_component(event)
    return calendar.to_ical().decode()


def _calendar(method: str, events: Iterable[Event]) -> str:
    calendar = _empty_calendar(method)
    for event in events:
        calendar.add_component(event)
    return calendar.to_ical().decode()


def _empty_calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Kinesite//Booking//NL")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    return calendar


def _uid(appointment: Appointment) -> str:
    return f"{appointment.uid}@{settings.SITE_URL.split('//')[-1].split(':')[0]}"


def _event(appointment: Appointment, practice: Practice, now: datetime) -> Event:
    event = Event()
    event.add("uid", _uid(appointment))
    event.add("sequence", appointment.sequence)
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", appointment.starts_at.astimezone(UTC))
    event.add("dtend", appointment.ends_at.astimezone(UTC))
    event.add("summary", _("Appointment at %(practice)s") % {"practice": practice.name})
    event.add("location", practice.address)
    event.add("class", "PRIVATE")
    event.add("status", "CANCELLED" if appointment.is_cancelled else "CONFIRMED")
    event.add("transp", "OPAQUE")
    # The organizer is the sender of the mail: programs accept a cancellation from nobody else.
    organizer = vCalAddress(f"mailto:{settings.DEFAULT_FROM_EMAIL}")
    organizer.params["cn"] = vText(practice.name)
    event.add("organizer", organizer)
    return event


def _attendee(email: str) -> vCalAddress:
    """The patient, who chose the time and so has accepted; no reply is asked for."""
    attendee = vCalAddress(f"mailto:{email}")
    attendee.params["partstat"] = vText("ACCEPTED")
    attendee.params["rsvp"] = vText("FALSE")
    attendee.params["role"] = vText("REQ-PARTICIPANT")
    return attendee
