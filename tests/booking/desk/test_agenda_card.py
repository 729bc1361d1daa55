"""The card of an appointment beside the agenda."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from booking.models import Appointment
from tests.factories.booking import (
    DAY,
    AppointmentFactory,
    NotificationFactory,
    PatientFactory,
    SeriesFactory,
)
from tests.factories.hours import InternalBlockFactory
from tests.queries import queries_of
from tests.site.pages import soup

pytestmark = pytest.mark.django_db
AGENDA = f"/beheer/agenda/?dag={DAY}"


@pytest.fixture
def visit() -> Appointment:
    patient = PatientFactory(name="Mia Voorbeeld", phone="+32470112233", email="mia@example.be")
    series = SeriesFactory(patient=patient)
    first: Appointment = AppointmentFactory(patient=patient, series=series)
    AppointmentFactory(
        patient=patient,
        series=series,
        practitioner=first.practitioner,
        starts_at=first.starts_at + timedelta(days=7),
    )
    return first


def test_an_address_opens_the_card_beside_the_grid(desk: Client, visit: Appointment) -> None:
    page = desk.get(f"{AGENDA}&kaart={visit.pk}").content.decode()

    card = page.partition('id="agenda-rail"')[2]
    for words in ("Mia Voorbeeld", 'href="tel:+32470112233"', "mia@example.be", "1 van 2"):
        assert words in card
    assert f'id="afspraak-{visit.pk}"' in page


def test_the_card_leads_to_the_rest_of_a_series_and_to_cancelling_it(
    desk: Client, visit: Appointment
) -> None:
    card = desk.get(f"{AGENDA}&kaart={visit.pk}").content.decode()

    assert "De andere afspraken van deze reeks 1" in card
    assert f'href="{reverse("agenda:series_cancel", args=[visit.pk])}"' in card


def test_the_card_tells_an_internal_block_from_an_absence(desk: Client, visit: Appointment) -> None:
    InternalBlockFactory(
        practitioner=visit.practitioner, starts_at=visit.starts_at, ends_at=visit.ends_at
    )

    card = desk.get(f"{AGENDA}&kaart={visit.pk}").content.decode()

    assert "heeft dan een intern blok" in card
    assert "is dan afwezig" not in card


def test_a_script_that_fills_the_rail_gets_the_rail_alone(desk: Client, visit: Appointment) -> None:
    rail = desk.get(f"{AGENDA}&kaart={visit.pk}", headers={"HX-Target": "agenda-rail"})

    assert "Mia Voorbeeld" in rail.content.decode()
    assert "<html" not in rail.content.decode()
    assert "agenda-grid" not in rail.content.decode()


def test_what_has_no_card_leaves_the_rail_at_rest(desk: Client) -> None:
    held = AppointmentFactory(held=True, starts_at=timezone.now())

    for asked in (held.pk, held.pk + 1000, "x"):
        rail = desk.get(f"{AGENDA}&kaart={asked}", headers={"HX-Target": "agenda-rail"})
        assert "agenda-legend" in rail.content.decode()


def test_the_card_of_a_week_closes_to_that_week(desk: Client, visit: Appointment) -> None:
    week = f"{AGENDA}&kin={visit.practitioner.pk}"

    page = soup(desk.get(f"{week}&kaart={visit.pk}"))

    [close] = [link for words, link in page.find("a") if "Sluit de kaart" in words]
    assert close["href"] == week


def test_the_page_of_a_visit_leads_back_to_where_the_agenda_was(
    desk: Client, visit: Appointment
) -> None:
    week = f"{AGENDA}&kin={visit.practitioner.pk}"

    page = soup(desk.get(f"/beheer/agenda/afspraak/{visit.pk}/?next={quote(week)}"))

    [back] = [link for words, link in page.find("a") if "Terug naar de agenda" in words]
    assert back["href"] == week


def test_a_card_takes_no_more_queries_with_more_mails_and_visits(
    desk: Client, visit: Appointment
) -> None:
    address = f"{AGENDA}&kaart={visit.pk}"
    before = len(queries_of(desk, address))
    for week in range(2, 8):
        NotificationFactory(appointment=visit, sequence=week)
        AppointmentFactory(
            patient=visit.patient,
            series=visit.series,
            practitioner=visit.practitioner,
            starts_at=visit.starts_at + timedelta(weeks=week),
        )

    assert len(queries_of(desk, address)) == before
