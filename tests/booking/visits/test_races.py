"""Many patients at once, with real threads: one gets the time, nobody gets an error."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.utils import timezone

from booking import links
from booking.choices import HOLDS_TIME
from booking.models import Appointment, Notification
from booking.services.mail.deliver import deliver_next
from tests.booking.conftest import OpenPractice
from tests.factories.booking import NotificationFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_deadlock")]
PATIENTS = 100
# PostgreSQL's own limit of connections is 100: the others wait their turn in the pool.
AT_ONCE = 50


def all_at_once(work: Callable[[int], Any]) -> list[Any]:
    """Results of PATIENTS calls, AT_ONCE of them starting together."""
    barrier = Barrier(AT_ONCE)

    def run(number: int) -> Any:
        try:
            barrier.wait(timeout=30)
            return work(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(run, range(PATIENTS)))


def from_home(number: int) -> Client:
    """A browser at an address of its own: from one address so much would be a machine."""
    return Client(REMOTE_ADDR=f"203.0.113.{number}")


def press_at_once(practice: OpenPractice, starts: Callable[[int], datetime]) -> list[Any]:
    """Every patient presses a moment in their own browser."""

    def press(number: int) -> Any:
        return from_home(number).post("/afspraak/momenten/", practice.press(starts(number)))

    return all_at_once(press)


def test_of_a_hundred_patients_for_one_time_one_gets_it(practice_with_room: OpenPractice) -> None:
    wanted = practice_with_room.at(10)

    pages = press_at_once(practice_with_room, lambda _number: wanted)

    assert Counter(page.status_code for page in pages) == {302: 1, 409: PATIENTS - 1}
    assert Appointment.objects.filter(status__in=HOLDS_TIME).count() == 1
    losers = [page for page in pages if page.status_code == 409]
    assert {len(page.context["moments"]) for page in losers} == {3}
    assert {"Iemand was je net voor" in page.content.decode() for page in losers} == {True}


def test_of_a_hundred_patients_for_overlapping_times_one_gets_it(
    practice_with_room: OpenPractice,
) -> None:
    practice_with_room.treatment.duration = timedelta(minutes=90)
    practice_with_room.treatment.save()
    starts = [practice_with_room.at(9, 45) + n * timedelta(minutes=15) for n in range(3)]

    pages = press_at_once(practice_with_room, lambda number: starts[number % len(starts)])

    assert Counter(page.status_code for page in pages) == {302: 1, 409: PATIENTS - 1}
    assert Appointment.objects.filter(status__in=HOLDS_TIME).count() == 1


def test_a_hundred_clicks_on_confirm_book_once_and_owe_one_mail(
    held: Appointment, details: Callable[..., dict[str, Any]]
) -> None:
    pages = all_at_once(lambda number: from_home(number).post(links.hold_path(held), details()))

    assert {(page.status_code, page.url) for page in pages} == {(302, links.confirmed_path(held))}
    assert Notification.objects.count() == 1


def test_many_workers_send_each_mail_once(mailoutbox: list[Any]) -> None:
    NotificationFactory.create_batch(20)

    def work(_number: int) -> int:
        sent = 0
        while deliver_next(now=timezone.now() + timedelta(days=365)):
            sent += 1
        return sent

    counts = all_at_once(work)

    assert (sum(counts), len(mailoutbox)) == (20, 20)
    assert len({message.to[0] for message in mailoutbox}) == 20
