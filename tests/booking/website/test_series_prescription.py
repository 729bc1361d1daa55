"""A series by a prescription: its first visit has to fall within the term, and none is refused."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from booking.models import Appointment
from booking.scheduling.clock import CLINIC_TZ
from booking.scheduling.prescription import last_day_to_start
from booking.text.formats import day_of_year_text
from tests.booking.support.weekly import Weekly, proposed, weekly

__all__ = ["weekly"]

pytestmark = pytest.mark.django_db
PAGE = "/afspraak/reeks/"
DESK = "/beheer/agenda/reeks/"
LATE = "Dit valt na {day}, de uiterste startdatum van het voorschrift."


def days_ago(days: int) -> date:
    return timezone.localdate(timezone=CLINIC_TZ) - timedelta(days=days)


# Its last day to start is over, still to come, and far beyond the first days of the fixture.
OVER, FRESH = days_ago(100), days_ago(1)


def notes(page: Any) -> list[str]:
    return [proposal.note for proposal in page.context["proposals"]]


def late(prescribed_on: date) -> str:
    return LATE.format(day=day_of_year_text(last_day_to_start(prescribed_on)))


def test_the_planner_asks_for_the_day_and_does_without(client: Client, weekly: Weekly) -> None:
    asked = client.get(PAGE)
    planned = client.get(weekly.address(voorschrift=""))

    assert 'name="voorschrift"' in asked.content.decode()
    assert (notes(planned), planned.context["last_day_to_start"]) == ([""] * 4, None)


def test_a_link_from_a_single_choice_brings_the_day_along(client: Client, weekly: Weekly) -> None:
    told = client.get(PAGE, {"voorschrift": FRESH.isoformat()}).context["form"]
    nonsense = client.get(PAGE, {"voorschrift": "<gisteren>"}).context["form"]

    assert told["prescribed_on"].value() == FRESH
    assert (nonsense["prescribed_on"].value(), nonsense.errors) == (None, {})


def test_a_first_visit_in_time_is_not_marked(client: Client, weekly: Weekly) -> None:
    page = client.get(weekly.address(voorschrift=FRESH.isoformat()))

    assert notes(page) == [""] * 4
    assert "Start met dit voorschrift ten laatste op" in page.content.decode()


def test_a_first_visit_after_the_last_day_is_marked_and_no_other(
    client: Client, weekly: Weekly
) -> None:
    page = client.get(weekly.address(voorschrift=OVER.isoformat()))

    assert notes(page) == [late(OVER), "", "", ""]
    assert "Vraag je arts een nieuw voorschrift" in page.content.decode()


def test_later_visits_may_fall_after_the_last_day(client: Client, weekly: Weekly) -> None:
    first_day = weekly.days[0]
    prescribed_on = min(
        day
        for day in (first_day - timedelta(days=days) for days in range(65))
        if last_day_to_start(day) >= first_day
    )

    in_time = client.get(weekly.address(voorschrift=prescribed_on.isoformat()))
    a_day_older = (prescribed_on - timedelta(days=1)).isoformat()
    too_late = client.get(weekly.address(voorschrift=a_day_older))

    assert last_day_to_start(prescribed_on) < weekly.days[1]
    assert [bool(note) for note in notes(in_time)] == [False] * 4
    assert [bool(note) for note in notes(too_late)] == [True, False, False, False]


def test_without_the_first_visit_the_next_one_starts_the_treatment(
    client: Client, weekly: Weekly
) -> None:
    first, second = weekly.days[:2]
    old = OVER.isoformat()

    answer = client.post(PAGE, weekly.choose((first, None), toon="ja", voorschrift=old))
    page = client.get(answer.url)

    assert proposed(page)[0] == weekly.moment(second, 17)
    assert notes(page) == [late(OVER), "", "", ""]


def test_a_late_series_is_kept_and_the_details_tell_it_again(
    client: Client, weekly: Weekly
) -> None:
    chosen = weekly.choose((weekly.days[0], 17), aantal="1", voorschrift=OVER.isoformat())

    kept = client.post(PAGE, chosen)
    page = client.get(kept.url)

    assert page.context["last_day_to_start"] == last_day_to_start(OVER)
    assert "De eerste afspraak valt na" in page.content.decode()
    assert Appointment.objects.count() == 1


def test_the_details_of_a_series_in_time_say_nothing_of_it(client: Client, weekly: Weekly) -> None:
    chosen = weekly.choose((weekly.days[0], 17), aantal="1", voorschrift=FRESH.isoformat())

    page = client.get(client.post(PAGE, chosen).url)

    assert page.context["last_day_to_start"] is None


def test_going_back_for_other_moments_keeps_the_day(client: Client, weekly: Weekly) -> None:
    chosen = weekly.choose((weekly.days[0], 17), aantal="1", voorschrift=OVER.isoformat())
    kept = client.post(PAGE, chosen)

    back = client.get(client.post(kept.url, {"ander": "ja"}).url)

    assert notes(back) == [late(OVER)]


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("2199-12-31", "Deze datum moet nog komen."),
        ("9999-12-31", "Deze datum moet nog komen."),
        ("0001-01-01", "Deze datum is heel lang geleden."),
        ("gisteren", "We kunnen deze datum niet lezen."),
        ("<script>", "We kunnen deze datum niet lezen."),
    ],
)
def test_a_day_that_cannot_be_is_told_at_its_field(
    client: Client, weekly: Weekly, typed: str, message: str
) -> None:
    page = client.get(weekly.address(voorschrift=typed))

    assert list(page.context["form"].errors) == ["prescribed_on"]
    assert page.context["form"].errors["prescribed_on"][0].startswith(message)


def test_a_day_that_cannot_be_stands_in_no_ones_way_on_the_details(
    client: Client, weekly: Weekly
) -> None:
    kept = client.post(PAGE, weekly.choose((weekly.days[0], 17), aantal="1"))

    page = client.get(f"{kept.url}&voorschrift=gisteren&voorschrift=9999-12-31")

    assert (page.status_code, page.context["last_day_to_start"]) == (200, None)


def test_the_desk_hears_it_too_and_books_all_the_same(desk: Client, weekly: Weekly) -> None:
    page = desk.get(DESK, weekly.wish(voorschrift=OVER.isoformat()))

    assert notes(page) == [late(OVER), "", "", ""]
    assert "Met dit voorschrift valt de eerste afspraak ten laatste op" in page.content.decode()
    assert page.context["form"].errors == {}
