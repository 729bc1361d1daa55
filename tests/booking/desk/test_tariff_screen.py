"""Tariffs: typing them, and finding those that hold on a day."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from booking.models import Tariff
from tests.factories.booking import ConventionStatusFactory, TariffFactory, TreatmentFactory

pytestmark = pytest.mark.django_db
TARIFFS, STATUSES = "/beheer/tarieven/", "/beheer/conventiestatussen/"


def typed(**changes: Any) -> dict[str, Any]:
    return {
        "treatment": TreatmentFactory().pk,
        "convention": "full",
        "valid_from": "01/01/2027",
        "total": "30,50",
        "refund": "24,00",
        "copay": "6,50",
        "supplement": "0",
        "refund_increased": "27,50",
        "copay_increased": "3",
    } | changes


@pytest.mark.parametrize("total", ["30,50", "30.50", "30,5"])
def test_an_amount_is_typed_with_a_comma_or_a_point(desk: Client, total: str) -> None:
    desk.post(f"{TARIFFS}new/", typed(total=total))

    assert Tariff.objects.get().total == Decimal("30.50")


def test_amounts_that_do_not_add_up_stay_on_the_screen(desk: Client) -> None:
    page = desk.post(f"{TARIFFS}new/", typed(total="31,00"))

    assert Tariff.objects.count() == 0
    assert page.context["form"]["total"].value() == "31,00"


def test_an_amount_is_shown_as_it_is_typed(desk: Client) -> None:
    tariff = TariffFactory(total="30.50", refund="24.00", copay="6.50", supplement="0")

    page = desk.get(f"{TARIFFS}edit/{tariff.pk}/")

    assert 'value="30,50"' in str(page.context["form"]["total"])


@pytest.mark.parametrize(
    ("path", "factory"), [(TARIFFS, TariffFactory), (STATUSES, ConventionStatusFactory)]
)
def test_the_list_shows_what_holds_today_or_later(
    desk: Client, path: str, factory: type[Any]
) -> None:
    today = timezone.localdate()
    past = factory(valid_from=today - timedelta(days=400))
    whose = (
        {"treatment": past.treatment, "convention": past.convention}
        if path == TARIFFS
        else {"practitioner": past.practitioner}
    )
    now, next_year = (
        factory(valid_from=today + timedelta(days=days), **whose) for days in (-30, 30)
    )

    def shown(holds: str) -> set[Any]:
        return set(desk.get(path, {"holds": holds}).context["object_list"])

    assert (shown("today"), shown("later"), shown("")) == (
        {now},
        {next_year},
        {past, now, next_year},
    )
