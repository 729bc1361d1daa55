"""Labels that Wagtail makes of names in code, where no catalogue reaches."""

import re

import pytest
from django.test import Client

from tests.factories.booking import PatientFactory, SlotFactory
from tests.factories.references import CreditedImageFactory
from tests.factories.users import UserFactory
from tests.site.pages import soup

pytestmark = pytest.mark.django_db
ENGLISH = re.compile(r"\b(Can|add|change|delete|view|Page|Port|Site name|Root page|date|Tag)\b")


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(UserFactory(is_superuser=True))
    return client


@pytest.mark.parametrize("screen", ["beschikbaarheid/", "images/"])
def test_columns_filters_and_buttons_are_dutch(admin: Client, screen: str) -> None:
    SlotFactory()
    CreditedImageFactory()

    answer = admin.get(f"/beheer/{screen}")

    page = soup(answer)
    assert answer.status_code == 200
    shown = [
        " ".join(words.split())
        for name in ("th", "label", "button", "a")
        for words in page.find_all(name)
    ]
    assert [words for words in shown if ENGLISH.search(words)] == []


def test_a_patient_is_not_called_online(admin: Client) -> None:
    page = admin.get(f"/beheer/patienten/edit/{PatientFactory().pk}/").content.decode()

    # The style sheet hides the status by this name and this absence.
    assert 'id="status-sidebar-online"' in page
    assert "page-is-live" not in page
