"""Bookings against a change of working time in the same instant, in threads."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from booking.choices import OfferStatus
from booking.errors import BookingError
from booking.models import Absence, Appointment, Practitioner, Treatment, WaitlistOffer
from booking.scheduling.openings import Opening
from booking.services.schedule.absences import save_absence
from booking.services.series.book_series import book_series
from booking.services.series.book_series_at_desk import book_series_at_desk
from booking.services.series.change_series import move_rest
from booking.services.series.hold_series import hold_series
from booking.services.visits.book import book
from booking.services.visits.book_at_desk import book_at_desk
from booking.services.visits.hold import hold
from booking.services.visits.move import move
from booking.services.waitlist.answer_offer import accept_offer
from booking.services.waitlist.leave import leave_waitlist
from booking.services.waitlist.make_offers import make_offers
from tests.booking.support.racing import together
from tests.booking.support.waitlist import opened, waits
from tests.booking.support.working_time import treatment_offline
from tests.factories.booking import (
    MIA,
    NOW,
    AppointmentFactory,
    PractitionerFactory,
    SeriesFactory,
    SlotFactory,
    TreatmentFactory,
    at,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_deadlock")]
HALF = timedelta(minutes=30)
Race = Callable[[Treatment, Practitioner], Callable[[], Any]]


@pytest.fixture
def treatment() -> Treatment:
    treatment: Treatment = TreatmentFactory()
    return treatment


@pytest.fixture
def noor(treatment: Treatment) -> Practitioner:
    person: Practitioner = PractitionerFactory(treatments=[treatment])
    SlotFactory(practitioner=person)
    return person


def kept(treatment: Treatment, noor: Practitioner, **more: Any) -> Appointment:
    return hold(
        treatment=treatment, practitioner=noor, starts_at=at(8), key=uuid4(), now=NOW, **more
    )


def holding(treatment: Treatment, noor: Practitioner) -> Callable[[], Any]:
    return lambda: book(held=kept(treatment, noor), details=MIA, now=NOW)


def booking(treatment: Treatment, noor: Practitioner) -> Callable[[], Any]:
    held = kept(treatment, noor)
    return lambda: book(held=held, details=MIA, now=NOW)


def booking_late(treatment: Treatment, noor: Practitioner) -> Callable[[], Any]:
    held = kept(treatment, noor)
    return lambda: book(held=held, details=MIA, now=NOW + HALF)


def moving(treatment: Treatment, noor: Practitioner) -> Callable[[], Any]:
    visit = AppointmentFactory(treatment=treatment, starts_at=at(8) + timedelta(days=9))
    held = kept(treatment, noor, moves=visit)
    return lambda: move(held=held, now=NOW)


def booking_at_desk(treatment: Treatment, noor: Practitioner) -> Callable[[], Any]:
    return lambda: book_at_desk(
        treatment=treatment,
        practitioner=noor,
        starts_at=at(8),
        details=MIA,
        overrule=False,
        now=NOW,
    )


def opening(noor: Practitioner) -> Opening:
    return Opening(at(8), at(8) + HALF, noor.pk)


def booking_a_series(treatment: Treatment, noor: Practitioner) -> Callable[[], Any]:
    series = hold_series(treatment=treatment, visits=[opening(noor)], key=uuid4(), now=NOW)
    return lambda: book_series(series=series, details=MIA, now=NOW)


def booking_a_series_at_desk(treatment: Treatment, noor: Practitioner) -> Callable[[], Any]:
    return lambda: book_series_at_desk(
        treatment=treatment, visits=[opening(noor)], details=MIA, overrule=False, now=NOW
    )


def moving_a_series(treatment: Treatment, noor: Practitioner) -> Callable[[], Any]:
    series = SeriesFactory(treatment=treatment)
    later = at(8) + timedelta(days=9)
    AppointmentFactory(treatment=treatment, series=series, patient=series.patient, starts_at=later)
    return lambda: move_rest(series=series, since=later.date(), openings=[opening(noor)], now=NOW)


def saying_yes(treatment: Treatment, noor: Practitioner) -> Callable[[], Any]:
    waits(treatment)
    opened(noor.slots.get(), NOW)
    make_offers(now=NOW)
    offer = WaitlistOffer.objects.get()
    return lambda: accept_offer(offer=offer, now=NOW)


RACES: tuple[Race, ...] = (
    holding,
    booking,
    booking_late,
    moving,
    booking_at_desk,
    booking_a_series,
    booking_a_series_at_desk,
    moving_a_series,
    saying_yes,
)


@pytest.mark.slow
@pytest.mark.parametrize("race", RACES)
def test_whoever_books_while_an_absence_is_saved_is_first_or_is_refused(
    race: Race, treatment: Treatment, noor: Practitioner
) -> None:
    works = race(treatment, noor)
    absence = Absence(practitioner=noor, starts_at=at(8), ends_at=at(11))
    outcomes: list[Any] = []

    booked, saved = together(works, lambda: outcomes.append(save_absence(absence, now=NOW)))

    listed = Appointment.objects.hit_by(absence, NOW)
    assert saved is None
    assert isinstance(booked, BookingError) != listed.exists()
    # Who was first is on the list that the desk is shown.
    assert bool(outcomes[0].change) == listed.exists()
    assert not Appointment.objects.filter(status="pending").exists()


@pytest.mark.slow
def test_after_the_absence_is_saved_every_way_to_book_is_refused(
    treatment: Treatment, noor: Practitioner
) -> None:
    for race in RACES:
        works = race(treatment, noor)
        absence = Absence(practitioner=noor, starts_at=at(8), ends_at=at(11))
        save_absence(absence, now=NOW)

        with pytest.raises(BookingError):
            works()
        assert not Appointment.objects.hit_by(absence, NOW).exists()
        absence.delete()


@pytest.mark.slow
def test_offers_that_are_made_while_an_absence_is_saved_are_withdrawn_or_not_made(
    treatment: Treatment, noor: Practitioner
) -> None:
    entries = [waits(treatment) for _number in range(4)]
    absences = [
        Absence(practitioner=noor, starts_at=at(8), ends_at=at(11)),
        Absence(starts_at=at(8), ends_at=at(11)),
    ]

    together(
        lambda: make_offers(now=NOW),
        lambda: save_absence(absences[0], now=NOW),
        lambda: make_offers(now=NOW),
        lambda: save_absence(absences[1], now=NOW),
        lambda: leave_waitlist(entry=entries[1], now=NOW),
        lambda: leave_waitlist(entry=entries[0], now=NOW),
    )

    assert not WaitlistOffer.objects.filter(status=OfferStatus.OPEN).exists()
    assert not Appointment.objects.filter(status="pending").exists()


@pytest.mark.slow
def test_a_treatment_that_goes_off_line_meanwhile_is_held_by_nobody(
    treatment: Treatment, noor: Practitioner
) -> None:
    def press() -> Appointment:
        return kept(treatment, noor)

    together(press, press, lambda: treatment_offline(noor))

    assert not Appointment.objects.filter(status="pending").exists()


def test_of_two_absences_of_one_person_at_once_one_is_kept(noor: Practitioner) -> None:
    def away() -> str:
        try:
            save_absence(Absence(practitioner=noor, starts_at=at(8), ends_at=at(9)), now=NOW)
        except ValidationError as error:
            return error.messages[0]
        return ""

    said = together(away, away)

    assert Absence.objects.count() == 1
    assert [text[:28] for text in sorted(said)] == ["", f"{noor} is dan al afwezig"[:28]]
