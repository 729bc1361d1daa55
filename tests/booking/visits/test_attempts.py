"""How often one address or one contact may do a thing, and that nobody can be read from it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connections

from booking.choices import AttemptKind
from booking.errors import OwnVisitThen, TooManyAttempts
from booking.models import Appointment, Attempt, Patient
from booking.models.patient import ContactDetails
from booking.services.guards.attempts import (
    BOOKINGS_OF_A_CONTACT,
    HOLDS_OF_AN_ADDRESS,
    RESENDS_TO_A_CONTACT,
    count_attempt,
)
from booking.services.visits.book import book
from booking.tasks import delete_old_rows
from tests.factories.booking import DAY, MIA, NOW, AppointmentFactory, AttemptFactory, at

pytestmark = pytest.mark.django_db
ADDRESS = "203.0.113.7"
AT_ONCE = 16


def hold_often(source: str, times: int = HOLDS_OF_AN_ADDRESS.most) -> None:
    for _time in range(times):
        count_attempt(AttemptKind.HOLD, source, now=NOW)


def refused(source: str, kind: AttemptKind = AttemptKind.HOLD, **later: float) -> bool:
    try:
        count_attempt(kind, source, now=NOW + timedelta(**later))
    except TooManyAttempts:
        return True
    return False


def test_the_last_within_the_quota_passes_and_the_next_does_not() -> None:
    hold_often(ADDRESS)

    assert refused(ADDRESS)


def test_waiting_helps_also_who_kept_trying() -> None:
    hold_often(ADDRESS)

    answers = [refused(ADDRESS, minutes=minutes) for minutes in (10, 30, 59, 61)]

    assert answers == [True, True, True, False]


def test_other_addresses_and_other_kinds_count_apart() -> None:
    hold_often(ADDRESS)

    assert not refused("203.0.113.8")
    assert not refused(ADDRESS, AttemptKind.BOOK)


def test_addresses_of_one_home_count_together() -> None:
    hold_often("2001:db8:0:1::1")

    assert refused("2001:db8:0:1:ffff::2")
    assert not refused("2001:db8:0:2::1")


def test_addresses_of_version_four_stay_apart_where_they_are_written_as_six() -> None:
    hold_often("::ffff:203.0.113.7")

    assert refused(ADDRESS)
    assert not refused("::ffff:203.0.113.8")


def test_a_mailbox_counts_however_it_is_written() -> None:
    for _time in range(3):
        count_attempt(AttemptKind.RESEND, "mia@patient.example", now=NOW)

    assert refused("Mia@Patient.Example", AttemptKind.RESEND)


def test_a_visitor_without_an_address_is_not_counted() -> None:
    hold_often("", times=HOLDS_OF_AN_ADDRESS.most + 5)

    assert Attempt.objects.count() == 0


@pytest.mark.parametrize("source", [ADDRESS, "mia@patient.example", "+32470123456"])
def test_nothing_readable_is_stored(source: str) -> None:
    count_attempt(AttemptKind.BOOK, source, now=NOW)

    stored = Attempt.objects.get()
    assert (len(stored.source), source in stored.source, source in str(stored)) == (
        64,
        False,
        False,
    )


def test_attempts_are_swept_with_the_holds_after_a_day() -> None:
    AttemptFactory(made_at=NOW - timedelta(days=2000))
    kept = AttemptFactory(made_at=NOW + timedelta(days=36500))

    delete_old_rows()

    assert list(Attempt.objects.all()) == [kept]


def test_a_mailbox_and_a_phone_take_a_dozen_bookings_a_day() -> None:
    for number in range(BOOKINGS_OF_A_CONTACT.most):
        day = DAY + timedelta(days=number)
        book(held=AppointmentFactory(held=True, starts_at=at(8, day=day)), details=MIA, now=NOW)
    one_more = AppointmentFactory(held=True, starts_at=at(8, day=DAY + timedelta(days=30)))

    with pytest.raises(TooManyAttempts):
        book(held=one_more, details=MIA, now=NOW)

    assert Appointment.objects.get(pk=one_more.pk).is_held


def test_a_family_of_six_books_twice_each_from_one_mailbox() -> None:
    for name in ("Mia", "Jos", "Ben", "Lea", "Tuur", "Fien"):
        for day in (DAY, DAY + timedelta(days=7)):
            held = AppointmentFactory(held=True, starts_at=at(8, day=day))
            details = ContactDetails(f"{name} Voorbeeld", "mia@patient.example", "+32470123456")
            book(held=held, details=details, now=NOW)

    assert Patient.objects.count() == 6


def test_a_booking_that_was_refused_does_not_count_against_the_contact() -> None:
    book(held=AppointmentFactory(held=True), details=MIA, now=NOW)
    before = Attempt.objects.count()

    with pytest.raises(OwnVisitThen):
        book(held=AppointmentFactory(held=True), details=MIA, now=NOW)

    assert Attempt.objects.count() == before


@pytest.mark.django_db(transaction=True)
def test_no_number_of_requests_at_once_gets_past_the_quota() -> None:
    """Twenty rounds: a count that comes before its writing lets more through in some of them."""
    barrier = Barrier(AT_ONCE)

    def ask(_number: int) -> list[bool]:
        try:
            return [ask_in_round(number) for number in range(20)]
        finally:
            connections.close_all()

    def ask_in_round(number: int) -> bool:
        barrier.wait(timeout=30)
        return not refused(f"mia{number}@patient.example", AttemptKind.RESEND)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        rounds = zip(*pool.map(ask, range(AT_ONCE)), strict=True)

    passed = [sum(answers) for answers in rounds]
    assert max(passed) <= RESENDS_TO_A_CONTACT.most
