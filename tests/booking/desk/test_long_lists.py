"""Lists with more rows than anybody goes through page by page."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from booking.reception.admin import long_lists
from tests.factories.booking import PatientFactory

pytestmark = pytest.mark.django_db
PATIENTS = "/beheer/patienten/"


@pytest.fixture(autouse=True)
def _many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_lists, "MOST_COUNTED", 100)
    PatientFactory.create_batch(101)


def words_below(desk: Client, address: str) -> str:
    page = BeautifulSoup(desk.get(address).content, "html.parser").select_one("nav.pagination")
    assert page
    return " ".join(page.get_text(" ", strip=True).split())


def test_a_list_counts_no_further_than_its_last_page_and_says_that_there_are_more(
    desk: Client,
) -> None:
    with CaptureQueriesContext(connection) as queries:
        words = words_below(desk, PATIENTS)

    assert "Pagina 1 van 5" in words
    assert words.endswith("Meer dan 100 patiënten: zoek wie niet op deze bladzijden staat")
    [counted] = [
        one["sql"] for one in queries if "COUNT(" in one["sql"] and "patient" in one["sql"]
    ]
    assert "LIMIT 101" in counted


def test_a_list_of_that_length_is_counted_to_the_end(desk: Client) -> None:
    PatientFactory._meta.model.objects.first().delete()

    assert words_below(desk, f"{PATIENTS}?p=2").endswith("100 patiënten")


def test_a_file_of_a_list_has_all_its_rows(desk: Client) -> None:
    answer = desk.get(f"{PATIENTS}?export=csv")

    assert len(answer.getvalue().decode().strip().splitlines()) == 102
