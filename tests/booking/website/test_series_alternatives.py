"""A plan that one therapist cannot give whole says so, with who can one press away."""

from datetime import datetime, time
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from booking import links
from booking.models import Practitioner
from booking.scheduling.clock import CLINIC_TZ
from tests.booking.support.weekly import Weekly, proposed, weekly
from tests.factories.booking import (
    AppointmentFactory,
    PractitionerFactory,
    SeriesFactory,
    SlotFactory,
)

__all__ = ["weekly"]

pytestmark = pytest.mark.django_db
LACK = "Niemand kan alles geven zoals je het vraagt. Noor werkt niet op donderdag op die uren."
BOTH = "Plan met Noor en Wout om beurten: 4 van de 4 zoals je vraagt"
DESK = "/beheer/agenda/reeks/"


@pytest.fixture
def wout(weekly: Weekly) -> Practitioner:
    """He works on Thursdays instead of Noor, who keeps the Tuesdays."""
    person: Practitioner = PractitionerFactory(name="Wout Tester")
    for day in weekly.days:
        if day.isoweekday() == 4:
            weekly.practitioner.slots.filter(starts_at__date=day).delete()
            SlotFactory(
                practitioner=person,
                starts_at=datetime.combine(day, time(9), CLINIC_TZ),
                ends_at=datetime.combine(day, time(19), CLINIC_TZ),
            )
    return person


def addresses(page: Any) -> list[str]:
    return [f"?{other.query}" for other in page.context["alternatives"].others]


def test_the_page_says_who_lacks_what_and_one_press_plans_with_both(
    client: Client, weekly: Weekly, wout: Practitioner
) -> None:
    page = client.get(weekly.address(kinesitherapeut=""))

    words = unescape(page.content.decode())
    assert LACK in words
    assert BOTH in words
    [address] = addresses(page)
    again = client.get(f"/afspraak/reeks/{address}")
    assert {value.partition("|")[0] for value in proposed(again)} == {
        weekly.practitioner.slug,
        wout.slug,
    }
    assert again.context["alternatives"] is None
    assert again.context["form"]["count"].value() == "4"


def test_a_preference_and_a_whole_plan_get_no_remark(client: Client, weekly: Weekly) -> None:
    for wish in ({}, {"kinesitherapeut": ""}):
        assert client.get(weekly.address(**wish)).context["alternatives"] is None


def test_a_plan_of_one_is_not_called_a_plan_of_all_who_stand_in(
    client: Client, weekly: Weekly, wout: Practitioner
) -> None:
    ada = PractitionerFactory(name="Ada Tester")
    for day in weekly.days:
        start, end = weekly.at(day, 17), weekly.at(day, 17, 30)
        SlotFactory(practitioner=ada, starts_at=start, ends_at=end)
        if day != weekly.days[0]:
            AppointmentFactory(practitioner=ada, treatment=weekly.treatment, starts_at=start)

    page = client.get(weekly.address(kinesitherapeut=""))

    texts = {other.value: other.text for other in page.context["alternatives"].others}
    assert texts[ada.slug] == "Plan met Ada: 1 van de 4 zoals je vraagt"


def test_moving_the_rest_of_a_series_says_it_too(
    client: Client, weekly: Weekly, wout: Practitioner
) -> None:
    series = SeriesFactory(treatment=weekly.treatment)
    for day in weekly.days[2:6]:
        AppointmentFactory(
            series=series,
            patient=series.patient,
            treatment=weekly.treatment,
            practitioner=wout,
            starts_at=weekly.at(day, 9),
        )
    token = links.token(links.Purpose.SERIES, series)
    own = reverse("booking:series_move", args=[token])
    wish = weekly.wish(kinesitherapeut="", sinds=weekly.days[0].isoformat())

    page = client.get(own, wish)

    words = unescape(page.content.decode())
    assert LACK in words
    [address] = addresses(page)
    assert f"sinds={weekly.days[0]}&{address.removeprefix('?')}" in words
    again = client.get(f"{own}?sinds={weekly.days[0]}&{address.removeprefix('?')}")
    assert again.context["missing"] == 0


def test_the_desk_plans_with_both_by_a_button_that_keeps_what_was_typed(
    desk: Client, weekly: Weekly, wout: Practitioner
) -> None:
    page = desk.get(DESK, weekly.wish(kinesitherapeut=""))
    [other] = page.context["alternatives"].others
    assert BOTH in unescape(page.content.decode())

    sent = weekly.wish(kinesitherapeut="") | {"toon": other.value, "name": "Jos Voorbeeld"}
    again = desk.post(DESK, sent | {"getoond": page.context["planned_for"]}, follow=True)

    assert {value.partition("|")[0] for value in proposed(again)} == {
        weekly.practitioner.slug,
        wout.slug,
    }
    assert again.context["patient"]["name"].value() == "Jos Voorbeeld"
    assert again.context["form"]["practitioner"].value() == other.value
