"""Who opened the card of a patient is noted, and shown to Beheer alone."""

import logging
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from booking.models import CardOpening
from tests.factories.booking import (
    DAY,
    NOW,
    AppointmentFactory,
    PatientFactory,
    PractitionerFactory,
    at,
)
from tests.factories.users import UserFactory
from tests.queries import queries_of

pytestmark = pytest.mark.django_db
REPORT = "/beheer/reports/opened-cards/"
PAGE = f"/beheer/agenda/?dag={DAY}&kaart={{0}}"
RAIL = f"/beheer/agenda/?kaart={{0}}&dag={DAY}"


@pytest.mark.parametrize("screen", ["visits", "edit"])
def test_opening_a_card_is_noted_with_who_did(desk: Client, screen: str) -> None:
    patient = PatientFactory()

    desk.get(reverse(f"patienten:{screen}", args=[patient.pk]))

    [opening] = CardOpening.objects.all()
    assert opening.patient == patient
    assert str(opening.user_id) == desk.session["_auth_user_id"]


@pytest.mark.parametrize("group", ["Receptie", "Kinesitherapeuten"])
def test_the_card_of_an_appointment_counts_beside_the_grid_and_as_a_page(
    client: Client, group: str
) -> None:
    user = UserFactory(groups=[group])
    client.force_login(user)
    person = PractitionerFactory(user=user)
    addresses = {
        AppointmentFactory(practitioner=person, starts_at=at(hour)): address
        for hour, address in ((8, RAIL), (9, PAGE), (10, "/beheer/agenda/afspraak/{0}/"))
    }

    for visit, address in addresses.items():
        headers = {"HX-Target": "agenda-rail"} if address == RAIL else {}
        assert str(visit.patient) in client.get(address.format(visit.pk), headers=headers).text

    assert [one.patient for one in CardOpening.objects.order_by("pk")] == [
        visit.patient for visit in addresses
    ]
    assert {one.user for one in CardOpening.objects.all()} == {user}


def test_a_refresh_a_press_a_hand_and_a_second_look_open_no_card(desk: Client) -> None:
    visit = AppointmentFactory()
    news = desk.get(f"{reverse('agenda_news')}?dag={DAY}&kaart={visit.pk}")
    assert str(visit.patient) in news.text
    desk.get(f"/beheer/agenda/?dag={DAY}&hand={visit.pk}&kaart={visit.pk}")
    note = {"note": "Belt terug", "next": PAGE.format(visit.pk)}
    address = reverse("agenda:note", args=[visit.pk])
    desk.post(address, note, headers={"HX-Request": "true"})
    assert not CardOpening.objects.exists()

    for _look in range(2):
        desk.get(PAGE.format(visit.pk))
    assert CardOpening.objects.count() == 1
    CardOpening.objects.update(opened_at=timezone.now() - timedelta(minutes=16))
    desk.get(PAGE.format(visit.pk))
    assert CardOpening.objects.count() == 2


def test_an_appointment_that_a_therapist_does_not_see_opens_no_card(client: Client) -> None:
    client.force_login(UserFactory(groups=["Kinesitherapeuten"]))
    visit = AppointmentFactory()
    nobody = PatientFactory(erased_at=NOW, name="", email="", phone="")
    erased = AppointmentFactory(patient=nobody, starts_at=at(10))

    for address in (PAGE, RAIL):
        client.get(address.format(visit.pk))
    client.force_login(UserFactory(groups=["Receptie"]))
    client.get(PAGE.format(erased.pk))

    assert not CardOpening.objects.exists()


def test_a_card_that_did_not_open_is_not_noted(desk: Client) -> None:
    patient = PatientFactory(erased_at=NOW, name="", email="", phone="")

    desk.get(reverse("patienten:visits", args=[patient.pk]))
    desk.get(reverse("patienten:edit", args=[patient.pk]))

    assert not CardOpening.objects.exists()


def test_the_card_opens_where_no_note_can_be_written(
    desk: Client, caplog: pytest.LogCaptureFixture
) -> None:
    patient = PatientFactory(name="Lou Geheim")
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE booking_cardopening RENAME TO elsewhere")

    with caplog.at_level(logging.WARNING):
        page = desk.get(reverse("patienten:visits", args=[patient.pk]))

    assert page.status_code == 200
    assert "Lou Geheim" in page.content.decode()
    assert f"Opening card {patient.pk} was not noted: ProgrammingError" in caplog.text
    assert "Geheim" not in caplog.text


def test_beheer_sees_who_opened_which_card(client: Client) -> None:
    opening = CardOpening.objects.create(
        patient=PatientFactory(name="Lou Test"), user=UserFactory(first_name="Ann"), opened_at=NOW
    )
    CardOpening.objects.create(patient=opening.patient, user=None, opened_at=NOW)
    client.force_login(UserFactory(is_superuser=True))

    page = client.get(REPORT).content.decode()
    home = client.get("/beheer/").content.decode()

    assert "Lou Test" in page
    assert "Ann" in page
    assert "een login die er niet meer is" in page
    assert page.count("11/01/2027 10.00\xa0u") == 2
    assert "export=" not in page
    assert REPORT in home


@pytest.mark.parametrize("group", ["Receptie", "Kinesitherapeuten", "Redactie"])
def test_nobody_else_sees_who_opened_cards(client: Client, group: str) -> None:
    client.force_login(UserFactory(groups=[group]))

    assert client.get(REPORT).status_code == 302
    assert REPORT not in client.get("/beheer/", follow=True).content.decode()


def test_the_list_costs_no_query_for_each_row(client: Client) -> None:
    client.force_login(UserFactory(is_superuser=True))
    CardOpening.objects.create(patient=PatientFactory(), user=UserFactory(), opened_at=NOW)
    few = len(queries_of(client, REPORT))
    for _number in range(5):
        CardOpening.objects.create(patient=PatientFactory(), user=UserFactory(), opened_at=NOW)

    assert len(queries_of(client, REPORT)) == few
