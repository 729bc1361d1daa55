"""The day sheets of a week as one file that opens without the net."""

import re
from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from booking.scheduling.clock import CLINIC_TZ
from tests.factories.booking import AppointmentFactory, PractitionerFactory
from tests.factories.users import UserFactory
from tests.site.pages import soup

pytestmark = pytest.mark.django_db
FILE = "/beheer/agenda/dagblad/bestand/"


def day_from_today(days: int) -> datetime:
    day = timezone.localdate(timezone=CLINIC_TZ) + timedelta(days=days)
    return datetime.combine(day, time(10), CLINIC_TZ)


def test_the_file_has_today_and_the_six_days_after_it(desk: Client) -> None:
    person = PractitionerFactory()
    for days in (-1, 0, 6, 7):
        AppointmentFactory(
            practitioner=person, starts_at=day_from_today(days), patient__name=f"Dag {days}"
        )

    answer = desk.get(FILE)

    [first, last] = soup(answer).find_all("tr", "sheet__line")
    assert ("Dag 0" in first, "Dag 6" in last) == (True, True)
    assert answer["Content-Disposition"].startswith('attachment; filename="dagbladen-')
    assert "no-store" in answer["Cache-Control"]


def test_the_file_asks_nothing_of_the_net(desk: Client) -> None:
    AppointmentFactory(starts_at=day_from_today(0), patient__name="<img src=x>")

    html = desk.get(FILE).content.decode()

    assert ".sheet__box" in html
    assert re.findall(r"(?:src|href|action)=[\"'](?!#)|url\(|@import|<script|<link", html) == []


def test_only_those_who_see_the_agenda_get_the_file(client: Client) -> None:
    client.force_login(UserFactory(groups=["Redactie"]))

    assert client.get(FILE).status_code == 302


@pytest.mark.parametrize("count", [1, 5])
def test_the_file_takes_the_same_queries_for_any_number_of_visits(
    desk: Client, count: int, django_assert_num_queries: Any
) -> None:
    for _ in range(count):
        AppointmentFactory(starts_at=day_from_today(1))
    desk.get(FILE)

    with django_assert_num_queries(32):
        page = desk.get(FILE)

    assert len(soup(page).find_all("tr", "sheet__line")) == count
