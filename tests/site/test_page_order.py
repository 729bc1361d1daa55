"""The order of pages in the menu: who drags one in an older list changes nothing, and reads why."""

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from kinesite.models import HomePage, StandardPage
from tests.booking.support.pressing import words_of
from tests.site.editing_pages import lien, ward

__all__ = ["lien", "ward"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def pages(db: None) -> list[Page]:
    home = HomePage.objects.get()
    home.get_children().delete()
    return [home.add_child(instance=StandardPage(title=one)) for one in ("Over", "Uren", "Adres")]


def shown() -> str:
    return "-".join(str(page.pk) for page in HomePage.objects.get().get_children())


def drag(browser: Client, page: Page, position: int, shown: str) -> HttpResponse:
    address = reverse("wagtailadmin_pages:set_page_position", args=[page.pk])
    return browser.post(f"{address}{shown}/?position={position}")


def titles() -> list[str]:
    return [page.title for page in HomePage.objects.get().get_children()]


def told(browser: Client) -> str:
    home = HomePage.objects.get()
    return words_of(browser.get(reverse("wagtailadmin_explore", args=[home.pk]) + "?ordering=ord"))


def test_a_newer_order_of_a_colleague_is_not_overwritten_unseen(
    ward: Client, lien: Client, pages: list[Page]
) -> None:
    old = shown()
    drag(lien, pages[2], 0, old)

    refused = drag(ward, pages[0], 2, old)

    assert refused.status_code == 409
    assert titles() == ["Adres", "Over", "Uren"]
    assert "Er is niets verplaatst: de volgorde is intussen gewijzigd, door Lien." in told(ward)
    assert drag(ward, pages[0], 2, shown()).status_code == 200
    assert titles() == ["Adres", "Uren", "Over"]


def test_a_list_with_other_pages_by_now_is_told(ward: Client, pages: list[Page]) -> None:
    old = shown()
    Page.objects.get(pk=pages[2].pk).delete()

    assert drag(ward, pages[0], 1, old).status_code == 409
    assert "de lijst heeft intussen andere pagina's" in told(ward)
    assert drag(ward, pages[2], 1, old).status_code == 409
    assert "deze pagina is er niet meer" in told(ward)
    assert titles() == ["Over", "Uren"]
