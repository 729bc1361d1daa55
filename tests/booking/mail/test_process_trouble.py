"""A worker that is killed and a broker that is dead or dumb: real processes, and no mail lost."""

import socket
import threading
from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from booking import links
from booking.choices import AppointmentStatus, NotificationStatus
from booking.models import Appointment, Notification
from booking.scheduling.clock import CLINIC_TZ
from kinesite.celery import app
from tests.booking.conftest import OpenPractice
from tests.factories.booking import NotificationFactory, SlotFactory, TreatmentFactory
from tests.mail_server import MailServer
from tests.processes import Broker, Program, wait_until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
PATIENTS = 100


def statuses() -> list[str]:
    return list(Notification.objects.order_by("pk").values_list("status", flat=True))


def owe_one() -> None:
    NotificationFactory(due_at=timezone.now(), created_at=timezone.now())


def sweep() -> None:
    """What beat does each minute."""
    app.send_task("booking.deliver_notifications")


def test_a_worker_that_is_killed_while_it_sends_leaves_the_mail_to_the_next(
    smtp_server: MailServer, start_worker: Callable[[], Program]
) -> None:
    owe_one()
    smtp_server.delay = 3600
    first = start_worker()
    sweep()
    wait_until(lambda: smtp_server.begun == 1)

    first.kill()
    smtp_server.delay = 0
    start_worker()
    sweep()

    wait_until(lambda: statuses() == [NotificationStatus.SENT])
    assert len(smtp_server.mails) == 1


def test_a_worker_that_is_killed_between_sending_and_marking_repeats_one_mail_that_shows_once(
    smtp_server: MailServer, start_worker: Callable[[], Program]
) -> None:
    owe_one()
    smtp_server.says_nothing = True
    first = start_worker()
    sweep()
    wait_until(lambda: len(smtp_server.mails) == 1)

    first.kill()
    smtp_server.says_nothing = False
    start_worker()
    sweep()

    wait_until(lambda: statuses() == [NotificationStatus.SENT])
    sent, again = smtp_server.mails
    assert sent["Message-ID"] == again["Message-ID"]


@pytest.fixture
def practices(db: None) -> list[OpenPractice]:
    """Ten therapists, each with ten half hours in three days."""
    treatment = TreatmentFactory()
    day = timezone.localdate(timezone=CLINIC_TZ) + timedelta(days=3)
    opens, closes = (datetime.combine(day, time(hour), CLINIC_TZ) for hour in (9, 14))
    slots = [SlotFactory(starts_at=opens, ends_at=closes) for _ in range(10)]
    return [OpenPractice(treatment, slot.practitioner, slot) for slot in slots]


def book_online(
    number: int, practice: OpenPractice, starts_at: datetime, details: Callable[..., dict[str, Any]]
) -> None:
    """The way of one patient through the pages, from an address of their own."""
    client = Client(REMOTE_ADDR=f"192.0.2.{number}")
    held = client.post("/afspraak/momenten/", practice.press(starts_at))
    assert held.status_code == HTTPStatus.FOUND
    typed = details(email=f"mia{number}@patient.example", phone=f"0470 12 34 {number:02}")
    booked = client.post(held["Location"], typed)
    assert booked.status_code == HTTPStatus.FOUND


def book_all(practices: list[OpenPractice], details: Callable[..., dict[str, Any]]) -> int:
    """One patient after the other; gives the most threads that waited for the broker at a time."""
    most = 0
    for number in range(PATIENTS):
        practice = practices[number % len(practices)]
        starts_at = practice.at(9) + number // len(practices) * timedelta(minutes=30)
        book_online(number, practice, starts_at, details)
        names = [thread.name for thread in threading.enumerate()]
        most = max(most, names.count("nudge"))
    return most


def test_a_hundred_bookings_with_the_broker_down_are_saved_and_mailed_within_two_minutes_after(
    smtp_server: MailServer,
    broker: Broker,
    start_celery: Callable[..., Program],
    worker: Program,
    tmp_path: Path,
    practices: list[OpenPractice],
    details: Callable[..., dict[str, Any]],
) -> None:
    start_celery("beat", "--schedule", str(tmp_path / "beat"), until="beat: Starting...")
    broker.server.stop()

    most_waiting = book_all(practices, details)

    assert Appointment.objects.filter(status=AppointmentStatus.BOOKED).count() == PATIENTS
    assert statuses() == [NotificationStatus.OWED] * PATIENTS
    assert most_waiting <= 2
    broker.server.start()
    wait_until(lambda: statuses() == [NotificationStatus.SENT] * PATIENTS, seconds=120)
    assert len({mail["To"] for mail in smtp_server.mails}) == len(smtp_server.mails) == PATIENTS


@pytest.fixture
def dumb_broker(broker: Broker) -> Iterator[None]:
    """Takes connections and never says a word: whoever waits for it waits for ever."""
    broker.server.stop()
    path = broker.server.socket
    path.unlink(missing_ok=True)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))
        listener.listen(16)
        yield
    path.unlink()


@pytest.mark.usefixtures("dumb_broker")
def test_a_booking_does_not_wait_for_a_broker_that_does_not_answer(
    held: Appointment, details: Callable[..., dict[str, Any]], client: Client
) -> None:
    page = client.post(links.hold_path(held), details())

    assert page.status_code == HTTPStatus.FOUND
    assert statuses() == [NotificationStatus.OWED]
