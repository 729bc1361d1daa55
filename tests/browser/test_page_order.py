"""Pages that are dragged into another order, in a list that a colleague changed meanwhile."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect
from wagtail.models import Page as SitePage

from kinesite.models import HomePage, StandardPage
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


def titles() -> list[str]:
    return [page.title for page in HomePage.objects.get().get_children()]


def move_down(page: Page, title: str) -> None:
    """By the keyboard: the arrow moves it in the list, Enter stores that."""
    row = page.locator("tr[data-w-orderable-item-id]", has_text=title)
    handle = row.locator("[data-w-orderable-target=handle]")
    handle.focus()
    handle.press("ArrowDown")
    with page.expect_response("**/set_position/**"):
        handle.press("Enter")


def test_an_older_list_loads_anew_with_the_reason_and_then_takes_each_move(
    editor: Page, faults: list[str]
) -> None:
    home: Any = HomePage.objects.get()
    home.get_children().delete()
    over, _uren, adres = (
        home.add_child(instance=StandardPage(title=one)) for one in ("Over", "Uren", "Adres")
    )
    editor.goto(f"/beheer/pages/{home.pk}/?ordering=ord")
    lien = UserFactory(first_name="Lien", is_superuser=True)
    SitePage.objects.get(pk=adres.pk).move(SitePage.objects.get(pk=over.pk), pos="left", user=lien)

    move_down(editor, "Over")

    told = editor.locator(".messages .error")
    expect(told).to_contain_text("de volgorde is intussen gewijzigd, door Lien")
    assert titles() == ["Adres", "Over", "Uren"]
    faults.clear()  # the refusal itself
    for title in ("Over", "Adres"):
        move_down(editor, title)
        expect(editor.locator(".messages .success")).to_contain_text(title)
    assert titles() == ["Uren", "Adres", "Over"]
