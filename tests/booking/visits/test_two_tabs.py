"""A hold that a second tab gave back is held again when the first tab is sent, if it still can."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest

from booking.choices import AppointmentStatus
from booking.errors import BookingError, HoldExpired, TooManyThatDay
from booking.models import Appointment, AppointmentSeries, Notification, Slot, Treatment
from booking.models.patient import ContactDetails
from booking.services.series.book_series import book_series
from booking.services.series.hold_series import hold_series
from booking.services.visits.book import book
from booking.services.visits.give_back import give_back
from booking.services.visits.hold import hold
from booking.services.visits.still_open import is_still_open
from tests.booking.support.racing import together
from tests.booking.support.series import visits
from tests.factories.booking import (
    DAY,
    MIA,
    NOW,
    AbsenceFactory,
    AppointmentFactory,
    SlotFactory,
    TreatmentFactory,
    at,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_deadlock")]
JOS = ContactDetails("Jos Voorbeeld", "jos@patient.example", "+32470654321")
KEY = uuid4()


@pytest.fixture
def treatment() -> Treatment:
    treatment: Treatment = TreatmentFactory(turnaround=timedelta(minutes=15))
    return treatment


@pytest.fixture
def held(slot: Slot, treatment: Treatment) -> Appointment:
    """At 8:00 UTC, by the first tab."""
    return hold_at(slot, at(8))


def hold_at(slot: Slot, starts_at: datetime, *, key: UUID = KEY) -> Appointment:
    """Hold a time with the only treatment, by the same visitor unless a key is given."""
    return hold(
        treatment=Treatment.objects.get(),
        practitioner=slot.practitioner,
        starts_at=starts_at,
        key=key,
        now=NOW,
    )


def standing() -> list[tuple[datetime, str]]:
    """Starts and states of what keeps its time."""
    kept = Appointment.objects.holding_time(NOW).order_by("starts_at")
    return [(one.starts_at, one.status) for one in kept]


def test_the_first_tab_books_its_time_and_the_second_keeps_its_own(
    held: Appointment, slot: Slot
) -> None:
    second = hold_at(slot, at(9))
    held.refresh_from_db()

    assert is_still_open([held], now=NOW)
    booked = book(held=held, details=MIA, now=NOW)

    assert (booked.pk, booked.status, booked.cancelled_at) == (held.pk, "booked", None)
    assert standing() == [(at(8), "booked"), (at(9), "pending")]
    with pytest.raises(TooManyThatDay):
        book(held=second, details=MIA, now=NOW)
    assert book(held=second, details=JOS, now=NOW).status == AppointmentStatus.BOOKED


def test_a_time_of_the_second_tab_that_is_in_the_way_is_given_back(
    held: Appointment, slot: Slot
) -> None:
    hold_at(slot, at(8, 30))

    book(held=held, details=MIA, now=NOW)

    assert standing() == [(at(8), "booked")]


def test_a_time_that_was_given_back_by_hand_can_be_booked_after_all(held: Appointment) -> None:
    give_back(held=held, now=NOW)

    first, again = (book(held=held, details=MIA, now=NOW) for _ in range(2))

    assert first == again
    assert (standing(), Notification.objects.count()) == ([(at(8), "booked")], 1)


def take(held: Appointment) -> None:
    AppointmentFactory(
        practitioner=held.practitioner, treatment=held.treatment, starts_at=held.starts_at
    )


def hold_elsewhere(held: Appointment) -> None:
    hold_at(held.practitioner.slots.get(), held.starts_at, key=uuid4())


def close(held: Appointment) -> None:
    AbsenceFactory(practitioner=held.practitioner)


def withdraw(held: Appointment) -> None:
    """As the practice does, which may open the time again later."""
    held.status, held.held_until, held.cancelled_at = AppointmentStatus.PENDING, NOW, None
    held.end_hold(NOW)
    held.save()


@pytest.mark.parametrize("happens", [take, hold_elsewhere, close, withdraw])
def test_a_time_that_cannot_be_had_any_more_is_refused_and_changes_nothing(
    happens: Callable[[Appointment], None], held: Appointment, slot: Slot
) -> None:
    hold_at(slot, at(9))
    held.refresh_from_db()
    happens(held)
    before = standing()

    assert not is_still_open([held], now=NOW)
    with pytest.raises(HoldExpired):
        book(held=held, details=MIA, now=NOW)

    assert standing() == before


def test_an_expired_hold_of_somebody_else_makes_room(held: Appointment, slot: Slot) -> None:
    give_back(held=held, now=NOW)
    hold_elsewhere(held)
    later = NOW + timedelta(minutes=11)

    book(held=held, details=MIA, now=later)

    assert Appointment.objects.get(patient__name=MIA.name).starts_at == at(8)


@pytest.fixture
def held_series(slot: Slot, treatment: Treatment) -> AppointmentSeries:
    """Of three Tuesdays at 9:00 UTC, by the first tab."""
    for week in (1, 2):
        day = DAY + timedelta(weeks=week)
        SlotFactory(
            practitioner=slot.practitioner, starts_at=at(8, day=day), ends_at=at(11, day=day)
        )
    openings = visits(slot.practitioner)
    return hold_series(treatment=treatment, visits=openings, key=KEY, now=NOW)


def test_a_series_in_the_first_tab_is_held_again_whole(
    held_series: AppointmentSeries, slot: Slot
) -> None:
    hold_at(slot, at(9))
    assert is_still_open(list(held_series.appointments.all()), now=NOW)

    book_series(series=held_series, details=MIA, now=NOW)

    assert [state for _start, state in standing()] == ["booked"] * 3


def test_a_series_of_which_one_time_is_taken_is_not_held_again(
    held_series: AppointmentSeries, slot: Slot
) -> None:
    hold_at(slot, at(8))
    take(held_series.appointments.latest("starts_at"))
    before = standing()

    assert not is_still_open(list(held_series.appointments.all()), now=NOW)
    with pytest.raises(HoldExpired):
        book_series(series=held_series, details=MIA, now=NOW)

    assert standing() == before


@pytest.mark.django_db(transaction=True)
def test_two_tabs_sent_at_once_each_book_what_they_show(held: Appointment, slot: Slot) -> None:
    second = hold_at(slot, at(9))

    together(
        lambda: book(held=held, details=MIA, now=NOW),
        lambda: book(held=second, details=JOS, now=NOW),
    )

    assert standing() == [(at(8), "booked"), (at(9), "booked")]


@pytest.mark.django_db(transaction=True)
def test_sending_the_first_tab_while_the_second_takes_another_time_books_the_first(
    held: Appointment, slot: Slot
) -> None:
    together(
        lambda: book(held=held, details=MIA, now=NOW),
        lambda: hold_at(slot, at(9)),
    )

    assert standing()[0] == (at(8), "booked")


@pytest.mark.django_db(transaction=True)
def test_of_two_who_want_the_time_that_was_given_back_one_gets_it(
    held: Appointment, slot: Slot
) -> None:
    give_back(held=held, now=NOW)

    answers = together(
        lambda: book(held=held, details=MIA, now=NOW),
        lambda: book(held=hold_at(slot, at(8), key=uuid4()), details=JOS, now=NOW),
    )

    assert sum(isinstance(answer, BookingError) for answer in answers) == 1
    assert standing() == [(at(8), "booked")]
