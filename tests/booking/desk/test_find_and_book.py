"""The search field of the agenda: whoever is on the phone, with what tells them apart."""

import re
from datetime import timedelta
from html import unescape
from itertools import count
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from booking.choices import Complaint
from booking.models import Patient
from tests.factories.booking import (
    AppointmentFactory,
    PatientFactory,
    PractitionerFactory,
    SeriesFactory,
    TreatmentFactory,
)
from tests.factories.users import UserFactory
from tests.site.pages import soup

pytestmark = pytest.mark.django_db
FIND = "/beheer/agenda/zoek/"
SCRIPT = {"HX-Request": "true"}
DAY = "2027-01-12"


def typed(desk: Client, words: str, **more: str) -> Any:
    return desk.post(FIND, {"zoek": words, "dag": DAY} | more, headers=SCRIPT)


def rows(page: Any) -> list[str]:
    """The text of each row, without its marks."""
    found = re.findall(r'role="option"[^>]*>(.*?)</div>', page.content.decode(), re.DOTALL)
    return [" ".join(unescape(re.sub(r"<[^>]*>", "", row)).split()) for row in found]


@pytest.fixture
def elke() -> Patient:
    """A patient of three years, who comes to Hanne and has one appointment ahead."""
    now = timezone.now().replace(minute=0)
    patient: Patient = PatientFactory(
        name="Elke Vandamme", phone="+32472314058", email="elke@patient.example"
    )
    hanne = PractitionerFactory(name="Hanne Vlasselaere", treatments=[])
    series = SeriesFactory(patient=patient, treatment=TreatmentFactory(name="Vervolg"))
    hanne.treatments.add(series.treatment)
    for days in (-700, -7, 7):
        AppointmentFactory(
            patient=patient,
            practitioner=hanne,
            treatment=series.treatment,
            series=series if days > -100 else None,
            starts_at=now + timedelta(days=days),
        )
    return patient


def test_the_page_of_what_was_found_has_one_field_to_search_in(desk: Client) -> None:
    assert desk.get(FIND).content.count(b'name="zoek"') == 1


def test_each_row_tells_who_it_is_and_when_they_come(desk: Client, elke: Patient) -> None:
    PatientFactory(name="Vandame Elke", phone="+32472314058", email="")

    page = typed(desk, "vandam")

    first, second, new = rows(page)
    for words in (
        "me sinds 20",
        "· 3 afspraken",
        "0472 31 40 58",
        "elke@patient.example",
        "· Hanne · Vervolg, ",
    ):
        assert words in first.replace("\u00a0", " "), words
    assert "zelfde telefoon: is dit dezelfde?" in second
    assert "geen e-mail" in second
    assert ("laatste: nog nooit" in second, "volgende: geen" in second) == (True, True)
    assert new.startswith("Nieuwe patiënt“vandam”")
    assert re.findall(r"<mark>([^<]*)</mark>", page.content.decode()) == ["Vandam", "Vandam"]


def test_a_row_puts_the_patient_in_the_hand_with_the_treatment_of_the_last_visit(
    desk: Client, elke: Patient
) -> None:
    last = elke.appointments.order_by("starts_at")[1]

    [address] = re.findall(r'data-hand="([^"]+)"', typed(desk, "elke").content.decode())

    asked = parse_qs(urlsplit(address.replace("&amp;", "&")).query)
    assert asked == {
        "dag": [DAY],
        "hand": ["nieuw"],
        "patient": [str(elke.pk)],
        "behandeling": [str(last.treatment_id)],
    }


@pytest.mark.parametrize("words", ["", "  ", "e", "0", "xyzzyq", "%_\\", "<b>", "é" * 300])
def test_any_words_are_answered_in_dutch(desk: Client, elke: Patient, words: str) -> None:
    page = typed(desk, words)

    assert page.status_code == 200
    assert "<b>&lt;b&gt;" not in page.content.decode()
    assert ("Nieuwe patiënt" in page.content.decode()) == bool(words.strip())
    assert "Elke" not in page.content.decode() or words == ""


def test_a_long_name_and_one_from_right_to_left_stay_whole(desk: Client) -> None:
    long, hebrew = "Wolfeschlegelsteinhausen " * 4, "מרים כהן"
    PatientFactory(name=long.strip()[:100])
    PatientFactory(name=hebrew)

    assert long.strip()[:100] in rows(typed(desk, "wolfe"))[0]
    page = typed(desk, "כהן").content.decode()
    assert '<b dir="auto">מרים <mark>כהן</mark>' in page


def test_two_people_with_one_address_are_two_rows(desk: Client) -> None:
    for name in ("Jan Maes", "Mia Maes"):
        PatientFactory(name=name, email="maes@patient.example", phone="")

    found = rows(typed(desk, "maes@"))

    assert [row.split(" sinds")[0] for row in found[:2]] == ["Jan Maes", "Mia Maes"]
    assert "is dit dezelfde" not in " ".join(found)


def test_without_scripts_the_words_stand_in_no_address_and_reloading_shows_them_again(
    desk: Client, elke: Patient
) -> None:
    sent = desk.post(FIND, {"zoek": "vandamme", "dag": DAY})

    assert (sent.status_code, "vandamme" in sent["Location"]) == (302, False)
    for _ in range(2):
        page = desk.get(sent["Location"])
        links = {words.strip(): one["href"] for words, one in soup(page).find("a")}
        assert f"patient={elke.pk}" in links["Boek Elke Vandamme"]
        assert links["Plan een reeks Elke Vandamme"].endswith(f"reeks/?patient={elke.pk}")
        assert links["Wachtlijst Elke Vandamme"].endswith(f"erbij/?patient={elke.pk}")


def test_somebody_new_goes_in_the_hand_and_the_words_go_along_unseen(desk: Client) -> None:
    person = PractitionerFactory(treatments=[])
    for complaint in (Complaint.RUNNING, Complaint.NEW):
        person.treatments.add(TreatmentFactory(complaint=complaint))
    first = person.treatments.get(complaint=Complaint.NEW)

    sent = desk.post(FIND, {"zoek": "luk vandam 0470 11 22 33", "dag": DAY, "nieuw": "ja"})

    asked = parse_qs(urlsplit(sent["Location"]).query)
    assert (asked["hand"], asked["behandeling"], asked["dag"]) == (
        ["nieuw"],
        [str(first.pk)],
        [DAY],
    )
    form = desk.get(f"/beheer/agenda/boeken/?gevonden={asked['gevonden'][0]}").context["form"]
    assert {name: form[name].value() for name in ("name", "phone", "email")} == {
        "name": "Luk Vandam",
        "phone": "0470 11 22 33",
        "email": "",
    }


def test_a_search_takes_the_same_queries_for_any_number_of_patients(desk: Client) -> None:
    numbers = count(1)
    person, treatment = PractitionerFactory(), TreatmentFactory()

    def more() -> None:
        for _ in range(3):
            AppointmentFactory(
                patient=PatientFactory(name=f"Vera Maes {next(numbers)}"),
                practitioner=person,
                treatment=treatment,
                starts_at=timezone.now() - timedelta(days=next(numbers)),
            )

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            typed(desk, "maes")
        return len(asked)

    more()
    few = queries()
    more()

    assert queries() == few <= 12


def test_whoever_may_not_see_patients_has_no_field_and_finds_none(
    client: Client, elke: Patient
) -> None:
    client.force_login(UserFactory(groups=["Kinesitherapeut"]))

    assert "phone-words" not in client.get("/beheer/agenda/").content.decode()
    assert "Elke" not in typed(client, "elke").content.decode()
