"""Names that Wagtail makes of its code, where no catalogue reaches: labels and permissions."""

import re

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client

from kinesite.wagtail_labels import name_permissions
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


def test_each_right_that_a_group_can_have_is_named_in_dutch(admin: Client) -> None:
    group = Group.objects.get(name="Redactie")

    page = soup(admin.get(f"/beheer/groups/edit/{group.pk}/"))

    labels = [" ".join(label.split()) for label in page.find_all("label")]
    assert [label for label in labels if ENGLISH.search(label)] == []
    assert {"Bron toevoegen", "Kan het beheer openen"} <= set(labels)


def test_a_permission_that_comes_later_is_named_too() -> None:
    Permission.objects.filter(codename="view_patient").update(name="Can view patient")

    name_permissions()

    assert Permission.objects.get(codename="view_patient").name == "Patiënt bekijken"


@pytest.mark.parametrize("screen", ["sites/", "beschikbaarheid/", "images/", "workflows/add/"])
def test_columns_filters_and_buttons_are_dutch(admin: Client, screen: str) -> None:
    SlotFactory()
    CreditedImageFactory()

    page = soup(admin.get(f"/beheer/{screen}"))

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
