"""The agenda on a day of a large practice, and what a browser remembers of it."""

import gzip
import re
from datetime import timedelta
from itertools import count
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from booking.models import Absence, Appointment, Slot
from tests.factories.booking import (
    DAY,
    AppointmentFactory,
    PatientFactory,
    PractitionerFactory,
    SeriesFactory,
    SlotFactory,
    TreatmentFactory,
    at,
)
from tests.factories.users import UserFactory
from tests.queries import queries_of

pytestmark = pytest.mark.django_db
URL = f"/beheer/agenda/?dag={DAY}"
SCRIPT = {"HX-Request": "true", "X-Requested-With": "XMLHttpRequest"}
THERAPISTS, VISITS_EACH = 12, 21


def a_full_day() -> None:
    """252 appointments of half an hour with 12 therapists, each of them in a series of two."""
    treatment = TreatmentFactory(name="Vervolgbehandeling", turnaround=timedelta(minutes=5))
    numbers = count()
    for _ in range(THERAPISTS):
        person = PractitionerFactory()
        SlotFactory(practitioner=person, starts_at=at(6), ends_at=at(20))
        for number in range(VISITS_EACH):
            patient = PatientFactory(name=f"Patiënt Met Een Naam {next(numbers)}")
            series = SeriesFactory(patient=patient, treatment=treatment)
            starts_at = at(6) + number * timedelta(minutes=40)
            for day in (0, 7):
                AppointmentFactory(
                    practitioner=person,
                    treatment=treatment,
                    patient=patient,
                    series=series,
                    turnaround=treatment.turnaround,
                    starts_at=starts_at + timedelta(days=day),
                )


def test_a_full_day_of_twelve_therapists_is_light(desk: Client) -> None:
    a_full_day()

    queries = queries_of(desk, URL)

    page = desk.get(URL)
    assert page.content.count(b"agenda-visit__text") == THERAPISTS * VISITS_EACH
    assert len(queries) <= 12
    assert len(gzip.compress(page.content)) <= 100_000


def test_a_full_day_of_today_is_light_with_its_buttons_and_asks_little_when_nothing_changed(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_full_day()
    monkeypatch.setattr(timezone, "now", lambda: at(9))
    client.force_login(UserFactory(groups=["Receptie"]))
    page = client.get(URL)
    [stand] = re.findall(r'name="stand" value="([^"]+)"', page.content.decode())
    news = f"/beheer/agenda/nieuws/?dag={DAY}&{urlencode({'stand': stand})}"
    etag = client.get(news, headers=SCRIPT)["ETag"]

    with CaptureQueriesContext(connection) as queries:
        unchanged = client.get(news, headers={**SCRIPT, "If-None-Match": etag})

    assert page.content.count(b'class="agenda-verb ') >= THERAPISTS * VISITS_EACH
    assert len(gzip.compress(page.content)) <= 100_000
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert len(queries) <= 3


@pytest.mark.parametrize("shown", ["kaart", "hand"])
def test_a_full_day_is_light_beside_a_card_and_with_a_visit_in_the_hand(
    desk: Client, shown: str
) -> None:
    a_full_day()
    visit = Appointment.objects.filter(starts_at=at(6)).earliest("pk")

    page = desk.get(f"{URL}&{shown}={visit.pk}")

    assert page.content.count(b"agenda-visit__text") >= THERAPISTS * VISITS_EACH
    assert len(gzip.compress(page.content)) <= 100_000


def test_the_height_that_somebody_chose_is_remembered(desk: Client) -> None:
    assert desk.get(URL).context["density"] == "dicht"
    assert desk.get(f"{URL}&dichtheid=ruim").context["density"] == "ruim"
    assert desk.get(URL).context["density"] == "ruim"
    assert desk.get(f"{URL}&dichtheid=onzin").context["density"] == "ruim"


def test_the_menu_is_folded_until_somebody_unfolds_it(desk: Client) -> None:
    assert "sidebar-collapsed" in desk.get(URL).content.decode()

    desk.cookies["wagtail_sidebar_collapsed"] = "0"
    page = desk.get(URL)

    assert "sidebar-collapsed" not in page.content.decode()
    assert "wagtail_sidebar_collapsed" not in page.cookies


def test_looking_at_the_agenda_changes_nothing(desk: Client) -> None:
    AppointmentFactory(held=True)
    before = [list(model.objects.values()) for model in (Appointment, Slot, Absence)]

    desk.get(f"{URL}&dichtheid=ruim")

    assert [list(model.objects.values()) for model in (Appointment, Slot, Absence)] == before
