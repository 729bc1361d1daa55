"""A form of Wagtail that is saved without a change says so, and leaves no trace in the history."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.models import Document
from wagtail.models import ModelLogEntry

from tests.booking.support.pressing import buttons, words_of
from tests.factories.references import CreditedImageFactory, ReferenceFactory, SubjectFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db

# An example of each kind of row, the address of its form and a change to it.
ROWS: dict[str, tuple[Callable[[], Any], str, dict[str, str]]] = {
    "source": (
        ReferenceFactory,
        "wagtailsnippets_references_reference:edit",
        {"finding": "Slaap helpt."},
    ),
    "subject": (SubjectFactory, "wagtailsnippets_references_subject:edit", {"name": "Wonden"}),
    "image": (CreditedImageFactory, "wagtailimages:edit", {"title": "Knie"}),
    "document": (
        lambda: Document.objects.create(title="Rug", file=ContentFile(b"Rust.", name="rug.txt")),
        "wagtaildocs:edit",
        {"title": "Knie"},
    ),
    "login": (
        lambda: UserFactory(
            first_name="Mia", last_name="Maes", email="mia@kine.example", groups=["Redactie"]
        ),
        "wagtailusers_users:edit",
        {"first_name": "Ann"},
    ),
    "redirect": (
        lambda: Redirect.add_redirect("/oud", "https://kine.example/afspraak/"),
        "wagtailredirects:edit",
        {"redirect_link": "https://kine.example/tarieven/"},
    ),
}


@pytest.mark.parametrize("kind", ROWS)
def test_a_form_that_is_saved_as_it_was_is_no_change_in_the_history(
    client: Client, settings: Any, tmp_path: Path, kind: str
) -> None:
    settings.MEDIA_ROOT = tmp_path
    client.force_login(UserFactory(is_superuser=True))
    make, name, typed = ROWS[kind]
    row = make()
    address = reverse(name, args=[row.pk])
    form = buttons(client.get(address), address)[0]
    changes = ModelLogEntry.objects.for_instance(row).filter(action="wagtail.edit")

    same = form.press(client)

    assert "Er is niets gewijzigd" in words_of(same)
    assert changes.count() == 0
    form.press(client, **typed)
    assert changes.count() == 1
