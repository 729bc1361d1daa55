"""Two editors with one image or document open: nobody overwrites or deletes what the other did."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.documents.models import Document

from references.models import CreditedImage
from tests.booking.support.pressing import Button, buttons, words_of
from tests.factories.references import CreditedImageFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db

ROOMS = {"image": "wagtailimages", "document": "wagtaildocs"}


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def head(name: str) -> Client:
    browser = Client()
    browser.force_login(UserFactory(first_name=name, is_superuser=True, is_staff=True))
    return browser


@pytest.fixture
def ward(db: None) -> Client:
    return head("Ward")


@pytest.fixture
def lien(db: None) -> Client:
    return head("Lien")


def upload(kind: str) -> Any:
    if kind == "image":
        return CreditedImageFactory(title="Rug")
    return Document.objects.create(title="Rug", file=ContentFile(b"Rust.", name="rug.txt"))


def button(browser: Client, screen: str, row: Any, kind: str) -> Button:
    """The button of the form, or that of the deletion, with all that stands there."""
    to = reverse(f"{ROOMS[kind]}:{screen}", args=[row.pk])
    return buttons(browser.get(to), to)[0]


@pytest.mark.parametrize("kind", ROOMS)
def test_what_a_colleague_changed_is_not_overwritten_unseen(
    ward: Client, lien: Client, kind: str
) -> None:
    row = upload(kind)
    old = button(ward, "edit", row, kind)
    button(lien, "edit", row, kind).press(lien, title="Rugpijn", tags="rug, pijn")

    refused = old.press(ward, title="Onderrug")

    assert "Dit is intussen gewijzigd" in words_of(refused)
    assert "Titel is nu Rugpijn" in words_of(refused)
    row.refresh_from_db()
    assert (row.title, row.tags.count()) == ("Rugpijn", 2)
    to = reverse(f"{ROOMS[kind]}:edit", args=[row.pk])
    buttons(refused, to)[0].press(ward)
    row.refresh_from_db()
    assert (row.title, row.tags.count()) == ("Onderrug", 2)


@pytest.mark.parametrize("kind", ROOMS)
@pytest.mark.parametrize(("mine", "kept"), [("rug", "knie, nek"), ("rug, heup", "heup, rug")])
def test_tags_that_were_left_alone_are_those_of_a_colleague(
    ward: Client, lien: Client, kind: str, mine: str, kept: str
) -> None:
    row = upload(kind)
    row.tags.add("rug")
    old = button(ward, "edit", row, kind)
    button(lien, "edit", row, kind).press(lien, tags="nek, knie")

    refused = old.press(ward, title="Onderrug", tags=mine)

    buttons(refused, reverse(f"{ROOMS[kind]}:edit", args=[row.pk]))[0].press(ward)
    assert ", ".join(sorted(row.tags.names())) == kept


@pytest.mark.parametrize("kind", ROOMS)
def test_a_second_click_on_save_is_no_quarrel(ward: Client, kind: str) -> None:
    row = upload(kind)
    old = button(ward, "edit", row, kind)

    for _click in range(2):
        assert "intussen" not in words_of(old.press(ward, title="Rugpijn", tags="rug"))


@pytest.mark.parametrize("kind", ROOMS)
def test_what_a_colleague_changed_is_not_deleted_unseen(
    ward: Client, lien: Client, kind: str
) -> None:
    row = upload(kind)
    old = button(ward, "delete", row, kind)
    button(lien, "edit", row, kind).press(lien, title="Rugpijn")

    assert "Titel is nu Rugpijn" in words_of(old.press(ward))
    button(ward, "delete", row, kind).press(ward)
    assert not type(row).objects.exists()


@pytest.mark.parametrize("kind", ROOMS)
def test_what_a_colleague_deleted_leads_to_the_list_that_says_so(
    ward: Client, lien: Client, kind: str
) -> None:
    row = upload(kind)
    old = button(ward, "delete", row, kind)
    button(lien, "delete", row, kind).press(lien)
    edit = reverse(f"{ROOMS[kind]}:edit", args=[row.pk])

    for page in (old.press(ward), ward.get(edit, follow=True)):
        assert page.redirect_chain[0][0] == reverse(f"{ROOMS[kind]}:index")
        assert "Dit bestaat niet meer: het is verwijderd" in words_of(page)


def test_an_editor_still_changes_no_image_of_which_the_rights_are_elsewhere(client: Client) -> None:
    client.force_login(UserFactory(groups=["Receptie"]))
    image = CreditedImageFactory(title="Rug")

    client.post(reverse("wagtailimages:edit", args=[image.pk]), {"title": "Weg"})

    assert CreditedImage.objects.get().title == "Rug"


@pytest.mark.parametrize("kind", ROOMS)
def test_what_was_typed_comes_back_when_the_row_is_gone(
    ward: Client, lien: Client, kind: str
) -> None:
    row = upload(kind)
    old = button(ward, "edit", row, kind)
    button(lien, "delete", row, kind).press(lien)

    answer = words_of(old.press(ward, title="Een knie van opzij"))

    assert "Dit bestaat niet meer: het is verwijderd, door Lien." in answer
    assert "Een knie van opzij" in answer
