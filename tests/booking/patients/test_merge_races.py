"""Merging at the same moment as something else: nothing is left with a patient who is gone."""

import pytest

from booking.errors import BookingError, ChangedMeanwhile, PatientGone
from booking.models import Appointment, Patient, WaitlistEntry
from booking.models.patient import ContactDetails
from booking.services.patients.merge import MergeEffects, merge_patients
from booking.services.practice.rows import locked_row
from booking.services.privacy.erase import erase_patient
from booking.services.visits.book import book
from booking.services.waitlist.answer_offer import accept_offer
from tests.booking.support.racing import together, while_it_waits
from tests.factories.booking import (
    NOW,
    AppointmentFactory,
    PatientFactory,
    SlotFactory,
    WaitlistEntryFactory,
    WaitlistOfferFactory,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_deadlock")]
ROUNDS = 5


def two() -> tuple[Patient, Patient]:
    return PatientFactory(name="Anna Peeters"), PatientFactory(name="Peeters Anna")


def merge(keep: Patient, gone: Patient) -> MergeEffects:
    return merge_patients(keep=keep, gone=gone, details=keep.contact_details, now=NOW)


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_a_booking_at_that_moment_ends_with_a_known_patient(_round: int) -> None:
    keep, gone = two()
    held = AppointmentFactory(held=True)
    details = ContactDetails(gone.name, gone.email, "+32470123456")

    _merged, visit = together(
        lambda: merge(keep, gone), lambda: book(held=held, details=details, now=NOW)
    )

    assert not isinstance(visit, BookingError)
    booked = Appointment.objects.get()
    assert booked.patient.erased_at is None
    # Booked before: it is of the one who stays. Booked after: somebody with these details is new.
    assert booked.patient == keep or booked.patient.name == "Peeters Anna"


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_an_offer_that_is_accepted_at_that_moment_is_booked_for_who_stays(_round: int) -> None:
    keep, gone = two()
    offer = WaitlistOfferFactory(entry=WaitlistEntryFactory(patient=gone))
    SlotFactory(practitioner=offer.practitioner)

    merged, taken = together(lambda: merge(keep, gone), lambda: accept_offer(offer=offer, now=NOW))

    assert isinstance(merged, MergeEffects)
    assert not isinstance(taken, BookingError)
    assert set(Appointment.objects.values_list("patient", flat=True)) == {keep.pk}
    assert set(WaitlistEntry.objects.values_list("patient", flat=True)) == {keep.pk}


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_two_desks_that_merge_both_ways_lose_neither(_round: int) -> None:
    keep, gone = two()
    AppointmentFactory(patient=keep)
    AppointmentFactory(patient=gone)

    results = together(lambda: merge(keep, gone), lambda: merge(gone, keep))

    assert [type(one) for one in results].count(PatientGone) == 1
    [stays] = Patient.objects.known()
    assert set(Appointment.objects.values_list("patient", flat=True)) == {stays.pk}


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_erasing_at_that_moment_leaves_no_details(_round: int) -> None:
    keep, gone = two()

    together(lambda: merge(keep, gone), lambda: erase_patient(patient=gone, now=NOW))

    gone.refresh_from_db()
    assert (gone.name, gone.email) == ("", "")
    assert Patient.objects.known().get() == keep


def test_details_that_are_changed_while_the_merging_waits_are_not_lost() -> None:
    keep, gone = two()

    answer = while_it_waits(
        locked_row(gone),
        lambda: merge(keep, gone),
        lambda: Patient.objects.filter(pk=gone.pk).update(note="Neemt de lift"),
    )

    assert isinstance(answer, ChangedMeanwhile)
    assert Patient.objects.known().count() == 2
