"""Erasing at the same moment as something else: nobody books for, or mails to, who is erased."""

from datetime import timedelta

import pytest

from booking.choices import AppointmentStatus, CancelledBy
from booking.errors import BookingError, HasComingVisits, NotExpected, NotWaiting
from booking.models import Appointment, Patient
from booking.models.patient import ContactDetails
from booking.services.patients.note import note_on_patient
from booking.services.privacy.erase import erase_patient
from booking.services.visits.book import book
from booking.services.visits.note import note_on_visit
from booking.services.visits.reinstate import reinstate
from booking.services.waitlist.answer_offer import accept_offer
from tests.booking.support.racing import together
from tests.factories.booking import (
    NOW,
    AppointmentFactory,
    PatientFactory,
    SlotFactory,
    WaitlistOfferFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 6


def booked_for_erased() -> int:
    return Appointment.objects.coming(NOW).filter(patient__erased_at__isnull=False).count()


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_a_booking_comes_before_or_after_erasing(_round: int) -> None:
    patient = PatientFactory(name="Tom Voorbeeld", email="tom@patient.example")
    held = AppointmentFactory(held=True)
    details = ContactDetails(patient.name, patient.email, "+32470123456")

    forgotten, visit = together(
        lambda: erase_patient(patient=patient, now=NOW),
        lambda: book(held=held, details=details, now=NOW),
    )

    assert booked_for_erased() == 0
    if isinstance(forgotten, HasComingVisits):
        assert visit.patient == patient
    else:
        assert (visit.patient.name, Patient.objects.known().count()) == ("Tom Voorbeeld", 1)
        assert visit.patient != patient


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_a_note_is_written_before_erasing_and_erased_or_not_at_all(_round: int) -> None:
    patient = PatientFactory()
    visit = AppointmentFactory(patient=patient, starts_at=NOW - timedelta(days=7))

    erased, *_written = together(
        lambda: erase_patient(patient=patient, now=NOW),
        lambda: note_on_visit(appointment=visit, note="Tom belt"),
        lambda: note_on_patient(patient=patient, note="Tom belt"),
    )

    visit.refresh_from_db()
    assert (erased.erased_at, visit.note, visit.patient.note) == (NOW, "", "")


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_a_cancellation_is_taken_back_before_erasing_or_not_at_all(_round: int) -> None:
    patient = PatientFactory()
    visit = AppointmentFactory(
        patient=patient,
        starts_at=NOW + timedelta(days=7),
        cancelled=True,
        cancelled_by=CancelledBy.PRACTICE,
    )

    results = together(
        lambda: erase_patient(patient=patient, now=NOW),
        lambda: reinstate(appointment=visit, now=NOW),
    )

    assert booked_for_erased() == 0
    refused = [type(one) for one in results if isinstance(one, BookingError)]
    assert refused in ([HasComingVisits], [NotExpected])


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_an_offer_is_accepted_before_erasing_or_not_at_all(_round: int) -> None:
    patient = PatientFactory()
    offer = WaitlistOfferFactory(entry__patient=patient, starts_at=NOW + timedelta(days=7))
    SlotFactory(practitioner=offer.practitioner, starts_at=offer.starts_at, ends_at=offer.ends_at)

    results = together(
        lambda: erase_patient(patient=patient, now=NOW), lambda: accept_offer(offer=offer, now=NOW)
    )

    assert booked_for_erased() == 0
    refused = [type(one) for one in results if isinstance(one, BookingError)]
    assert refused in ([HasComingVisits], [NotWaiting])
    offer.hold.refresh_from_db()
    kept = {HasComingVisits: AppointmentStatus.BOOKED, NotWaiting: AppointmentStatus.CANCELLED}
    assert offer.hold.status == kept[refused[0]]
