"""A link to a document in the text of a page, made by the keyboard alone."""

from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from playwright.sync_api import Page, expect
from wagtail.documents.models import Document

from kinesite.models import HomePage, StandardPage
from tests.browser.text_editor import back_in_the_text, modal, open_article, save_draft, text

pytestmark = pytest.mark.django_db(transaction=True)
MOST_TABS = 30
FADED = 1000  # milliseconds


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Document:
    settings.MEDIA_ROOT = tmp_path
    file = ContentFile(b"Oefeningen", name="oefeningen.txt")
    made: Document = Document.objects.create(title="Oefeningen voor de rug", file=file)
    return made


@pytest.fixture
def page_of_text() -> StandardPage:
    body = [("paragraph", "<p>Lees onze folder:</p>")]
    made: StandardPage = HomePage.objects.get().add_child(
        instance=StandardPage(title="Oefenen", body=body)
    )
    return made


def tab_to(page: Page, words: str) -> None:
    """Press Tab until the focus is on something with these words."""
    for _press in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.locator("a:focus").filter(has_text=words).count():
            return
    pytest.fail(f"{words} cannot be reached")


def test_a_document_is_linked_in_a_text_by_the_keyboard_alone(
    editor: Page, folder: Document, page_of_text: StandardPage
) -> None:
    open_article(editor, page_of_text)

    editor.keyboard.type("/Document")
    expect(editor.get_by_role("option", name="Document", exact=True)).to_be_visible()
    editor.keyboard.press("Enter")
    expect(modal(editor).get_by_text(folder.title)).to_be_visible()
    tab_to(editor, folder.title)
    editor.keyboard.press("Enter")

    back_in_the_text(editor)
    expect(text(editor)).to_contain_text(folder.title)
    save_draft(editor)
    draft = StandardPage.objects.get(pk=page_of_text.pk).get_latest_revision_as_object()
    [link] = BeautifulSoup(str(draft.body.raw_data[0]["value"]), "html.parser").find_all("a")
    assert (link["linktype"], link["id"]) == ("document", str(folder.pk))


def test_escape_leaves_the_chooser_of_documents_and_comes_back_to_the_text(
    editor: Page, folder: Document, page_of_text: StandardPage
) -> None:
    open_article(editor, page_of_text)
    editor.keyboard.type("/Document")
    editor.keyboard.press("Enter")
    expect(modal(editor).get_by_text(folder.title)).to_be_visible()
    editor.wait_for_timeout(FADED)

    editor.keyboard.press("Escape")

    back_in_the_text(editor)
