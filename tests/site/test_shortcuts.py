"""The list of keyboard shortcuts names only what the editors of the site have."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


def test_the_shortcuts_for_text_are_those_of_our_editors(client: Client) -> None:
    client.force_login(UserFactory(groups=["Redactie"]))

    page = BeautifulSoup(client.get("/beheer/").content, "html.parser")

    groups = [
        [str(row.th.string) for row in group.find_all("tr")]
        for group in page.find_all("tbody")
        if "Ctrl + b" in str(group)
    ]
    assert groups == [["Tekst opmaken", "Link invoegen of wijzigen", "Vet", "Cursief"]]
