"""What one visitor can do to the agenda, or to the mailbox of somebody else."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from booking.errors import TooManyAttempts
from booking.models import Appointment, Attempt, Notification, Practitioner, WaitlistOffer
from booking.models.waitlist_queryset import ASK_AGAIN_AFTER
from booking.scheduling.openings import Opening
from booking.services.guards.attempts import BOOKINGS_OF_A_CONTACT, HOLDS_OF_AN_ADDRESS
from booking.services.series.change_series import move_rest
from booking.services.visits.hold import hold
from booking.services.visits.move import move
from booking.services.waitlist.answer_offer import decline_offer
from booking.services.waitlist.leave import leave_waitlist
from booking.services.waitlist.make_offers import make_offers
from tests.booking.support.waitlist import opened, waits
from tests.booking.support.weekly import Weekly, weekly  # noqa: F401  a fixture
from tests.factories.booking import (
    DAY,
    NOW,
    AppointmentFactory,
    PractitionerFactory,
    SeriesFactory,
    SlotFactory,
    at,
)

pytestmark = pytest.mark.django_db
TOO_OFTEN = 429


@pytest.fixture
def busy_day() -> Practitioner:
    """Somebody whose hours from 8 to 11 UTC, two weeks ahead, came free just now."""
    practitioner: Practitioner = PractitionerFactory()
    day = DAY + timedelta(weeks=2)
    hours = {"practitioner": practitioner, "starts_at": at(8, day=day), "ends_at": at(11, day=day)}
    opened(SlotFactory(**hours), NOW)
    return practitioner


def to_and_fro(visit: Appointment, times: int) -> None:
    """Move it, as whoever has its link can: nobody asked whether the mailbox is theirs."""
    for time in range(times):
        new = hold(
            treatment=visit.treatment,
            practitioner=visit.practitioner,
            starts_at=at(9 + time % 2, day=DAY + timedelta(weeks=2)),
            key=uuid4(),
            moves=visit,
            now=NOW,
        )
        move(held=new, now=NOW)


def test_moving_a_visit_to_and_fro_floods_no_mailbox(busy_day: Practitioner) -> None:
    visit = AppointmentFactory(practitioner=busy_day, starts_at=at(8, day=DAY + timedelta(weeks=2)))
    busy_day.treatments.add(visit.treatment)
    to_and_fro(visit, BOOKINGS_OF_A_CONTACT.most)

    with pytest.raises(TooManyAttempts):
        to_and_fro(visit, 1)

    visit.refresh_from_db()
    assert visit.starts_at == at(10, day=DAY + timedelta(weeks=2))


def test_moving_a_series_to_and_fro_floods_no_mailbox(busy_day: Practitioner) -> None:
    series = SeriesFactory()
    day = DAY + timedelta(weeks=2)
    AppointmentFactory(
        series=series,
        patient=series.patient,
        treatment=series.treatment,
        practitioner=busy_day,
        starts_at=at(8, day=day),
    )
    busy_day.treatments.add(series.treatment)

    def to_hour(hour: int) -> None:
        there = Opening(at(hour, day=day), at(hour, 30, day=day), busy_day.pk)
        move_rest(series=series, since=DAY, openings=[there], now=NOW)

    for time in range(BOOKINGS_OF_A_CONTACT.most):
        to_hour(9 + time % 2)

    with pytest.raises(TooManyAttempts):
        to_hour(9)

    assert Notification.objects.owed().count() == 1


def test_each_visit_of_a_series_that_is_held_counts(client: Client, weekly: Weekly) -> None:  # noqa: F811
    chosen = weekly.choose(*[(day, 18) for day in weekly.days[:4]])

    client.post("/afspraak/reeks/", chosen)

    assert Attempt.objects.count() == 4


def test_series_without_a_cookie_do_not_use_up_the_agenda(weekly: Weekly) -> None:  # noqa: F811
    answers = []
    for hour in (9, 10, 11, 12, 13, 14, 15, 16, 17, 18):
        chosen = weekly.choose(*[(day, hour) for day in weekly.days[:10]], aantal="10")
        answers.append(Client().post("/afspraak/reeks/", chosen).status_code)

    assert answers == [302] * 9 + [TOO_OFTEN]
    assert Appointment.objects.count() == HOLDS_OF_AN_ADDRESS.most


def decline_all(times: int) -> list[int]:
    """Let a run make offers and say no to them, so often; how many each run made."""
    made = []
    for _time in range(times):
        made.append(make_offers(now=NOW))
        for offer in WaitlistOffer.objects.open():
            decline_offer(offer=offer, now=NOW)
    return made


def test_saying_no_to_one_offer_after_the_other_floods_no_mailbox(busy_day: Practitioner) -> None:
    waits(busy_day.treatments.create(name="Intake", slug="intake", duration=timedelta(minutes=15)))

    assert decline_all(8) == [1, 1, 1, 1, 1, 0, 0, 0]
    assert make_offers(now=NOW + ASK_AGAIN_AFTER) == 1


def test_leaving_and_joining_again_asks_for_no_more_mails(busy_day: Practitioner) -> None:
    treatment = busy_day.treatments.create(
        name="Intake", slug="intake", duration=timedelta(minutes=15)
    )
    first = waits(treatment)
    made = decline_all(5)
    leave_waitlist(entry=first, now=NOW)
    waits(treatment, patient=first.patient)
    waits(treatment, patient__name="Somebody else")

    assert (sum(made), decline_all(1)) == (5, [1])
