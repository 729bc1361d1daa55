"""A patient asks to be forgotten: the desk erases, and nothing leads back."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from booking import links
from booking.choices import (
    AppointmentStatus,
    CancelledBy,
    NotificationKind,
    OfferStatus,
    WaitlistStatus,
)
from booking.errors import HasComingVisits, LinkExpired, NotExpected
from booking.links import Purpose
from booking.models import Appointment, Notification, Patient
from booking.services.privacy.erase import erase_patient
from booking.services.visits.reinstate import reinstate
from tests.factories.booking import (
    NOW,
    AppointmentFactory,
    NotificationFactory,
    PatientFactory,
    SeriesFactory,
    WaitlistEntryFactory,
    WaitlistOfferFactory,
)
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
NEXT_WEEK = NOW + timedelta(days=7)


@pytest.fixture
def patient() -> Patient:
    erasable: Patient = PatientFactory(
        name="Lotte Voorbeeld", contact_name="An Voorbeeld", note="An Voorbeeld brengt haar"
    )
    return erasable


def test_every_personal_field_is_blank_and_the_visit_stays(patient: Patient) -> None:
    visit = AppointmentFactory(patient=patient)

    erase_patient(patient=patient, now=NEXT_WEEK)

    patient.refresh_from_db()
    assert [getattr(patient, field) for field in Patient.PERSONAL_FIELDS] == [""] * 5
    assert (patient.erased_at, str(patient)) == (NEXT_WEEK, "Gewist")
    visit.refresh_from_db()
    assert visit.status == AppointmentStatus.BOOKED


def test_a_patient_with_a_visit_to_come_is_not_erased(patient: Patient) -> None:
    AppointmentFactory(patient=patient)
    entry = WaitlistEntryFactory(patient=patient)

    with pytest.raises(HasComingVisits):
        erase_patient(patient=patient, now=NOW)

    patient.refresh_from_db()
    entry.refresh_from_db()
    assert (patient.name, entry.is_waiting) == ("Lotte Voorbeeld", True)


def test_reasons_of_cancellations_go_too(patient: Patient) -> None:
    visit = AppointmentFactory(patient=patient, cancelled=True, cancellation_reason="ill")

    erase_patient(patient=patient, now=NOW)

    visit.refresh_from_db()
    assert visit.cancellation_reason == ""


def test_notes_with_the_visits_of_the_patient_go_too_and_those_of_others_stay(
    patient: Patient,
) -> None:
    visits = [
        AppointmentFactory(patient=patient, note="Lotte komt met An"),
        AppointmentFactory(patient=patient, note="Lotte belt nog", cancelled=True),
        AppointmentFactory(note="Achterdeur"),
    ]

    erase_patient(patient=patient, now=NEXT_WEEK)

    for visit in visits:
        visit.refresh_from_db()
    assert [visit.note for visit in visits] == ["", "", "Achterdeur"]


def test_a_place_on_the_waiting_list_and_what_it_was_offered_go_to_the_next(
    patient: Patient,
) -> None:
    offer = WaitlistOfferFactory(entry__patient=patient)

    erase_patient(patient=patient, now=NOW)

    offer.refresh_from_db()
    assert (offer.status, offer.entry.status) == (OfferStatus.DECLINED, WaitlistStatus.LEFT)
    assert list(Appointment.objects.holding_time(NOW)) == []


def test_mails_that_are_still_owed_are_not_sent_any_more(patient: Patient) -> None:
    visit = AppointmentFactory(patient=patient, cancelled=True)
    sent = NotificationFactory(appointment=visit)
    sent.mark_sent(NOW)
    sent.save()
    NotificationFactory(appointment=visit, kind=NotificationKind.CANCELLED, sequence=1)

    erase_patient(patient=patient, now=NOW)

    assert list(Notification.objects.all()) == [sent]


def test_the_history_of_the_admin_does_not_tell_the_name(patient: Patient) -> None:
    other = PatientFactory(name="Tom Voorbeeld")
    for one in (patient, other):
        ModelLogEntry.objects.log_action(one, "wagtail.edit", user=UserFactory())

    erase_patient(patient=patient, now=NOW)

    of_patients = ContentType.objects.get_for_model(Patient)
    entries = ModelLogEntry.objects.filter(content_type=of_patients).order_by("pk")
    assert [entry.label for entry in entries] == ["Gewist", "Tom Voorbeeld"]


def test_erasing_twice_keeps_the_first_date(patient: Patient) -> None:
    erase_patient(patient=patient, now=NOW)

    assert erase_patient(patient=patient, now=NEXT_WEEK).erased_at == NOW


def test_a_cancellation_is_not_taken_back_for_nobody(patient: Patient) -> None:
    visit = AppointmentFactory(
        patient=patient,
        starts_at=NEXT_WEEK,
        cancelled=True,
        cancelled_by=CancelledBy.PATIENT,
    )
    erase_patient(patient=patient, now=NOW)

    with pytest.raises(NotExpected):
        reinstate(appointment=visit, now=NOW)


def visit_link(patient: Patient) -> Callable[[], object]:
    token = links.token(Purpose.VISIT, AppointmentFactory(patient=patient))
    return lambda: links.read(Purpose.VISIT, token, now=NEXT_WEEK)


def series_link(patient: Patient) -> Callable[[], object]:
    series = SeriesFactory(patient=patient)
    AppointmentFactory(patient=patient, series=series)
    token = links.token(Purpose.SERIES, series)
    return lambda: links.read_series(Purpose.SERIES, token, now=NEXT_WEEK)


def visits_link(patient: Patient) -> Callable[[], object]:
    token = links.visits_token(patient, now=NOW)
    return lambda: links.read_visits(token, now=NEXT_WEEK)


def offer_link(patient: Patient) -> Callable[[], object]:
    token = links.token(Purpose.OFFER, WaitlistOfferFactory(entry__patient=patient))
    return lambda: links.read_offer(token, now=NEXT_WEEK)


def waiting_link(patient: Patient) -> Callable[[], object]:
    token = links.token(Purpose.WAITING, WaitlistEntryFactory(patient=patient))
    return lambda: links.read_waiting(token, now=NEXT_WEEK)


@pytest.mark.parametrize("link", [visit_link, series_link, visits_link, offer_link, waiting_link])
def test_every_link_of_the_patient_stops_working(
    patient: Patient, link: Callable[[Patient], Callable[[], object]]
) -> None:
    read = link(patient)
    read()
    erase_patient(patient=patient, now=NEXT_WEEK)

    with pytest.raises(LinkExpired):
        read()


def test_the_desk_erases_after_a_question(desk: Client, patient: Patient) -> None:
    edit = desk.get(f"/beheer/patienten/edit/{patient.pk}/").content.decode()
    assert f'href="/beheer/patienten/wis/{patient.pk}/"' in edit

    asked = desk.get(f"/beheer/patienten/wis/{patient.pk}/")
    patient.refresh_from_db()
    assert (asked.status_code, patient.erased_at) == (200, None)

    done = desk.post(f"/beheer/patienten/wis/{patient.pk}/", follow=True)
    patient.refresh_from_db()
    assert patient.erased_at is not None
    assert "De gegevens van de patiënt zijn gewist" in done.content.decode()
    assert "Lotte Voorbeeld" not in done.content.decode()


@pytest.mark.parametrize("verb", ["get", "post"])
def test_with_visits_to_come_the_desk_is_led_to_them_and_not_asked_to_erase(
    desk: Client, patient: Patient, verb: str
) -> None:
    visit = AppointmentFactory(patient=patient, starts_at=timezone.now() + timedelta(days=1))

    page = getattr(desk, verb)(f"/beheer/patienten/wis/{patient.pk}/", follow=True)

    patient.refresh_from_db()
    assert patient.erased_at is None
    assert page.context["coming"] == [visit]
    assert "Deze patiënt heeft nog afspraken" in page.content.decode()


def test_deleting_a_patient_leaves_no_name_in_the_history(client: Client, patient: Patient) -> None:
    client.force_login(UserFactory(is_superuser=True))

    client.post(f"/beheer/patienten/delete/{patient.pk}/")

    assert not Patient.objects.exists()
    assert [entry.label for entry in ModelLogEntry.objects.all()] == ["Gewist"]


def test_who_may_not_change_patients_cannot_erase_them(client: Client, patient: Patient) -> None:
    client.force_login(UserFactory(groups=["Redactie"]))

    client.post(f"/beheer/patienten/wis/{patient.pk}/")

    patient.refresh_from_db()
    assert patient.erased_at is None
