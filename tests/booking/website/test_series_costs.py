"""What each visit of a series costs, where its therapists are chosen. Nothing is added up."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from booking import links
from booking.choices import Convention
from booking.models import AppointmentSeries, Practitioner
from tests.booking.support.weekly import Weekly, hold_on, weekly
from tests.factories.booking import (
    ConventionStatusFactory,
    PractitionerFactory,
    SlotFactory,
    TariffFactory,
)
from tests.queries import queries_of

__all__ = ["weekly"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def priced(weekly: Weekly) -> Weekly:
    """Noor keeps to the agreed tariff."""
    ConventionStatusFactory(practitioner=weekly.practitioner)
    TariffFactory(treatment=weekly.treatment)
    return weekly


def colleague(weekly: Weekly, **fields: Any) -> Practitioner:
    """Who works on the days after Noor's, and may stand in."""
    person: Practitioner = PractitionerFactory(treatments=[weekly.treatment], **fields)
    for day in (day + timedelta(days=1) for day in weekly.days):
        SlotFactory(practitioner=person, starts_at=weekly.at(day, 9), ends_at=weekly.at(day, 19))
    return person


def shown(page: Any) -> list[tuple[list[str], Convention]]:
    return [
        ([person.name for person in together], cost.convention)
        for of_day in page.context["costs"]
        for together, cost in of_day.shared
    ]


def totals(page: Any) -> list[tuple[date, str]]:
    return [
        (of_day.day, str(cost.tariff.total))
        for of_day in page.context["costs"]
        for _together, cost in of_day.shared
    ]


def test_the_plan_shows_the_cost_of_one_visit(client: Client, priced: Weekly) -> None:
    page = client.get(priced.address())

    assert shown(page) == [(["Noor Tester"], Convention.FULL)]
    assert "Je betaalt €\xa030,00, waarvan €\xa06,25 voor jou blijft." in page.content.decode()


def test_who_may_stand_in_and_is_not_conventioned_has_a_line_of_their_own(
    client: Client, priced: Weekly
) -> None:
    wout = colleague(priced, name="Wout Tester")
    ConventionStatusFactory(practitioner=wout, status=Convention.NONE)
    TariffFactory(
        treatment=priced.treatment, convention=Convention.NONE, total="36.00", supplement="6.00"
    )

    page = client.get(priced.address())

    assert shown(page) == [
        (["Noor Tester"], Convention.FULL),
        (["Wout Tester"], Convention.NONE),
    ]


def test_therapists_who_cost_the_same_share_a_line(client: Client, priced: Weekly) -> None:
    ConventionStatusFactory(practitioner=colleague(priced, name="Wout Tester"))

    page = client.get(priced.address())

    assert shown(page) == [(["Noor Tester", "Wout Tester"], Convention.FULL)]


def test_whose_status_is_not_known_is_left_out(client: Client, priced: Weekly) -> None:
    colleague(priced, name="Wout Tester")

    page = client.get(priced.address())

    assert shown(page) == [(["Noor Tester"], Convention.FULL)]


def test_a_tariff_that_changes_during_the_series_is_shown_with_both_days(
    client: Client, priced: Weekly
) -> None:
    first, _second, third, fourth = priced.days[:4]
    TariffFactory(treatment=priced.treatment, valid_from=third, total="31.00", refund="24.75")

    before = client.get(priced.address(aantal="2"))
    across = client.get(priced.address())
    after = client.get(priced.address(vanaf=third.isoformat()))

    assert totals(before) == [(first, "30.00")]
    assert totals(across) == [(first, "30.00"), (fourth, "31.00")]
    assert totals(after) == [(third, "31.00")]


def test_a_status_that_changes_during_the_series_is_shown_with_both_days(
    client: Client, priced: Weekly
) -> None:
    ConventionStatusFactory(
        practitioner=priced.practitioner, status=Convention.NONE, valid_from=priced.days[1]
    )

    page = client.get(priced.address())

    assert shown(page) == [(["Noor Tester"], Convention.FULL), (["Noor Tester"], Convention.NONE)]


def test_a_practice_that_typed_no_tariffs_shows_no_block(client: Client, weekly: Weekly) -> None:
    page = client.get(weekly.address())

    assert shown(page) == []
    assert "Kostprijs per afspraak" not in page.content.decode()


def test_a_plan_without_moments_has_no_cost(client: Client, priced: Weekly) -> None:
    page = client.get(priced.address(dag=["7"]))

    assert page.context["costs"] == []


def test_the_details_show_only_who_was_chosen(client: Client, priced: Weekly) -> None:
    ConventionStatusFactory(practitioner=colleague(priced, name="Wout Tester"))

    page = client.get(hold_on(client, priced))

    assert shown(page) == [(["Noor Tester"], Convention.FULL)]
    assert "Kostprijs per afspraak" in page.content.decode()


def test_who_moves_the_rest_sees_what_it_costs_then(
    client: Client, priced: Weekly, details: Callable[..., dict[str, Any]]
) -> None:
    client.post(hold_on(client, priced), details())
    series = AppointmentSeries.objects.get()
    wish = priced.wish(van="09:00", tot="11:00", sinds=priced.days[0].isoformat())

    page = client.get(f"{links.series_path(series)}verplaatsen/", wish)

    assert shown(page) == [(["Noor Tester"], Convention.FULL)]
    assert "Kostprijs per afspraak" in page.content.decode()


def test_the_desk_sees_it_as_well(desk: Client, priced: Weekly) -> None:
    page = desk.get("/beheer/agenda/reeks/", priced.wish())

    assert shown(page) == [(["Noor Tester"], Convention.FULL)]


def test_more_visits_and_more_therapists_ask_no_more(client: Client, priced: Weekly) -> None:
    few = queries_of(client, priced.address(aantal="1"))
    for _ in range(4):
        ConventionStatusFactory(practitioner=colleague(priced))

    many = queries_of(client, priced.address(aantal="9", kinesitherapeut="wisselend"))

    assert len(many) == len(few)


def test_the_details_of_a_longer_series_ask_no_more(client: Client, priced: Weekly) -> None:
    counts = []
    for days in (priced.days[:1], priced.days[:9]):
        chosen = priced.choose(*((day, 18) for day in days), aantal="9")
        kept = client.post("/afspraak/reeks/", chosen)
        counts.append(len(queries_of(client, kept.url)))

    assert counts[0] == counts[1]
