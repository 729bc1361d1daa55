from collections.abc import Iterable
from datetime import datetime, timedelta

from booking.models import Absence, Appointment, Practitioner, Slot
from booking.models.treatment import LONGEST_TURNAROUND
from booking.scheduling.clock import clinic_date, clinic_day
from booking.scheduling.room import Room
from booking.scheduling.spans import Span


def room_of(
    person: Practitioner,
    slots: Iterable[Slot],
    absences: Iterable[Absence],
    visits: Iterable[Appointment],
) -> Room:
    """The room that these rows, of any therapists, leave to one of them; no query.

    `visits` are the appointments that keep their time. Nobody books with somebody who left.
    """
    return Room.of(
        [slot.span for slot in slots if slot.practitioner_id == person.pk and person.is_active],
        [absence.span for absence in absences if absence.is_of(person.pk)],
        [(visit.span, visit.turnaround) for visit in visits if visit.practitioner_id == person.pk],
    )


def room_then(person: Practitioner, start: datetime, *, now: datetime) -> Room:
    """The room in a therapist's day around `start`; three queries."""
    day = clinic_day(clinic_date(start))
    around = Span(day.starts_at - LONGEST_TURNAROUND, day.ends_at + timedelta(days=1))
    visits = Appointment.objects.holding_time(now).during(around).filter(practitioner=person)
    return room_of(
        person, person.slots.during(around), Absence.objects.during(around).of(person.pk), visits
    )
