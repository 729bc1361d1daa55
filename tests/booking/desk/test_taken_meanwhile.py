"""The desk that comes second reads who has the time, and goes on from there."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from booking.models import Appointment, Patient
from tests.booking.conftest import OpenPractice
from tests.booking.support.in_rail import RAIL, address, fields, words
from tests.factories.booking import (
    AppointmentFactory,
    PatientFactory,
    WaitlistEntryFactory,
    WaitlistOfferFactory,
)
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna() -> Patient:
    patient: Patient = PatientFactory(
        name="Anna Peeters", email="anna@patient.example", phone="+32470112233"
    )
    return patient


def test_the_desk_that_comes_second_reads_who_has_the_time(
    desk: Client, client: Client, practice_with_room: OpenPractice, anna: Patient
) -> None:
    lien = Client()
    lien.force_login(UserFactory(first_name="Lien", groups=["Receptie"]))
    bert = PatientFactory(name="Bert 100% Maes", phone="+32470998877")
    sent = {
        person: fields(desk.get(address(practice_with_room, patient=person.pk), headers=RAIL))
        for person in (anna, bert)
    }

    lien.post(address(practice_with_room, patient=bert.pk), sent[bert], headers=RAIL)
    lost = desk.post(address(practice_with_room, patient=anna.pk), sent[anna], headers=RAIL)

    told = "Bert 100% Maes heeft intussen 10.00 u tot 10.30 u: Aan de balie (Lien)."
    assert f"{told} Kies een ander uur." in words(lost)
    assert Appointment.objects.get().patient == bert


def test_time_that_is_held_or_on_offer_says_so(
    desk: Client, practice_with_room: OpenPractice, anna: Patient
) -> None:
    held = AppointmentFactory(
        held=True,
        held_until=timezone.now() + timedelta(minutes=10),
        practitioner=practice_with_room.practitioner,
        treatment=practice_with_room.treatment,
        starts_at=practice_with_room.at(10),
    )
    ask = address(practice_with_room, patient=anna.pk)
    sent = fields(desk.get(ask, headers=RAIL))

    online = desk.post(ask, sent, headers=RAIL)
    WaitlistOfferFactory(
        entry=WaitlistEntryFactory(patient=PatientFactory(name="Cis Kouter")), hold=held
    )
    offered = desk.post(ask, sent, headers=RAIL)

    assert "Iemand boekt 10.00 u tot 10.30 u net online." in words(online)
    assert "is aangeboden aan Cis Kouter, van de wachtlijst." in words(offered)


def test_another_hour_leads_back_with_the_same_in_the_hand(
    desk: Client, practice_with_room: OpenPractice, anna: Patient
) -> None:
    where = f"/beheer/agenda/?dag=2027-01-12&hand=nieuw&patient={anna.pk}"

    shown = desk.get(
        address(practice_with_room, patient=anna.pk),
        headers=RAIL | {"HX-Current-URL": f"http://testserver{where}"},
    )
    elsewhere = desk.get(
        address(practice_with_room), headers=RAIL | {"HX-Current-URL": "https://evil.example/x"}
    )

    assert shown.context["other_url"] == where
    assert elsewhere.context["other_url"].startswith("/beheer/agenda/?dag=")
