"""One day gets other hours, by a small form or by an edge that was dragged."""

from datetime import date, time
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from booking.models import Practitioner, Slot
from booking.scheduling.spans import Span
from tests.booking.support.pressing import buttons, words_of
from tests.factories.booking import DAY, PractitionerFactory, SlotFactory, WorkingHoursFactory, at

pytestmark = pytest.mark.django_db
DAYS = "/beheer/beschikbaarheid/week/"


@pytest.fixture
def noor() -> Practitioner:
    made: Practitioner = PractitionerFactory(name="Noor Tester")
    return made


def test_one_day_is_opened_once_where_closed_time_was_pressed(
    desk: Client, noor: Practitioner
) -> None:
    address = f"{DAYS}?kin={noor.pk}&dag={DAY}"
    html = BeautifulSoup(desk.get(address).content, "html.parser")
    added = str(html.select(".hours-closed > a")[1]["href"])

    done = buttons(desk.get(added), added)[0].press(desk)

    assert done.redirect_chain == [(address, 302)]
    slot = Slot.objects.get()
    assert (slot.practitioner, slot.starts_at, slot.ends_at) == (noor, at(7), at(17))


def test_closing_hours_of_one_day_leads_back_to_its_week(desk: Client, noor: Practitioner) -> None:
    slot = SlotFactory(practitioner=noor)
    html = BeautifulSoup(desk.get(f"/beheer/beschikbaarheid/dag/{slot.pk}/").content, "html.parser")
    [close] = [link["href"] for link in html.select("a.button.no")]

    done = buttons(desk.get(close), close)[0].press(desk)

    assert done.redirect_chain == [(f"{DAYS}?kin={noor.pk}&dag={DAY}", 302)]
    assert not Slot.objects.exists()


def day_form(desk: Client, slot: Slot) -> tuple[str, Any]:
    address = f"/beheer/beschikbaarheid/dag/{slot.pk}/"
    return address, buttons(desk.get(address), address)[0]


def test_one_day_gets_other_hours_by_a_small_form_and_leaves_the_roster(
    desk: Client, noor: Practitioner
) -> None:
    roster = WorkingHoursFactory(
        practitioner=noor, opens=time(9), closes=time(12), valid_from=date(2027, 1, 5)
    )
    slot = SlotFactory(practitioner=noor, working_hours=roster)
    _address, form = day_form(desk, slot)
    assert (form.data["opens"], form.data["closes"]) == ("09:00", "12:00")

    done = form.press(desk, opens="10:00", closes="13:30")

    assert done.redirect_chain == [(f"{DAYS}?kin={noor.pk}&dag={DAY}", 302)]
    slot.refresh_from_db()
    assert (slot.starts_at, slot.ends_at, slot.working_hours) == (at(9), at(12, 30), None)
    roster.refresh_from_db()
    assert roster.opens == time(9)


@pytest.mark.parametrize(
    ("typed", "field", "says"),
    [
        ({"closes": "08:00"}, "closes", "Het einde moet na het begin komen."),
        ({"opens": "negen"}, "opens", "We kunnen dit uur niet lezen. Schrijf het zo: 9:30."),
        ({"opens": ""}, "opens", "Vul dit nog in."),
        ({"closes": "15:00"}, "__all__", "De kinesitherapeut heeft dan al een andere"),
    ],
)
def test_hours_that_cannot_be_are_told_at_their_place_and_kept(
    desk: Client, noor: Practitioner, typed: dict[str, str], field: str, says: str
) -> None:
    slot = SlotFactory(practitioner=noor)
    SlotFactory(practitioner=noor, starts_at=at(13), ends_at=at(15))
    _address, form = day_form(desk, slot)

    refused = form.press(desk, **typed)

    [fault] = refused.context["form"].errors[field]
    assert fault.startswith(says)
    assert fault in words_of(refused)
    [(name, value)] = typed.items()
    assert refused.context["form"][name].value() == value
    slot.refresh_from_db()
    assert slot.span == Span(at(8), at(11))


def test_a_day_that_a_colleague_changed_is_shown_before_an_edge_that_was_dragged_counts(
    desk: Client, noor: Practitioner
) -> None:
    slot = SlotFactory(practitioner=noor)
    html = BeautifulSoup(desk.get(f"{DAYS}?kin={noor.pk}&dag={DAY}").content, "html.parser")
    stretch = html.select(".hours-stretch")[0]
    dragged = {"opens": "09:00", "closes": "13:00", "getoond": stretch["data-shown"]}
    _address, form = day_form(desk, slot)
    form.press(desk, closes="11:00")

    refused = desk.post(str(stretch["data-address"]), dragged, follow=True)

    words = words_of(refused)
    assert "Eindigt op is nu dinsdag 12 januari 2027 om 11.00 u" in words
    slot.refresh_from_db()
    assert slot.ends_at == at(10)
    buttons(refused, _address)[0].press(desk)
    slot.refresh_from_db()
    assert slot.ends_at == at(12)
