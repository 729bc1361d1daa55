"""Who is reminded of a visit, when, and how often."""

import threading
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.db import connection

from booking.choices import AppointmentStatus, CancelledBy, NotificationKind, NotificationStatus
from booking.models import BookingRules, Notification
from booking.models.notification import REMIND_UNTIL
from booking.models.patient import ContactDetails
from booking.services.guards.patient import patient_with
from booking.services.mail.owe_reminders import owe_reminders
from booking.services.visits.cancel import cancel
from tests.booking.support.letters import deliver_all
from tests.factories.booking import (
    AppointmentFactory,
    NotificationFactory,
    PatientFactory,
    at,
)

pytestmark = pytest.mark.django_db
# All visits here start at 8:00 UTC on 12 January.
STARTS = at(8)
A_DAY_BEFORE = STARTS - timedelta(hours=24)
LONG_AGO = STARTS - timedelta(days=9)


def visit(**changes: Any) -> Any:
    return AppointmentFactory(**{"arranged_at": LONG_AGO} | changes)


def reminders() -> list[tuple[int, int]]:
    """Of which visit, in which state."""
    owed = Notification.objects.filter(kind=NotificationKind.REMINDER).order_by("pk")
    return list(owed.values_list("appointment_id", "sequence"))


@pytest.mark.parametrize(
    ("now", "count"),
    [
        (A_DAY_BEFORE - timedelta(minutes=1), 0),
        (A_DAY_BEFORE, 1),
        (STARTS - REMIND_UNTIL - timedelta(minutes=1), 1),
        (STARTS - REMIND_UNTIL, 0),
        (STARTS + timedelta(minutes=1), 0),
    ],
)
def test_a_visit_is_reminded_of_from_a_day_to_an_hour_before(now: datetime, count: int) -> None:
    BookingRules.objects.create(mail_from=time(7))
    visit()

    assert owe_reminders(now=now) == count


@pytest.mark.parametrize(
    ("now", "count"),
    [(at(6, 59, day=date(2027, 1, 11)), 0), (at(7, day=date(2027, 1, 11)), 1)],
)
def test_the_reminder_of_an_early_visit_waits_for_the_morning(now: datetime, count: int) -> None:
    """7:30 at the clinic, and 8:00 a day before."""
    visit(starts_at=at(6, 30))

    assert owe_reminders(now=now) == count


def test_a_reminder_too_late_for_the_morning_goes_the_evening_before() -> None:
    """8:30 at the clinic; two hours before is by night."""
    BookingRules.objects.create(reminder_before=timedelta(hours=2))
    visit(starts_at=at(7, 30))
    evening = at(18, day=date(2027, 1, 11))

    owed = [owe_reminders(now=evening - timedelta(minutes=1)), owe_reminders(now=evening)]

    assert owed == [0, 1]


def test_a_reminder_that_could_not_go_out_by_day_goes_in_the_morning() -> None:
    visit(starts_at=at(9))
    owe_reminders(now=at(9) - timedelta(hours=24))
    evening, morning = at(19, day=date(2027, 1, 11)), at(7)

    assert deliver_all(evening) == []
    assert len(deliver_all(morning)) == 1


def test_a_confirmation_goes_out_by_night_too() -> None:
    NotificationFactory(appointment=visit())

    assert len(deliver_all(at(23, day=date(2027, 1, 11)))) == 1


def test_the_practice_says_how_long_before() -> None:
    BookingRules.objects.create(reminder_before=timedelta(hours=48))
    visit()

    assert owe_reminders(now=STARTS - timedelta(hours=48)) == 1


def test_the_practice_can_turn_reminders_off() -> None:
    BookingRules.objects.create(reminder_before=None)
    visit()

    assert owe_reminders(now=A_DAY_BEFORE) == 0


def test_a_visit_is_reminded_of_once() -> None:
    told = visit()

    owe_reminders(now=A_DAY_BEFORE)
    deliver_all(A_DAY_BEFORE)
    owe_reminders(now=A_DAY_BEFORE + timedelta(minutes=5))

    assert reminders() == [(told.pk, 0)]


def test_a_visit_that_moves_is_reminded_of_at_its_new_time() -> None:
    told = visit()
    owe_reminders(now=A_DAY_BEFORE)
    deliver_all(A_DAY_BEFORE)
    later = STARTS + timedelta(days=7)
    told.starts_at, told.ends_at, told.sequence = later, later + timedelta(minutes=30), 1
    told.arranged_at = A_DAY_BEFORE
    told.save()

    owe_reminders(now=later - timedelta(hours=24))

    assert reminders() == [(told.pk, 0), (told.pk, 1)]


@pytest.mark.parametrize(
    "changes",
    [
        {"arranged_at": A_DAY_BEFORE + timedelta(minutes=1)},
        {"patient__wants_reminders": False},
        {"patient__email": ""},
        {"cancelled": True},
        {"status": AppointmentStatus.ARRIVED},
        {"held": True},
    ],
    ids=["booked late", "opted out", "no address", "cancelled", "is here", "only held"],
)
def test_who_needs_no_reminder_gets_none(changes: dict[str, Any]) -> None:
    visit(**changes)

    assert owe_reminders(now=A_DAY_BEFORE + timedelta(hours=1)) == 0


def test_a_reminder_that_a_cancellation_overtakes_is_not_sent() -> None:
    told = visit()
    NotificationFactory(
        appointment=told, status=NotificationStatus.SENT, sent_at=LONG_AGO, created_at=LONG_AGO
    )
    owe_reminders(now=A_DAY_BEFORE)

    cancel(appointment=told, by=CancelledBy.PRACTICE, now=A_DAY_BEFORE)
    deliver_all(STARTS - timedelta(hours=2))

    kinds = Notification.objects.order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == [NotificationKind.BOOKED, NotificationKind.CANCELLED]


def test_a_reminder_that_could_not_go_out_in_time_is_dropped() -> None:
    visit()
    owe_reminders(now=A_DAY_BEFORE)

    assert deliver_all(STARTS - timedelta(minutes=59)) == []
    assert reminders() == []


def test_who_opts_out_before_it_goes_is_not_reminded() -> None:
    told = visit()
    owe_reminders(now=A_DAY_BEFORE)
    told.patient.wants_reminders = False
    told.patient.save()

    assert deliver_all(A_DAY_BEFORE) == []


@pytest.mark.parametrize(
    ("email", "wanted"), [("MIA@patient.example", False), ("jan@patient.example", True), ("", True)]
)
def test_a_child_in_a_mailbox_without_reminders_gets_none(email: str, wanted: bool) -> None:
    PatientFactory(name="Mia Voorbeeld", email="mia@patient.example", wants_reminders=False)
    PatientFactory(name="An Voorbeeld", email="", wants_reminders=False)

    patient = patient_with(ContactDetails(name="Lou Voorbeeld", email=email, phone=""), LONG_AGO)

    assert patient.wants_reminders == wanted


def test_the_reminder_tells_when_and_where_in_the_language_of_the_patient() -> None:
    visit(patient=PatientFactory(language="fr"))
    owe_reminders(now=A_DAY_BEFORE)

    [message] = deliver_all(A_DAY_BEFORE)

    assert message.subject.startswith("Rappel")
    assert "mardi 12 janvier 2027" in message.body


@pytest.mark.parametrize("count", [1, 5])
def test_any_number_of_reminders_costs_the_same_queries(
    count: int, django_assert_num_queries: Any
) -> None:
    for _ in range(count):
        visit()

    with django_assert_num_queries(3):
        assert owe_reminders(now=A_DAY_BEFORE) == count


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_remind_once() -> None:
    told = visit()
    together = threading.Barrier(2)

    def work() -> None:
        together.wait()
        owe_reminders(now=A_DAY_BEFORE)
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert reminders() == [(told.pk, 0)]
