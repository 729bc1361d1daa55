"""An editor pastes a list of sources in the admin, looks it over and saves it."""

from typing import Any

import pytest
from django.urls import reverse
from django.utils.translation import gettext
from playwright.sync_api import Page, expect

from references.models import Reference
from tests.factories.references import SLEEP_CSL, ReferenceFactory

GLUED = (
    "Marucha PT, Kiecolt-Glaser JK, Favagehi M. Mucosal woundhealing is impaired by examination "
    "stress. Psychosom Med. 1998May-Jun;60(3):362-5. doi: 10.1097/00006842-199805000-00025."
)
BOOK = "@book{a, title={Pijn & <b>moed</b> <script>alert(1)</script>}, author={{Tests, Inc.}}}"
LIST = f"{GLUED}\n{SLEEP_CSL['DOI']}\nFoto: Pexels\n\n{BOOK}"


@pytest.fixture
def editor_without_scripts(page_without_scripts: Page, admin_client: Any, base_url: str) -> Page:
    session = admin_client.cookies["sessionid"].value
    cookie = {"name": "sessionid", "value": session, "url": base_url}
    page_without_scripts.context.add_cookies([cookie])
    return page_without_scripts


def show(editor, text):
    editor.goto(reverse("references_import"))
    editor.get_by_label(gettext("List or file contents")).fill(text)
    editor.get_by_role("button", name=gettext("Show the sources")).click()


def entry(editor, text):
    return editor.get_by_role("listitem").filter(has=editor.locator("summary", has_text=text))


def paste_look_over_and_save(editor):
    known = ReferenceFactory(csl=SLEEP_CSL)

    show(editor, LIST)
    expect(editor.locator(".paste-entry")).to_have_count(3)
    expect(editor.locator(".paste-aside")).to_contain_text("Foto: Pexels")
    marucha, book = entry(editor, "Marucha PT"), entry(editor, "Pijn")
    expect(entry(editor, SLEEP_CSL["DOI"]).get_by_role("link")).to_have_text(str(known))
    marucha.get_by_label(gettext("Take the proposed spaces over")).check()
    book.locator("summary").first.click()
    book.get_by_label(gettext("Title")).fill("Pijn en moed")
    book.get_by_label(gettext("Year")).fill("12")
    editor.get_by_role("button", name=gettext("Save these sources")).click()

    expect(editor.get_by_role("link", name="Marucha")).to_be_visible()
    expect(editor.locator(".paste-entry")).to_have_count(1)
    expect(book.get_by_label(gettext("Title"))).to_have_value("Pijn en moed")
    book.get_by_label(gettext("Year")).fill("2012")
    editor.get_by_role("button", name=gettext("Save these sources")).click()

    expect(editor.get_by_role("link", name="Pijn en moed")).to_be_visible()
    assert list(Reference.objects.exclude(pk=known.pk).values_list("title", "year", "raw")) == [
        ("Mucosal wound healing is impaired by examination stress", 1998, GLUED),
        ("Pijn en moed", 2012, BOOK),
    ]


def test_an_editor_pastes_a_list_and_saves_it(editor):
    paste_look_over_and_save(editor)

    editor.goto(reverse("wagtailsnippets_references_reference:list"))
    expect(editor.get_by_role("link", name="Mucosal wound healing")).to_be_visible()
    editor.get_by_role("link", name=gettext("Paste a list")).click()
    expect(editor.get_by_label(gettext("List or file contents"))).to_be_visible()


def test_pasting_a_list_needs_no_scripts(editor_without_scripts):
    paste_look_over_and_save(editor_without_scripts)


def test_a_list_is_looked_over_with_the_keyboard(editor):
    show(editor, GLUED)

    editor.locator("summary").first.focus()
    editor.keyboard.press("Enter")
    expect(editor.get_by_label(gettext("Title"))).to_be_visible()
    editor.get_by_label(gettext("Save it"), exact=True).focus()
    editor.keyboard.press("ArrowRight")
    expect(editor.get_by_label(gettext("Do not save"))).to_be_checked()


def test_the_screens_are_accessible(editor, assert_accessible):
    show(editor, LIST)
    editor.locator("summary").first.click()

    assert_accessible(editor)
