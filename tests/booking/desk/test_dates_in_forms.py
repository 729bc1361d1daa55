"""Days and hours in the forms of the desk: written as in its lists, typed in any way people do."""

import re
from datetime import date, time

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from booking.models import Tariff
from tests.booking.support.desk_rows import DESK_ROWS
from tests.factories.booking import TariffFactory, WorkingHoursFactory

pytestmark = pytest.mark.django_db
WITH_DATES = ["afwezigheden", "beschikbaarheid", "conventiestatussen", "tarieven", "werkroosters"]
ANY_DATE_OR_HOUR = re.compile(r"^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|^\d{1,2}:\d{2}")
AS_IN_LISTS = re.compile(r"\d{2}/\d{2}/\d{4}( \d{2}:\d{2})?|\d{2}:\d{2}")


def values(page: str) -> list[str]:
    fields = BeautifulSoup(page, "html.parser").find_all("input", {"type": "text"})
    found = [str(field.get("value", "")) for field in fields]
    return [value for value in found if ANY_DATE_OR_HOUR.match(value)]


@pytest.mark.parametrize("kind", WITH_DATES)
def test_a_form_shows_days_with_slashes_and_hours_without_seconds(desk: Client, kind: str) -> None:
    row = DESK_ROWS[kind].make()

    shown = values(desk.get(reverse(f"{kind}:edit", args=[row.pk])).content.decode())

    assert shown
    assert [value for value in shown if not AS_IN_LISTS.fullmatch(value)] == []


@pytest.mark.parametrize("typed", ["02/03/2027", "2/3/27", "2-3-2027", "2.3.2027", "2027-03-02"])
def test_a_day_may_be_typed_with_any_sign_and_with_two_figures_for_the_year(
    desk: Client, typed: str
) -> None:
    tariff = TariffFactory()
    address = reverse("tarieven:edit", args=[tariff.pk])
    fields = BeautifulSoup(desk.get(address).content, "html.parser").select("form input[name]")
    form = {str(one["name"]): one.get("value", "") for one in fields}
    chosen = {"treatment": tariff.treatment_id, "convention": tariff.convention}

    desk.post(address, form | chosen | {"valid_from": typed})

    assert Tariff.objects.get().valid_from == date(2027, 3, 2)


@pytest.mark.parametrize("typed", ["09:30", "9.30", "9:30", "09:30:00", "9.30 u", "9u30"])
def test_an_hour_may_be_typed_as_people_write_it(desk: Client, typed: str) -> None:
    line = WorkingHoursFactory()
    address = reverse("werkroosters:edit", args=[line.pk])
    fields = BeautifulSoup(desk.get(address).content, "html.parser").select("form input[name]")
    form = {str(one["name"]): one.get("value", "") for one in fields}
    chosen = {"practitioner": line.practitioner_id, "weekday": line.weekday}

    # With what the button "change it first" sends, the form is read and shown again.
    page = desk.post(address, form | chosen | {"opens": typed, "opnieuw": "1"})

    assert page.context["form"].cleaned_data["opens"] == time(9, 30)
