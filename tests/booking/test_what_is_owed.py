"""Which mails a patient gets after the desk booked, moved, cancelled and took back."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction

from booking.availability import Span
from booking.choices import AppointmentStatus, CancelledBy, NotificationKind, NotificationStatus
from booking.models import Appointment, AppointmentSeries, Notification
from booking.rules import STAFF_MAIL_DELAY
from booking.services.cancel import cancel
from booking.services.owe import owe, owe_links, owe_offer, owe_series, withdraw
from booking.services.reinstate import reinstate
from tests.booking.letters import deliver_all
from tests.factories.booking import (
    NOW,
    AppointmentFactory,
    PatientFactory,
    SeriesFactory,
    WaitlistOfferFactory,
)

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
BOOKED, MOVED, CANCELLED, SERIES = (
    NotificationKind.BOOKED,
    NotificationKind.MOVED,
    NotificationKind.CANCELLED,
    NotificationKind.SERIES,
)


def moved(visit: Appointment, minute: int) -> None:
    """As both services that move do, an hour later."""
    visit.refresh_from_db()
    later = Span(visit.starts_at + timedelta(hours=1), visit.ends_at + timedelta(hours=1))
    now = NOW + minute * MINUTE
    visit.move_to(later, visit.practitioner, change_until=visit.change_until, now=now)
    visit.save()
    kind = MOVED if withdraw(visit) else BOOKED
    owe(visit, kind, now=now, wait=STAFF_MAIL_DELAY)


def done(visit: Appointment, steps: str) -> None:
    """The steps, a minute apart; "sent" lets the delay run out first."""
    minute = 0
    for step in steps.split():
        minute += 1
        now = NOW + minute * MINUTE
        if step == "sent":
            minute += 5
            deliver_all(NOW + minute * MINUTE)
        elif step == "moved":
            moved(visit, minute)
        elif step == "cancelled":
            cancel(appointment=visit, by=CancelledBy.PRACTICE, now=now)
        elif step == "back":
            reinstate(appointment=visit, now=now)
    deliver_all(NOW + timedelta(hours=2))


def kinds() -> list[str]:
    return list(Notification.objects.order_by("pk").values_list("kind", flat=True))


@pytest.mark.parametrize(
    ("steps", "told"),
    [
        ("", [BOOKED]),
        ("cancelled", []),
        ("cancelled back", [BOOKED]),
        ("moved", [BOOKED]),
        ("moved moved", [BOOKED]),
        ("moved cancelled", []),
        ("moved cancelled back", [BOOKED]),
        ("sent moved", [BOOKED, MOVED]),
        ("sent moved moved", [BOOKED, MOVED]),
        ("sent moved sent moved", [BOOKED, MOVED, MOVED]),
        ("sent moved cancelled", [BOOKED, CANCELLED]),
        ("sent moved cancelled back", [BOOKED, MOVED]),
        ("sent moved sent cancelled back", [BOOKED, MOVED]),
        ("sent cancelled", [BOOKED, CANCELLED]),
        ("sent cancelled back", [BOOKED]),
        ("sent cancelled back moved", [BOOKED, MOVED]),
        ("sent cancelled sent back", [BOOKED, CANCELLED, BOOKED]),
        ("sent cancelled sent back cancelled", [BOOKED, CANCELLED]),
        ("sent cancelled sent back moved", [BOOKED, CANCELLED, BOOKED]),
        ("sent cancelled sent back sent cancelled", [BOOKED, CANCELLED, BOOKED, CANCELLED]),
    ],
)
def test_the_patient_is_told_where_it_ended_and_of_no_slip(
    steps: str, told: list[NotificationKind]
) -> None:
    visit = AppointmentFactory()
    owe(visit, BOOKED, now=NOW, wait=STAFF_MAIL_DELAY)

    done(visit, steps)

    assert kinds() == told
    assert not Notification.objects.owed().exists()


@pytest.mark.parametrize(
    ("steps", "told"),
    [
        ("", [SERIES]),
        ("moved", [SERIES]),
        ("cancelled", [SERIES]),
        ("cancelled back", [SERIES]),
        ("sent moved", [SERIES, MOVED]),
        ("sent cancelled", [SERIES, CANCELLED]),
        ("sent cancelled back", [SERIES]),
        ("cancelled sent back", [SERIES, BOOKED]),
        ("sent moved cancelled back", [SERIES, MOVED]),
    ],
)
def test_a_visit_of_a_series_is_told_of_by_the_series_while_that_mail_is_to_go(
    steps: str, told: list[NotificationKind]
) -> None:
    visit, _other = visits_of_a_series()
    owe_series(visit.series, now=NOW, wait=STAFF_MAIL_DELAY)

    done(visit, steps)

    assert kinds() == told


def visits_of_a_series() -> list[Appointment]:
    series: AppointmentSeries = SeriesFactory()
    return [
        AppointmentFactory(
            series=series, patient=series.patient, treatment=series.treatment, **{field: field_of}
        )
        for field, field_of in [("sequence", 0), ("turnaround", timedelta(minutes=5))]
    ]


def test_a_changed_series_is_told_once_as_it_ended() -> None:
    visit, _other = visits_of_a_series()
    series = visit.series
    owe_series(series, now=NOW, wait=STAFF_MAIL_DELAY)

    series.sequence += 1
    series.save()
    owe_series(series, now=NOW, wait=STAFF_MAIL_DELAY)

    assert list(Notification.objects.values_list("kind", "sequence")) == [(SERIES, 1)]


def test_a_series_that_is_given_up_before_it_was_told_sends_nothing() -> None:
    visits = visits_of_a_series()
    series = visits[0].series
    owe_series(series, now=NOW, wait=STAFF_MAIL_DELAY)

    for visit in visits:
        cancel(appointment=visit, by=CancelledBy.PRACTICE, now=NOW)
    series.sequence += 1
    series.save()
    owe_series(series, now=NOW, wait=STAFF_MAIL_DELAY)

    assert kinds() == []


def test_a_series_that_is_given_up_after_it_was_told_is_told() -> None:
    visits = visits_of_a_series()
    series = visits[0].series
    owe_series(series, now=NOW)
    deliver_all()

    for visit in visits:
        visit.cancel(by=CancelledBy.PRACTICE, now=NOW + MINUTE)
        visit.save()
    series.sequence += 1
    series.save()
    owe_series(series, now=NOW + MINUTE)

    assert kinds() == [SERIES, SERIES]


def test_a_cancellation_that_the_series_told_of_is_taken_back_with_a_confirmation() -> None:
    visit, _other = visits_of_a_series()
    visit.cancel(by=CancelledBy.PRACTICE, now=NOW)
    visit.save()
    owe_series(visit.series, now=NOW)
    deliver_all()

    reinstate(appointment=visit, now=NOW + MINUTE)

    assert kinds() == [SERIES, BOOKED]


def test_a_mail_that_failed_counts_as_told_because_the_desk_calls() -> None:
    visit = AppointmentFactory()
    owe(visit, BOOKED, now=NOW)
    Notification.objects.update(status=NotificationStatus.FAILED)

    cancel(appointment=visit, by=CancelledBy.PRACTICE, now=NOW)

    assert kinds() == [BOOKED, CANCELLED]


@pytest.mark.parametrize("kind", [BOOKED, MOVED, CANCELLED])
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

    assert withdraw(visit) is False

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
