"""Screens of the desk speak to the receptionist about the patient, never to the patient."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from booking.choices import AppointmentStatus
from booking.errors import (
    BookingError,
    OwnVisitThen,
    TooManyThatDay,
    TooManyVisits,
)
from booking.models import Appointment
from booking.reception.forms.appointment import BookForm
from booking.reception.forms.patient import PatientForm
from booking.reception.forms.waitlist import EntryForm
from booking.text.refusals import AT_DESK, LIMITS, told_to_desk
from tests.booking.conftest import OpenPractice
from tests.factories.booking import (
    AppointmentFactory,
    PatientFactory,
    SlotFactory,
    WaitlistEntryFactory,
    WaitlistOfferFactory,
    practice_may,
)

pytestmark = pytest.mark.django_db
# Words of the website to the patient: about coming, choosing or having visits.
TO_THE_PATIENT = re.compile(
    r"(je|jij) (komt|komen|wil|hebt|al)|kan je (komen|niet|hoogstens)|[Ww]aarvoor|\bjouw\b"
)


def words(page: str) -> str:
    main = page.partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub("<[^>]*>", " ", main).split())


@pytest.mark.parametrize("is_sent_empty", [False, True])
@pytest.mark.parametrize(
    "address",
    [
        "/beheer/wachtlijst/erbij/",
        "/beheer/wachtlijst/erbij/?afspraak={visit}",
        "/beheer/wachtlijst/{entry}/wensen/",
        "/beheer/agenda/boeken/",
        "/beheer/agenda/reeks/",
        "/beheer/agenda/afspraak/{visit}/verplaats/",
        "/beheer/patienten/new/",
    ],
)
def test_no_form_of_the_desk_speaks_to_the_patient(
    desk: Client, practice_with_room: OpenPractice, address: str, is_sent_empty: bool
) -> None:
    visit = AppointmentFactory(
        practitioner=practice_with_room.practitioner,
        treatment=practice_with_room.treatment,
        starts_at=practice_with_room.at(9) + timedelta(days=20),
    )
    entry = WaitlistEntryFactory(
        treatment=practice_with_room.treatment,
        from_day=timezone.localdate(),
        until_day=timezone.localdate() + timedelta(days=20),
    )
    address = address.format(visit=visit.pk, entry=entry.pk)
    wrong = {"practitioner": "0", "behandeling": "x", "kinesitherapeut": "x", "aantal": ""}

    page = desk.post(address, wrong) if is_sent_empty else desk.get(address)

    assert page.status_code == 200
    assert TO_THE_PATIENT.findall(words(page.content.decode())) == []


@pytest.mark.parametrize("error", [*AT_DESK, *LIMITS])
def test_a_refusal_has_words_of_its_own_for_the_desk(error: type[BookingError]) -> None:
    told = told_to_desk(error.__new__(error))

    assert re.findall(r"\b(je|jij|jouw|kies)\b", told, re.I) == []


@pytest.mark.parametrize("limit", [OwnVisitThen, TooManyThatDay, TooManyVisits])
def test_an_offer_that_breaks_a_limit_says_so_of_the_patient(
    desk: Client, limit: type[BookingError]
) -> None:
    start = timezone.now().replace(second=0, microsecond=0) + timedelta(days=3)
    offer = WaitlistOfferFactory(
        starts_at=start, offered_at=timezone.now(), expires_at=timezone.now() + timedelta(hours=3)
    )
    SlotFactory(
        practitioner=offer.practitioner, starts_at=start, ends_at=start + timedelta(hours=1)
    )
    away = timedelta(0) if limit is OwnVisitThen else timedelta(days=1)
    if limit is TooManyThatDay:
        away = timedelta(minutes=-40 if start.hour > 12 else 40)
    AppointmentFactory(patient=offer.entry.patient, starts_at=start + away)
    if limit is TooManyVisits:
        practice_may(most_coming_visits=1)

    page = desk.post(reverse("wachtlijst:answer", args=[offer.pk]), {"antwoord": "ja"}, follow=True)

    assert told_to_desk(limit()) in page.content.decode()
    assert Appointment.objects.filter(status=AppointmentStatus.BOOKED).count() == 1


def test_the_contact_person_has_one_name_on_each_screen_of_the_desk(desk: Client) -> None:
    patient = PatientFactory(contact_name="An Maes")
    of_patient = desk.get(reverse("patienten:edit", args=[patient.pk])).context["form"]
    page = desk.get(reverse("patienten:visits", args=[patient.pk]))

    fields = [of_patient.fields, *(one.base_fields for one in (PatientForm, BookForm, EntryForm))]
    assert {str(one["contact_name"].label).lower() for one in fields} == {"contactpersoon"}
    assert "Contactpersoon An Maes" in words(page.content.decode())
