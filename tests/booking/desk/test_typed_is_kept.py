"""What is typed at the desk and not sent yet: reloading and Back give it back to who typed it."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from booking.models import Appointment, KeptAnswer
from booking.models.kept_answer import ANSWERS_KEPT_FOR
from booking.services.privacy.keep_answer import delete_old_answers, forget_answers
from tests.booking.conftest import OpenPractice
from tests.booking.desk.test_whose_it_is import SCREENS, anna, patient_form, screens, weekly
from tests.booking.support.in_rail import RAIL
from tests.factories.booking import PatientFactory
from tests.factories.users import UserFactory

__all__ = ["anna", "screens", "weekly"]

pytestmark = pytest.mark.django_db
KEEP = "/beheer/agenda/getypt/"
TOKEN = "A1b2" * 8
TYPED = {"name": "Zus Nieuw", "phone": "0470 99 88 77", "email": "zus@patient.example"}


def keep(desk: Client, fields: dict[str, Any], address: str, **changes: str) -> int:
    """What the script sends while somebody types."""
    sent = {"getypt": TOKEN, "adres": address} | fields | changes
    return desk.post(KEEP, sent, headers={"X-Requested-With": "XMLHttpRequest"}).status_code


def details(page: Any) -> dict[str, Any]:
    form = patient_form(page)
    return {name: form[name].value() for name in TYPED}


@SCREENS
def test_a_form_that_was_typed_in_is_shown_as_it_was_typed(
    desk: Client, screens: dict[str, Any], screen: str
) -> None:
    address, typed = screens[screen]

    assert keep(desk, typed | TYPED, address) == 204

    for _look in range(2):
        page = desk.get(address, {"getypt": TOKEN})
        assert details(page) == TYPED
        assert b"data-keep" in page.content
    assert not Appointment.objects.exists()


def test_a_new_patient_that_was_typed_stays_too(desk: Client) -> None:
    address = "/beheer/patienten/new/"
    keep(desk, TYPED, address)

    page = desk.get(address, {"getypt": TOKEN})

    assert {name: page.context["form"][name].value() for name in TYPED} == TYPED


def test_the_form_one_step_before_a_refused_one_has_what_was_typed(
    desk: Client, screens: dict[str, Any]
) -> None:
    address, typed = screens["book"]
    sent = typed | TYPED | {"time": "03:00"}
    keep(desk, sent, address)

    refused = desk.post(f"{address}?getypt={TOKEN}", sent | {"getypt": TOKEN}, follow=True)
    assert refused.context["form"].errors
    before = desk.get(address, {"getypt": TOKEN})

    assert details(before) == TYPED
    assert not before.context["form"].errors


@pytest.fixture
def place(practice_with_room: OpenPractice) -> dict[str, Any]:
    return {
        "practitioner": str(practice_with_room.practitioner.pk),
        "day": str(practice_with_room.at(9).date()),
        "time": "10:00",
        "treatment": str(practice_with_room.treatment.pk),
    }


def test_the_panel_beside_the_agenda_stands_there_again_after_reloading(
    desk: Client, place: dict[str, Any]
) -> None:
    note = {"note": "Belt aan bij de achterdeur", "language": "fr"}
    mia = PatientFactory()
    address = f"/beheer/agenda/boeken/?practitioner={place['practitioner']}&patient={mia.pk}"
    keep(desk, place | TYPED | note, address)

    page = desk.get("/beheer/agenda/", {"dag": place["day"], "getypt": TOKEN})
    panel = desk.get(page.context["typed_at"], headers=RAIL)

    form = panel.context["form"]
    assert {name: form[name].value() for name in TYPED | note} == TYPED | note
    assert panel.context["confirming"].patient == mia
    assert str(panel.context["confirming"].spot) in panel.content.decode()
    assert 'data-typed-at="' in page.content.decode()
    assert "getypt" not in panel.context["address"]


def test_what_is_typed_on_takes_the_place_of_what_was_typed_before(
    desk: Client, screens: dict[str, Any]
) -> None:
    address, typed = screens["book"]
    keep(desk, typed | TYPED, address)
    keep(desk, typed | TYPED, address, name="Zus Later")

    assert details(desk.get(address, {"getypt": TOKEN}))["name"] == "Zus Later"
    assert KeptAnswer.objects.count() == 1


def test_nobody_else_reads_it_or_writes_over_it(desk: Client, screens: dict[str, Any]) -> None:
    address, typed = screens["book"]
    keep(desk, typed | TYPED, address)
    other = Client()
    other.force_login(UserFactory(groups=["Receptie"]))

    assert keep(other, typed, address, name="Iemand Anders") == 400
    assert patient_form(other.get(address, {"getypt": TOKEN}))["name"].value() is None
    assert details(desk.get(address, {"getypt": TOKEN})) == TYPED


@pytest.mark.parametrize("token", ["", "kort", "é" * 32, "../" * 10 + "ab", "A" * 33])
def test_a_token_that_is_none_keeps_nothing(
    desk: Client, screens: dict[str, Any], token: str
) -> None:
    address, typed = screens["book"]

    assert keep(desk, typed | TYPED, address, getypt=token) == 400
    assert patient_form(desk.get(address, {"getypt": token}))["name"].value() is None
    assert not KeptAnswer.objects.exists()


def test_it_is_gone_once_it_is_booked_after_a_quarter_of_an_hour_and_when_somebody_is_erased(
    desk: Client, place: dict[str, Any]
) -> None:
    address = "/beheer/agenda/boeken/"
    keep(desk, place | TYPED, address)
    desk.post(address, place | TYPED | {"getypt": TOKEN})
    assert (Appointment.objects.count(), KeptAnswer.objects.count()) == (1, 0)

    keep(desk, place | TYPED, address)
    forget_answers()
    assert details(desk.get(address, {"getypt": TOKEN}))["name"] is None

    keep(desk, place | TYPED, address)
    delete_old_answers(now=timezone.now() + ANSWERS_KEPT_FOR + timedelta(seconds=1))
    assert not KeptAnswer.objects.exists()


def test_the_address_of_another_site_or_screen_is_not_led_to(
    desk: Client, place: dict[str, Any]
) -> None:
    for address in ("https://elders.example/beheer/agenda/boeken/", "//x/", "/beheer/logout/", ""):
        keep(desk, place | TYPED, address)

        assert desk.get("/beheer/agenda/", {"getypt": TOKEN}).context["typed_at"] == ""


def test_a_search_after_typing_leads_to_its_own_step(desk: Client, screens: dict[str, Any]) -> None:
    PatientFactory(name="Anna Peeters")
    address, typed = screens["book"]
    keep(desk, typed | TYPED, address)

    step = desk.post(
        f"{address}?getypt={TOKEN}", typed | {"zoek": "anna", "vind": "ja", "name": "Zus Twee"}
    )

    assert "getypt" not in step["Location"]
    assert patient_form(desk.get(step["Location"]))["name"].value() == "Zus Twee"


def test_who_may_type_no_details_keeps_nothing(client: Client) -> None:
    client.force_login(UserFactory(groups=["Editors"]))

    keep(client, TYPED, "/beheer/agenda/boeken/")

    assert not KeptAnswer.objects.exists()
