"""An address that nobody confirmed holds no time, and no address holds two."""

from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest

from booking.choices import OfferStatus, WaitlistStatus
from booking.errors import NotWaiting
from booking.models import Appointment, Practitioner, Treatment, WaitlistEntry, WaitlistOffer
from booking.models.patient import ContactDetails
from booking.models.waitlist import CONFIRM_WITHIN
from booking.scheduling.wishes import Wishes
from booking.services.waitlist.answer_offer import decline_offer
from booking.services.waitlist.confirm_entry import confirm_entry
from booking.services.waitlist.end_waiting import end_waiting
from booking.services.waitlist.join import join_waitlist, join_waitlist_for
from booking.services.waitlist.leave import leave_waitlist
from booking.services.waitlist.make_offers import make_offers
from tests.booking.support.racing import together
from tests.booking.support.waitlist import HOUR, opened, waits
from tests.factories.booking import (
    DAY,
    NOW,
    AppointmentFactory,
    PatientFactory,
    SlotFactory,
    at,
)

pytestmark = pytest.mark.django_db
BEFORE = NOW - HOUR
ANY = Wishes(NOW.date(), DAY + timedelta(days=30))
STRANGERS = 20


def joined(treatment: Treatment, *, at_desk: bool = False, number: int = 1) -> WaitlistEntry:
    details = ContactDetails(
        name=f"Onbekende {number}", email=f"onbekende{number}@patient.example", phone=""
    )
    return join_waitlist(
        treatment=treatment, wishes=ANY, details=details, key=uuid4(), now=BEFORE, at_desk=at_desk
    )


@pytest.fixture
def free_week(free_hour: Treatment, therapist: Practitioner) -> Treatment:
    """Hours of five more days come free after everybody joined."""
    for number in range(1, 6):
        day = DAY + timedelta(days=number)
        start, end = at(8, day=day), at(16, day=day)
        opened(SlotFactory(practitioner=therapist, starts_at=start, ends_at=end), NOW)
    return free_hour


def test_an_entry_that_nobody_confirmed_gets_no_offer(free_hour: Treatment) -> None:
    joined(free_hour)

    assert make_offers(now=NOW) == 0
    assert not Appointment.objects.exists()


def test_who_confirms_gets_what_came_free_meanwhile_and_keeps_the_turn(
    free_hour: Treatment,
) -> None:
    first = joined(free_hour)
    second = waits(free_hour, minutes_ago=5, patient=PatientFactory())

    confirm_entry(entry=first, now=NOW)
    make_offers(now=NOW)

    assert (first.offers.get().starts_at, second.offers.get().starts_at) == (at(8), at(8, 30))


def test_confirming_twice_changes_nothing(free_hour: Treatment) -> None:
    entry = joined(free_hour)
    confirm_entry(entry=entry, now=NOW)

    assert confirm_entry(entry=entry, now=NOW + HOUR).confirmed_at == NOW


def test_the_desk_and_who_has_the_link_of_an_appointment_need_not_confirm(
    free_hour: Treatment, waiting_visit: Appointment
) -> None:
    WaitlistEntry.objects.all().delete()

    entries = [
        joined(free_hour, at_desk=True),
        join_waitlist_for(visit=waiting_visit, wishes=ANY, now=NOW),
    ]

    assert [entry.is_confirmed for entry in entries] == [True, True]


def test_an_entry_that_nobody_confirms_ends_by_itself(free_hour: Treatment) -> None:
    entry = joined(free_hour)
    end_waiting(now=entry.confirm_until - timedelta(seconds=1))
    entry.refresh_from_db()
    was_waiting = entry.is_waiting

    end_waiting(now=entry.confirm_until)

    entry.refresh_from_db()
    assert (was_waiting, entry.status) == (True, WaitlistStatus.UNCONFIRMED)
    assert entry.confirm_until == BEFORE + CONFIRM_WITHIN


def test_what_has_ended_cannot_be_confirmed(free_hour: Treatment) -> None:
    left, late = joined(free_hour), joined(free_hour, number=2)
    leave_waitlist(entry=left, now=NOW)

    with pytest.raises(NotWaiting):
        confirm_entry(entry=left, now=NOW)
    with pytest.raises(NotWaiting):
        confirm_entry(entry=late, now=late.confirm_until)


def test_twenty_entries_with_addresses_that_nobody_reads_empty_nothing(
    free_week: Treatment,
) -> None:
    for number in range(STRANGERS):
        joined(free_week, number=number)

    made = [make_offers(now=NOW + hours * HOUR) for hours in range(8)]

    assert (sum(made), Appointment.objects.count()) == (0, 0)


def test_twenty_entries_of_one_mailbox_hold_one_moment_at_a_time(free_week: Treatment) -> None:
    for number in range(STRANGERS):
        mailbox = "Stranger@patient.example" if number % 2 else "stranger@patient.example"
        waits(free_week, patient=PatientFactory(name=f"Naam {number}", email=mailbox))

    for hours in range(8):
        make_offers(now=NOW + hours * HOUR)
        assert Appointment.objects.holding_time(NOW + hours * HOUR).count() == 1


def test_without_a_mailbox_the_phone_counts(free_week: Treatment) -> None:
    for number in range(3):
        same = PatientFactory(name=f"Naam {number}", email="", phone="+32470123456")
        waits(free_week, patient=same)
    waits(free_week, patient=PatientFactory(email="", phone="+32470999999"))

    assert make_offers(now=NOW) == 2


def test_what_one_of_an_address_declines_another_of_it_may_get(
    free_hour: Treatment, therapist: Practitioner
) -> None:
    AppointmentFactory(practitioner=therapist, treatment=free_hour, starts_at=at(8, 30))
    first, second = (
        waits(free_hour, patient=PatientFactory(name=name, email="gezin@patient.example"))
        for name in ("Mia", "Lou")
    )
    make_offers(now=NOW)
    decline_offer(offer=first.offers.get(), now=NOW)

    make_offers(now=NOW)

    assert second.offers.get().status == OfferStatus.OPEN


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("no_deadlock")
def test_two_runs_at_once_make_one_offer_to_an_address(free_week: Treatment) -> None:
    for number in range(4):
        waits(free_week, patient=PatientFactory(name=f"Naam {number}", email="een@patient.example"))

    made = together(*[partial(make_offers, now=NOW)] * 4)

    assert (sum(made), WaitlistOffer.objects.open().count()) == (1, 1)
