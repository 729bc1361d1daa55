"""Mails about the time of an ill therapist that do not arrive: somebody has to call."""

from datetime import datetime, timedelta

import pytest

from booking.choices import NotificationKind
from booking.models import Absence, Notification
from booking.models.substitution import CallState
from booking.services.mail.see_to import note_returned_mail, settle_what_is_over
from booking.services.schedule.absences import delete_absence
from booking.services.substitutes.note_call import note_call
from tests.booking.support.attention import listed
from tests.booking.support.illness import Practice, asked
from tests.booking.support.letters import deliver_all
from tests.factories.booking import NOW

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=5)


def lost(kind: NotificationKind) -> None:
    """Note that the mail of that kind came back; it stays to be seen to."""
    mail = Notification.objects.get(kind=kind)
    note_returned_mail(mail=mail, now=LATER)
    assert settle_what_is_over(now=LATER) == 0


def about(patient: object, now: datetime = LATER) -> list[str]:
    """Rows of what needs the desk that name the patient for a mail."""
    return [row for row in listed(now) if f"raakte niet bij {patient}" in row]


def test_choices_that_came_back_need_the_desk_until_the_patient_was_called(
    practice: Practice,
) -> None:
    substitution = asked(practice, hour=9)
    patient = substitution.appointment.patient
    deliver_all(LATER)
    lost(NotificationKind.CHOICES)
    assert about(patient) == [f"Keuze van een ander moment raakte niet bij {patient}"]

    substitution.refresh_from_db()
    note_call(substitution=substitution, call=CallState.CALLED, now=LATER)

    assert about(patient) == []


def test_a_patient_who_does_not_hear_that_the_appointment_stands_is_to_be_called(
    practice: Practice,
) -> None:
    substitution = asked(practice, hour=9)
    patient = substitution.appointment.patient
    deliver_all(LATER)
    delete_absence(Absence.objects.get(), now=LATER)
    deliver_all(LATER)
    lost(NotificationKind.STANDS)

    assert about(patient) == [f"Afspraak gaat toch door raakte niet bij {patient}"]
    over = substitution.ends_at
    assert (about(patient, over), settle_what_is_over(now=over)) == ([], 1)
