"""What the agenda calls free can be booked there, and the form that opens names what fits."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from html import unescape
from itertools import product

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from booking.errors import BookingError
from booking.models import Practitioner, Treatment
from booking.models.patient import ContactDetails
from booking.models.rules import OF_THE_WEBSITE
from booking.reception.presenters.agenda import agenda_of
from booking.reception.presenters.grid import Free
from booking.services.visits.book_at_desk import book_at_desk
from tests.factories.booking import (
    DAY,
    NOW,
    AbsenceFactory,
    AppointmentFactory,
    PractitionerFactory,
    SlotFactory,
    TreatmentFactory,
    at,
)

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
JOS = ContactDetails("Jos Nieuw", "jos@patient.example", "+32470654321")
FORM = "/beheer/agenda/boeken/"


def free_parts(now: datetime = NOW) -> list[Free]:
    pieces = [piece for column in agenda_of(DAY, now=now).columns for piece in column.pieces]
    return [piece for piece in pieces if isinstance(piece, Free)]


def takes(person: Practitioner, treatment: Treatment, start: datetime, now: datetime) -> bool:
    """Whether the desk can book it with no warning but those of the website; books nothing."""
    try:
        with transaction.atomic():
            booked = book_at_desk(
                treatment=treatment,
                practitioner=person,
                starts_at=start,
                details=JOS,
                overrule=False,
                now=now,
            )
            transaction.set_rollback(True)
    except BookingError:
        return False
    return set(booked.overruled) <= set(OF_THE_WEBSITE)


minutes = st.integers(0, 36).map(lambda fives: 5 * fives * MINUTE)
lengths = st.integers(1, 12).map(lambda fives: 5 * fives * MINUTE)


@dataclass
class Day:
    """A day of one therapist from 8:00 UTC on: treatments, slots, appointments, an absence."""

    treatments: list[tuple[timedelta, timedelta]]
    slots: list[tuple[int, int]]
    visits: list[tuple[timedelta, timedelta]]
    absence: tuple[timedelta, timedelta] | None

    def make(self) -> Practitioner:
        """Store it; appointments that would overlap come one after the other."""
        given = [TreatmentFactory(duration=long, turnaround=rest) for long, rest in self.treatments]
        person: Practitioner = PractitionerFactory(treatments=given)
        for first, last in self.slots:
            starts_at, ends_at = at(8) + first * MINUTE, at(8) + last * MINUTE
            SlotFactory(practitioner=person, starts_at=starts_at, ends_at=ends_at)
        end = at(8)
        for begin, length in sorted(self.visits):
            starts_at, end = max(at(8) + begin, end), max(at(8) + begin, end) + length
            AppointmentFactory(
                practitioner=person,
                treatment=given[0],
                turnaround=given[0].turnaround,
                starts_at=starts_at,
                ends_at=end,
            )
        if self.absence:
            begin, length = at(8) + self.absence[0], self.absence[1]
            AbsenceFactory(practitioner=person, starts_at=begin, ends_at=begin + length)
        return person


days = st.builds(
    Day,
    treatments=st.lists(
        st.tuples(lengths, st.integers(0, 4).map(lambda fives: 5 * fives * MINUTE)),
        min_size=1,
        max_size=3,
    ),
    slots=st.sampled_from([[(0, 180)], [(0, 90), (90, 180)], [(0, 60), (75, 180)], []]),
    visits=st.lists(st.tuples(minutes, lengths), max_size=3),
    absence=st.none() | st.tuples(minutes, lengths),
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(day=days, clock=st.integers(-60, 170))
def test_what_is_shown_as_free_can_be_booked_and_nothing_that_can_is_missing(
    day: Day, clock: int
) -> None:
    now = at(8) + clock * MINUTE
    half_hours = {at(8) + n * 30 * MINUTE for n in range(6)}
    with transaction.atomic():
        person = day.make()
        shown = {part.starts_at for part in free_parts(now)}
        bookable = {
            start
            for start, one in product(shown | half_hours, person.treatments.all())
            if start >= now and takes(person, one, start, now)
        }
        transaction.set_rollback(True)

    assert shown <= bookable
    assert bookable & half_hours <= shown


@pytest.fixture
def therapist() -> Practitioner:
    """Gives half an hour, and an hour; free from 9 to 12, but for half an hour from 10 on."""
    short, long = TreatmentFactory(name="Kort"), TreatmentFactory(name="Lang", duration=60 * MINUTE)
    TreatmentFactory(name="Bij een ander")
    person: Practitioner = PractitionerFactory(name="Noor Tester", treatments=[short, long])
    SlotFactory(practitioner=person)
    AppointmentFactory(practitioner=person, treatment=short, starts_at=at(9))
    return person


def test_free_time_says_until_when_and_how_long(desk: Client, therapist: Practitioner) -> None:
    words = unescape(desk.get(f"/beheer/agenda/?dag={DAY}").content.decode())

    assert "vrij tot 10.00\xa0u</span> · 60 minuten" in words
    assert "vrij tot 12.00\xa0u</span> · 90 minuten" in words
    assert [part.clock for part in free_parts()] == ["09:00", "09:30", "10:30", "11:00", "11:30"]


def test_time_that_is_past_or_of_somebody_who_left_is_not_free(therapist: Practitioner) -> None:
    assert [part.clock for part in free_parts(at(8, 32))] == ["10:30", "11:00", "11:30"]

    therapist.is_active = False
    therapist.save()
    assert free_parts() == []


@pytest.mark.parametrize(
    ("clock", "labels", "proposed"),
    [
        (
            "09:30",
            ["Kort (30 minuten)", "Lang (60 minuten): te lang, vrij tot 10.00\xa0u"],
            "Kort",
        ),
        ("10:30", ["Kort (30 minuten)", "Lang (60 minuten)"], "Kort"),
        # An hour at which nothing is free gets no remarks: the form says why it cannot be.
        ("10:00", ["Kort (30 minuten)", "Lang (60 minuten)"], None),
    ],
)
def test_the_form_names_what_does_not_fit_and_proposes_what_does(
    desk: Client, therapist: Practitioner, clock: str, labels: list[str], proposed: str | None
) -> None:
    page = desk.get(FORM, {"practitioner": therapist.pk, "day": str(DAY), "time": clock})

    form = page.context["form"]
    shown = [label for value, label in form.fields["treatment"].choices if value]
    assert set(labels) <= set(shown)
    assert any("niet bij Noor" in label for label in shown) == (proposed is not None)
    chosen = Treatment.objects.filter(pk=form["treatment"].value() or 0).first()
    assert (chosen and chosen.name) == proposed


def test_a_treatment_that_was_asked_for_stays(desk: Client, therapist: Practitioner) -> None:
    long = Treatment.objects.get(name="Lang")
    moment = {"practitioner": therapist.pk, "day": str(DAY), "time": "09:30", "treatment": long.pk}

    assert desk.get(FORM, moment).context["form"]["treatment"].value() == str(long.pk)
