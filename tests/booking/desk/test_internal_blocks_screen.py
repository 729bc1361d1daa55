"""Internal blocks at the desk: entered from the agenda, drawn there, and in a list of their own."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from bs4.element import Tag
from django.test import Client
from django.urls import reverse

from booking.models import Absence, InternalBlock, Practitioner
from booking.reception.presenters.agenda import agenda_of
from booking.services.practice.day_sheets import day_sheets
from tests.booking.support.pressing import Button, buttons, words_of
from tests.factories.booking import (
    DAY,
    NOW,
    AbsenceFactory,
    AppointmentFactory,
    PractitionerFactory,
    SlotFactory,
    at,
)
from tests.factories.hours import InternalBlockFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
AGENDA = f"/beheer/agenda/?dag={DAY}"
NEW = "/beheer/interne-blokken/new/"


@pytest.fixture
def noor() -> Practitioner:
    person: Practitioner = PractitionerFactory(name="Noor Tester")
    SlotFactory(practitioner=person)
    return person


def form_at(desk: Client, address: str) -> Button:
    [button] = buttons(desk.get(address), address)
    return button


def words_in(drawn: Tag) -> str:
    return " ".join(drawn.get_text(" ").split())


def link_to(desk: Client, address: str, start: str) -> str:
    html = BeautifulSoup(desk.get(address).content, "html.parser")
    [link] = [one["href"] for one in html.find_all("a", href=True) if one["href"].startswith(start)]
    return str(link)


def test_it_is_entered_from_the_agenda_which_draws_it_and_leads_to_its_form(
    desk: Client, noor: Practitioner
) -> None:
    form = form_at(desk, link_to(desk, AGENDA, f"{NEW}?practitioner={noor.pk}"))
    done = form.press(desk, opens="09:00", closes="10:00", reason="Teamoverleg")

    assert done.redirect_chain == [(AGENDA, 302)]
    made = InternalBlock.objects.get()
    assert (made.practitioner, made.starts_at, made.ends_at) == (noor, at(8), at(9))
    html = BeautifulSoup(done.content, "html.parser")
    [drawn] = html.select(".agenda-block")
    assert drawn["style"] == "--s:60;--l:60"
    assert words_in(drawn) == "9.00 u Teamoverleg , intern , tot 10.00 u"
    assert html.select(".agenda-away") == []

    address = str(drawn.select("a")[0]["href"])
    edit = form_at(desk, address)
    assert (edit.data["opens"], edit.data["closes"]) == ("09:00", "10:00")
    edit.press(desk, closes="09:30")
    made.refresh_from_db()
    assert made.ends_at == at(8, 30)

    ask = link_to(desk, address, f"/beheer/interne-blokken/delete/{made.pk}/")
    assert form_at(desk, ask).press(desk).redirect_chain == [(AGENDA, 302)]
    assert not InternalBlock.objects.exists()


@pytest.mark.parametrize(
    ("typed", "field", "says"),
    [
        ({"practitioner": []}, "practitioner", "Vul dit nog in."),
        ({"closes": "08:30"}, "closes", "Het einde moet na het begin komen."),
        ({"closes": "25:00"}, "closes", "We kunnen dit uur niet lezen. Schrijf het zo: 9:30."),
        ({"day": "12/01/0002"}, "day", "Kijk het jaartal na."),
        ({"day": ""}, "day", "Vul dit nog in."),
    ],
)
def test_bad_input_is_told_at_its_field_and_kept(
    desk: Client, noor: Practitioner, typed: dict[str, Any], field: str, says: str
) -> None:
    form = form_at(desk, f"{NEW}?practitioner={noor.pk}&day={DAY}&opens=09:00&closes=10:00")

    refused = form.press(desk, reason="Overleg", **typed)

    assert refused.context["form"].errors == {field: [says]}
    assert refused.context["form"]["reason"].value() == "Overleg"
    assert not Absence.objects.exists()


def test_until_midnight_is_until_the_end_of_the_day(desk: Client, noor: Practitioner) -> None:
    form = form_at(desk, f"{NEW}?practitioner={noor.pk}&day={DAY}")

    form.press(desk, opens="22:00", closes="00:00")

    made = InternalBlock.objects.get()
    assert (made.starts_at, made.ends_at) == (at(21), at(23))


def test_an_appointment_in_it_leads_to_the_list_and_is_marked_in_agenda_and_sheet(
    desk: Client, noor: Practitioner
) -> None:
    visit = AppointmentFactory(practitioner=noor, starts_at=at(8))
    form = form_at(desk, f"{NEW}?practitioner={noor.pk}&day={DAY}&opens=09:00&closes=10:00")

    page = form.press(desk)

    made = InternalBlock.objects.get()
    assert page.redirect_chain == [(reverse("afwezigheden:visits", args=[made.pk]), 302)]
    words = words_of(page)
    assert ("Afspraken in dit intern blok" in words, visit.patient.name in words) == (True, True)
    assert "bel : de kinesitherapeut heeft een intern blok" in words_of(desk.get(AGENDA))
    assert "heeft dan een intern blok" in words_of(
        desk.get(reverse("agenda:visit", args=[visit.pk]))
    )
    [sheet] = day_sheets(DAY, now=NOW).sheets
    assert [(line.is_hit, line.is_away) for line in sheet.lines if line.visit] == [(True, False)]


def test_who_is_away_over_a_block_is_told_to_be_away(noor: Practitioner) -> None:
    AppointmentFactory(practitioner=noor, starts_at=at(8))
    InternalBlockFactory(practitioner=noor)
    away = AbsenceFactory(practitioner=noor)

    [column] = agenda_of(DAY, now=NOW).columns

    assert [visit.hit_by for visit in column.visits] == [away]


def test_each_list_shows_its_own(desk: Client, noor: Practitioner) -> None:
    AbsenceFactory(practitioner=noor, reason="bijscholing")
    block = InternalBlockFactory(practitioner=noor, reason="overleg")
    absences, blocks = (
        words_of(desk.get("/beheer/afwezigheden/")),
        words_of(desk.get("/beheer/interne-blokken/")),
    )

    assert ("bijscholing" in absences, "overleg" in absences) == (True, False)
    assert ("bijscholing" in blocks, "overleg" in blocks) == (False, True)
    # The form of an absence would make a closing of the practice of it.
    wrong = desk.get(f"/beheer/afwezigheden/edit/{block.pk}/")
    assert wrong.url == "/beheer/afwezigheden/"


def test_who_may_not_enter_absences_enters_no_blocks_and_sees_them(
    client: Client, noor: Practitioner
) -> None:
    InternalBlockFactory(practitioner=noor)
    noor.user = UserFactory(groups=["Kinesitherapeuten"])
    noor.save()
    client.force_login(noor.user)

    html = BeautifulSoup(client.get(AGENDA).content, "html.parser")

    [drawn] = html.select(".agenda-block")
    assert words_in(drawn) == "9.00 u overleg , intern , tot 10.00 u"
    assert html.select("a[href*='interne-blokken']") == []
    assert client.get(NEW).status_code == 302
