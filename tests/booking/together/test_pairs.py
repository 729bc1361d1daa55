"""Meetings of two rules that no other test is about; see docs/subjects/rules-together.md."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from booking.choices import CancelledBy, OfferStatus
from booking.models import Absence, Appointment, HoursChange, Practitioner, Slot, Treatment
from booking.scheduling.spans import Span
from booking.services.schedule.absences import delete_absence, save_absence
from booking.services.schedule.slots import delete_slot, save_slot
from booking.services.series.change_series import cancel_rest
from booking.services.waitlist.end_waiting import end_waiting
from booking.services.waitlist.make_offers import make_offers
from tests.booking.support.waitlist import waits
from tests.factories.booking import (
    NOW,
    AppointmentFactory,
    SeriesFactory,
    WaitlistEntryFactory,
    WaitlistOfferFactory,
    at,
)

MINUTE = timedelta(minutes=1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def series_visit(free_hour: Treatment, therapist: Practitioner) -> Appointment:
    series = SeriesFactory(treatment=free_hour)
    booked: Appointment = AppointmentFactory(
        series=series, patient=series.patient, treatment=free_hour, practitioner=therapist
    )
    return booked


def is_away(therapist: Practitioner) -> bool:
    return not therapist.works_during(Span(at(8), at(8, 30)))


def absence(whose: Practitioner | None) -> Absence:
    away = Absence(practitioner=whose, starts_at=at(8), ends_at=at(11))
    save_absence(away, now=NOW)
    return away


def test_cancelling_the_rest_of_a_series_ends_the_entries_of_its_appointments(
    series_visit: Appointment,
) -> None:
    entry = waits(series_visit.treatment, patient=series_visit.patient, appointment=series_visit)

    cancel_rest(
        series=series_visit.series, since=series_visit.day, by=CancelledBy.PRACTICE, now=NOW
    )
    end_waiting(now=NOW)

    entry.refresh_from_db()
    assert not entry.is_waiting


def test_a_series_that_loses_its_hours_stays_and_is_listed(
    series_visit: Appointment, therapist: Practitioner
) -> None:
    delete_slot(Slot.objects.get(practitioner=therapist), now=NOW)

    series_visit.refresh_from_db()
    assert series_visit.is_expected
    assert list(HoursChange.objects.get().visits.all()) == [series_visit]


def test_an_offer_whose_hours_close_is_withdrawn(
    free_hour: Treatment, therapist: Practitioner
) -> None:
    offer = WaitlistOfferFactory(entry=waits(free_hour), practitioner=therapist)

    delete_slot(Slot.objects.get(practitioner=therapist), now=NOW)

    offer.refresh_from_db()
    assert (offer.status, offer.entry.is_waiting) == (OfferStatus.WITHDRAWN, True)


def test_hours_that_are_opened_by_hand_are_offered_to_who_waits(
    free_hour: Treatment, therapist: Practitioner
) -> None:
    entry = WaitlistEntryFactory(treatment=free_hour)

    save_slot(Slot(practitioner=therapist, starts_at=at(13), ends_at=at(14)), now=NOW + MINUTE)
    make_offers(now=NOW + MINUTE)

    assert [offer.starts_at for offer in entry.offers.all()] == [at(13)]


def test_a_second_absence_of_one_person_at_that_time_is_refused_and_the_first_stands(
    free_hour: Treatment, therapist: Practitioner
) -> None:
    first = absence(therapist)

    with pytest.raises(ValidationError, match=r"di 12 jan 2027, 9\.00–12\.00"):
        absence(therapist)

    delete_absence(first, now=NOW)
    assert not is_away(therapist)


@pytest.mark.parametrize("closing_first", [False, True])
def test_time_in_an_absence_and_a_closing_is_free_when_the_last_is_lifted(
    free_hour: Treatment, therapist: Practitioner, closing_first: bool
) -> None:
    first, second = (
        absence(None if one else therapist) for one in (closing_first, not closing_first)
    )

    delete_absence(first, now=NOW)
    still_away = is_away(therapist)
    delete_absence(second, now=NOW)

    assert (still_away, is_away(therapist)) == (True, False)


def test_hours_that_are_opened_in_an_absence_are_not_free(
    free_hour: Treatment, therapist: Practitioner
) -> None:
    delete_slot(Slot.objects.get(practitioner=therapist), now=NOW)
    absence(therapist)

    save_slot(Slot(practitioner=therapist, starts_at=at(8), ends_at=at(9)), now=NOW)

    assert is_away(therapist)
