"""A form of the desk that is answered with a page leads to an address of it: Back sends nothing."""

import re
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, User
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from booking.models import Appointment, KeptAnswer
from booking.services.privacy.erase import erase_patient
from booking.tasks import delete_old_rows
from kinesite.staff.kept_answers import DESK
from tests.booking.conftest import OpenPractice
from tests.factories.booking import AppointmentFactory, PatientFactory
from tests.factories.users import UserFactory
from tests.site.addresses import addresses
from tests.site.made_rows import made_values

pytestmark = pytest.mark.django_db
TYPED = "Wie Dit Typte"
BOOK = "/beheer/agenda/boeken/"
# The end of a link that a signature makes differ.
LINK = re.compile(r"[\w.-]{40,}/")
BY_SCRIPT = {"Sec-Fetch-Mode": "cors"}
# Refused, shown or asked about by every form of the desk.
ODD = {
    "name": TYPED,
    "note": TYPED * 99,
    "phone": TYPED,
    "aantal": "x",
    "from_day": "x",
    "starts_at": "x",
    "opens": "x",
    "duur": "day",
    "preview": "ja",
}
# These answer with a page, among others that may come.
ANSWER = {
    "afwezigheden:add",
    "afwezigheden:edit",
    "agenda:book",
    "agenda:move",
    "agenda:note",
    "agenda:patient_note",
    "agenda:put_down",
    "agenda:series",
    "behandelingen:edit",
    "beschikbaarheid:add",
    "beschikbaarheid:day",
    "beschikbaarheid:edit",
    "interne_blokken:add",
    "interne_blokken:edit",
    "kinesitherapeuten:edit",
    "mailteksten:edit",
    "patienten:add",
    "patienten:edit",
    "patienten:merge",
    "patienten:note",
    "tarieven:edit",
    "wachtlijst:add",
    "wachtlijst:change",
    "werkroosters:add",
    "werkroosters:edit",
    "ziek:index",
}


def plain_client(user: User) -> Client:
    """Django's own client: what a browser does by itself is done here by hand."""
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def person() -> User:
    user: User = UserFactory(groups=["Receptie"])
    return user


@pytest.fixture
def desk(person: User) -> Client:
    return plain_client(person)


def words(html: bytes) -> str:
    """All that a page says, but for the time, what was done before, and links of a preview."""
    page = BeautifulSoup(html, "lxml")
    for told in page.select(".messages, #agenda-fresh"):
        told.decompose()
    return " ".join(LINK.sub("", page.get_text(" ")).split())


def refused(desk: Client, **typed: str) -> str:
    """Send the form that books without what it needs; returns where it leads."""
    where: str = desk.post(BOOK, {"name": TYPED} | typed)["Location"]
    return where


def test_each_page_with_which_the_desk_is_answered_is_shown_again_by_its_address() -> None:
    values = made_values()
    visit = Appointment.objects.get(pk=values["agenda:pk"])
    hand, at_night = f"?hand={visit.pk}", f"{visit.practitioner_id}@20990101T0100Z"
    odd = ODD | {"plek": at_night, "getoond": visit.version}
    client = plain_client(UserFactory(is_superuser=True, is_staff=True))
    answered = set()

    for one in addresses():
        if one.name.split(":")[0] not in DESK or "delete" in one.name:
            continue
        address = one.filled_in(values) + (hand if one.name == "agenda:put_down" else "")
        with transaction.atomic():
            page = client.post(address, odd, headers=BY_SCRIPT)
            transaction.set_rollback(True)
        if page.status_code not in (200, 409):
            continue
        with transaction.atomic():
            leads_on = client.post(address, odd)
            assert (one.name, leads_on.status_code) == (one.name, 302)
            assert "Wie" not in leads_on["Location"]
            with CaptureQueriesContext(connection) as queries:
                again = client.get(leads_on["Location"])
            transaction.set_rollback(True)
        assert words(again.content) == words(page.content), one.name
        assert [one for one in queries if one["sql"][:6] in ("INSERT", "UPDATE", "DELETE")] == []
        answered.add(one.name)

    assert answered >= ANSWER


def test_what_was_typed_and_what_was_refused_are_there_again_after_back_and_reloading(
    desk: Client, practice_with_room: OpenPractice
) -> None:
    there = AppointmentFactory(
        practitioner=practice_with_room.practitioner, starts_at=practice_with_room.at(9)
    )
    typed = {
        "practitioner": there.practitioner_id,
        "treatment": practice_with_room.treatment.pk,
        "day": there.day.isoformat(),
        "time": "09:00",
        "phone": "0470 99 88 77",
    }

    where = refused(desk, **typed)

    for _look in range(2):
        html = BeautifulSoup(desk.get(where).content, "lxml")
        assert html.select_one("[name=name]")["value"] == TYPED
        assert html.select_one("[name=time]")["value"] == "09:00"
        assert str(there.patient) in html.text
    assert Appointment.objects.get() == there


def test_the_form_is_sent_from_there_like_from_its_own_address(
    desk: Client, practice_with_room: OpenPractice
) -> None:
    typed = {
        "practitioner": str(practice_with_room.practitioner.pk),
        "treatment": str(practice_with_room.treatment.pk),
        "day": practice_with_room.at(9).date().isoformat(),
        "time": "09:00",
    }

    once_more = desk.post(refused(desk, **typed), {"name": TYPED} | typed)
    booked = desk.post(once_more["Location"], {"name": TYPED, "phone": "0470 99 88 77"} | typed)

    assert once_more["Location"].count("antwoord=") == 1
    assert booked["Location"].startswith("/beheer/agenda/?dag=")
    assert Appointment.objects.get().patient.name == TYPED


def test_the_address_shows_nothing_to_others_or_elsewhere(desk: Client, person: User) -> None:
    where = refused(desk)
    colleague = plain_client(UserFactory(groups=["Receptie"]))

    assert TYPED not in colleague.get(where).content.decode()
    assert TYPED not in desk.get(where.replace(BOOK, "/beheer/patienten/new/")).content.decode()
    assert Client().get(where)["Location"].startswith("/beheer/login/?next=")
    person.groups.set(Group.objects.filter(name="Redactie"))
    assert desk.get(where)["Location"] == "/beheer/"


def test_after_a_quarter_of_an_hour_the_address_shows_the_form_anew(desk: Client) -> None:
    where = refused(desk)
    assert TYPED in desk.get(where).content.decode()
    KeptAnswer.objects.update(answered_at=timezone.now() - timedelta(minutes=16))

    page = desk.get(where)

    assert (page.status_code, TYPED in page.content.decode()) == (200, False)
    delete_old_rows()
    assert not KeptAnswer.objects.exists()


def test_a_note_that_was_refused_leads_back_to_the_page_on_which_it_stands(desk: Client) -> None:
    visit = AppointmentFactory()

    where = desk.post(f"/beheer/agenda/afspraak/{visit.pk}/nota/", {"note": "x" * 999})["Location"]
    assert "x" * 999 in desk.get(where).content.decode()
    KeptAnswer.objects.all().delete()

    assert desk.get(where).status_code == 200


def test_what_is_too_large_to_keep_is_shown_at_once(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("booking.services.privacy.keep_answer.MOST_KEPT", 100)

    page = desk.post(BOOK, {"name": TYPED})

    assert (page.status_code, TYPED in page.content.decode()) == (200, True)


def test_erasing_somebody_leaves_no_page_with_the_name(desk: Client) -> None:
    refused(desk)

    erase_patient(patient=PatientFactory(), now=timezone.now())

    assert not KeptAnswer.objects.exists()


def test_a_script_that_shows_a_page_is_led_to_its_address_and_the_refresh_is_not(
    desk: Client,
) -> None:
    as_page = BY_SCRIPT | {"X-Shown-As": "page"}

    address = desk.post(BOOK, {"name": TYPED}, headers=as_page)["Location"]

    assert TYPED in desk.get(address, headers=as_page).content.decode()
    assert TYPED not in desk.get(address, headers=BY_SCRIPT).content.decode()
    assert TYPED not in desk.get(address, headers={"HX-Request": "true"}).content.decode()


def test_a_script_that_shows_a_part_gets_the_answer_itself(desk: Client) -> None:
    for headers in (BY_SCRIPT, {"HX-Request": "true"}):
        answer: Any = desk.post(BOOK, {"name": TYPED}, headers=headers)
        assert (answer.status_code, TYPED in answer.content.decode()) == (200, True)
    assert not KeptAnswer.objects.exists()
