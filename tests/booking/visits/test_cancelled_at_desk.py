"""A patient calls to cancel: the mail does not say that the practice did."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from booking.choices import AppointmentStatus, CancelledBy
from booking.errors import TooLateToCancel
from booking.models import Appointment, Practitioner, Treatment
from booking.services.mail.owe import STAFF_MAIL_DELAY
from booking.services.visits.cancel import cancel
from booking.services.waitlist.make_offers import make_offers
from tests.booking.support.letters import deliver_all
from tests.booking.support.waitlist import waits
from tests.factories.booking import NOW, AppointmentFactory, NotificationFactory, PatientFactory, at

pytestmark = pytest.mark.django_db
JUST_BEFORE = at(7, 55)


def told_visit() -> Appointment:
    """One of which the patient had the confirmation."""
    mail = NotificationFactory()
    mail.mark_sent(NOW)
    mail.save()
    visit: Appointment = mail.appointment
    return visit


@pytest.mark.parametrize(
    ("by", "words"),
    [
        (CancelledBy.ASKED, "Deze afspraak is geannuleerd, zoals je vroeg:"),
        (CancelledBy.PRACTICE, "Het spijt ons: we moesten deze afspraak annuleren."),
    ],
)
def test_the_mail_says_who_wanted_it_once_it_can_be_no_slip_any_more(
    by: CancelledBy, words: str
) -> None:
    cancel(appointment=told_visit(), by=by, now=NOW)

    assert deliver_all(NOW + STAFF_MAIL_DELAY - timedelta(seconds=1)) == []
    [message] = deliver_all(NOW + STAFF_MAIL_DELAY)
    assert message.body.count(words) == 1


def test_at_the_desk_a_patient_cancels_when_the_website_says_no_already() -> None:
    visit = AppointmentFactory()

    with pytest.raises(TooLateToCancel):
        cancel(appointment=visit, by=CancelledBy.PATIENT, now=JUST_BEFORE)

    assert cancel(appointment=visit, by=CancelledBy.ASKED, now=JUST_BEFORE).is_cancelled


@pytest.mark.parametrize(
    ("by", "after", "is_late"),
    [
        (CancelledBy.ASKED, timedelta(0), False),
        (CancelledBy.ASKED, timedelta(seconds=1), True),
        (CancelledBy.PRACTICE, timedelta(seconds=1), False),
    ],
)
def test_late_is_a_patient_after_the_last_moment_that_was_agreed(
    by: CancelledBy, after: timedelta, is_late: bool
) -> None:
    visit = AppointmentFactory()

    cancelled = cancel(appointment=visit, by=by, now=visit.change_until + after)

    assert cancelled.was_cancelled_late is is_late


def test_taken_back_it_was_never_late() -> None:
    visit = cancel(appointment=AppointmentFactory(), by=CancelledBy.ASKED, now=JUST_BEFORE)

    visit.reinstate()

    assert visit.was_cancelled_late is False


def test_what_a_patient_gave_up_at_the_desk_is_offered_when_it_can_be_no_slip_any_more(
    free_hour: Treatment, therapist: Practitioner
) -> None:
    visit = AppointmentFactory(treatment=free_hour, practitioner=therapist, ends_at=at(9))
    waits(free_hour)

    cancel(appointment=visit, by=CancelledBy.ASKED, now=NOW)

    assert [make_offers(now=NOW), make_offers(now=NOW + STAFF_MAIL_DELAY)] == [0, 1]


def test_the_page_of_a_visit_asks_who_cancels(desk: Client) -> None:
    visit = AppointmentFactory()

    desk.post(reverse("agenda:change", args=[visit.pk]), {"verb": "cancel_as_asked"})

    visit.refresh_from_db()
    assert (visit.status, visit.cancelled_by) == (AppointmentStatus.CANCELLED, CancelledBy.ASKED)


@pytest.mark.parametrize(("cancelled_at", "times"), [(JUST_BEFORE, 1), (NOW, 0)])
def test_the_desk_reads_that_it_was_too_late(
    desk: Client, cancelled_at: datetime, times: int
) -> None:
    patient = PatientFactory()
    visit = AppointmentFactory(
        patient=patient,
        cancelled=True,
        cancelled_at=cancelled_at,
        cancelled_by=CancelledBy.ASKED,
        change_until=NOW,
    )

    pages = [
        desk.get(path).content.decode()
        for path in (
            f"/beheer/patienten/afspraken/{patient.pk}/",
            reverse("agenda:visit", args=[visit.pk]),
        )
    ]

    assert [page.count("(te laat)") for page in pages] == [times, times]
