"""Which mails a patient gets after the desk booked, moved, cancelled and took back."""

import threading

import pytest
from django.db import connection, transaction

from booking.choices import AppointmentStatus, CancelledBy, NotificationKind, NotificationStatus
from booking.models import Notification
from booking.services.mail.owe import (
    STAFF_MAIL_DELAY,
    owe,
    owe_links,
    owe_offer,
    retract_pending_mail,
)
from booking.services.visits.cancel import cancel
from tests.booking.support.letters import deliver_all
from tests.booking.support.owing import done, heard, kinds
from tests.factories.booking import NOW, AppointmentFactory, PatientFactory, WaitlistOfferFactory

pytestmark = pytest.mark.django_db
BOOKED, CANCELLED = NotificationKind.BOOKED, NotificationKind.CANCELLED


# The visit is booked at nine; "to10" moves it to ten.
@pytest.mark.parametrize(
    ("steps", "told"),
    [
        ("", "booked 9"),
        ("cancelled", ""),
        ("cancelled back", "booked 9"),
        ("to10", "booked 10"),
        ("to10 to11", "booked 11"),
        ("to10 to9", "booked 9"),
        ("to10 cancelled", ""),
        ("to10 cancelled back", "booked 10"),
        ("sent to10", "booked 9, moved 9 10"),
        ("sent to10 to11", "booked 9, moved 9 11"),
        ("sent to10 to9", "booked 9"),
        ("sent to10 to11 to9", "booked 9"),
        ("sent to10 to9 sent to11", "booked 9, moved 9 11"),
        ("sent to10 sent to11", "booked 9, moved 9 10, moved 10 11"),
        ("sent to10 sent to9", "booked 9, moved 9 10, moved 10 9"),
        ("sent to10 sent to11 to10", "booked 9, moved 9 10"),
        ("sent to10 cancelled", "booked 9, cancelled 9"),
        ("sent to10 cancelled back", "booked 9, moved 9 10"),
        ("sent to10 cancelled back to9", "booked 9"),
        ("sent to10 sent cancelled", "booked 9, moved 9 10, cancelled 10"),
        ("sent to10 sent cancelled back", "booked 9, moved 9 10"),
        ("sent to10 reminded to11", "booked 9, moved 9 11"),
        ("sent to10 reminded swept to9", "booked 9, reminded 10, moved 10 9"),
        ("sent to10 reminded swept cancelled", "booked 9, reminded 10, cancelled 10"),
        ("sent cancelled", "booked 9, cancelled 9"),
        ("sent cancelled back", "booked 9"),
        ("sent cancelled back to10", "booked 9, moved 9 10"),
        ("sent cancelled sent back", "booked 9, cancelled 9, booked 9"),
        ("sent cancelled sent back cancelled", "booked 9, cancelled 9"),
        ("sent cancelled sent back to10", "booked 9, cancelled 9, booked 10"),
        (
            "sent cancelled sent back sent cancelled",
            "booked 9, cancelled 9, booked 9, cancelled 9",
        ),
    ],
)
def test_the_patient_is_told_where_it_ended_and_of_no_slip(steps: str, told: str) -> None:
    visit = AppointmentFactory()
    owe(visit, BOOKED, now=NOW, wait=STAFF_MAIL_DELAY)

    done(visit, steps)

    assert heard() == told
    assert not Notification.objects.owed().exists()


# NOW is ten o'clock of the day before; "past" moves the visit to nine o'clock of that day,
# "longpast" to seven.
@pytest.mark.parametrize(
    ("steps", "told"),
    [
        ("past", ""),
        ("past to10", "booked 10"),
        ("sent past", "booked 9, moved 9 9"),
        ("sent past to9", "booked 9"),
        ("sent past to10", "booked 9, moved 9 10"),
        ("sent past cancelled", "booked 9, cancelled 9"),
        ("sent past cancelled back to9", "booked 9"),
        ("sent past sent cancelled", "booked 9, moved 9 9"),
        ("sent past sent to10", "booked 9, moved 9 9, moved 9 10"),
        ("sent past sent longpast", "booked 9, moved 9 9"),
        ("sent past sent longpast to10", "booked 9, moved 9 9, moved 9 10"),
        ("sent past sent longpast past to10", "booked 9, moved 9 9, moved 9 10"),
        ("sent past sent longpast cancelled back to10", "booked 9, moved 9 9, moved 9 10"),
        ("sent past sent longpast to10 sent to11", "booked 9, moved 9 9, moved 9 10, moved 10 11"),
    ],
)
def test_who_expects_a_visit_that_goes_to_the_past_is_told(steps: str, told: str) -> None:
    visit = AppointmentFactory()
    owe(visit, BOOKED, now=NOW, wait=STAFF_MAIL_DELAY)

    done(visit, steps)

    assert heard() == told
    assert not Notification.objects.owed().exists()


def test_a_mail_that_failed_counts_as_told_because_the_desk_calls() -> None:
    visit = AppointmentFactory()
    owe(visit, BOOKED, now=NOW)
    Notification.objects.update(status=NotificationStatus.FAILED)

    cancel(appointment=visit, by=CancelledBy.PRACTICE, now=NOW)

    assert kinds() == [BOOKED, CANCELLED]


@pytest.mark.parametrize("kind", [BOOKED, NotificationKind.MOVED, CANCELLED])
def test_a_patient_without_an_address_is_owed_nothing(kind: NotificationKind) -> None:
    visit = AppointmentFactory(patient=PatientFactory(email=""))

    owe(visit, kind, now=NOW)

    assert kinds() == []


def test_asked_twice_before_it_went_out_the_link_is_one_mail() -> None:
    patient = PatientFactory()

    owe_links(patient, now=NOW)
    owe_links(patient, now=NOW)
    deliver_all()
    owe_links(patient, now=NOW)

    assert kinds() == [NotificationKind.LINKS, NotificationKind.LINKS]


def test_an_offer_that_ran_out_before_its_mail_went_is_not_sent() -> None:
    offer = WaitlistOfferFactory()
    owe_offer(offer, now=NOW)

    assert deliver_all(offer.expires_at) == []
    assert kinds() == []


def test_taking_back_leaves_the_visit_as_it_is() -> None:
    visit = AppointmentFactory()
    owe(visit, BOOKED, now=NOW)

    assert retract_pending_mail(visit) is None

    visit.refresh_from_db()
    assert (visit.status, kinds()) == (AppointmentStatus.BOOKED, [])


@pytest.mark.django_db(transaction=True)
def test_a_mail_that_is_being_sent_right_now_stays_and_counts_as_told() -> None:
    visit = AppointmentFactory()
    owe(visit, BOOKED, now=NOW)
    is_sending, is_answered = threading.Event(), threading.Event()

    def worker() -> None:
        with transaction.atomic():
            Notification.objects.select_for_update().get()
            is_sending.set()
            is_answered.wait(timeout=10)
        connection.close()

    sending = threading.Thread(target=worker)
    sending.start()
    is_sending.wait(timeout=10)
    cancel(appointment=visit, by=CancelledBy.PRACTICE, now=NOW)
    is_answered.set()
    sending.join()

    assert kinds() == [BOOKED, CANCELLED]
