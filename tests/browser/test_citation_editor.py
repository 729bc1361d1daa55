"""An editor cites sources in the text editor of the admin; a reader sees them numbered."""

import re

import pytest
from django.urls import reverse
from django.utils.translation import gettext
from playwright.sync_api import Locator, Page, expect

from blog.models import BlogPostPage
from references.models import Reference
from tests.factories.blog import BlogPostPageFactory, marker
from tests.factories.references import SLEEP_CSL, ReferenceFactory


@pytest.fixture
def editor(page, admin_client, base_url, settings):
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0  # no save under way when a test ends
    session = admin_client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": base_url}])
    return page


def open_editor(page: Page, post: BlogPostPage) -> None:
    page.goto(reverse("wagtailadmin_pages:edit", args=[post.pk]))
    text(page).click()
    page.keyboard.press("Control+End")


def open_chooser(page: Page) -> None:
    page.keyboard.type("/")
    page.get_by_role("option", name=gettext("Cite a source")).click()


def choose(page: Page, reference: Reference) -> None:
    page.get_by_role("link", name=str(reference)).click()
    back_in_the_text(page)


def back_in_the_text(page: Page) -> None:
    expect(page.locator(".modal-body")).to_be_hidden()
    expect(text(page)).to_be_focused()


def text(page: Page) -> Locator:
    return page.locator(".public-DraftEditor-content").first


def publish(page: Page) -> None:
    page.wait_for_timeout(500)  # the editor writes into its form every 250 ms
    page.locator("footer [data-w-dropdown-target=toggle]").click()
    page.locator("button[name=action-publish]").click()
    page.wait_for_url(re.compile(r"/pages/\d+/$"))


def test_an_editor_cites_two_sources_and_a_reader_sees_them_numbered(editor, base_url):
    sleep = ReferenceFactory(csl=SLEEP_CSL)
    ReferenceFactory.create_batch(12)
    post = BlogPostPageFactory(body=[("paragraph", "<p>Slaap helpt wonden genezen.</p>")])
    open_editor(editor, post)

    open_chooser(editor)
    editor.locator(".modal-body input[name=q]").fill("Ballamudi wound")
    choose(editor, sleep)
    editor.keyboard.type(" Wandelen ook.")
    open_chooser(editor)
    editor.get_by_role("tab", name=gettext("New source")).click()
    form = editor.locator(".modal-body #tab-create")
    form.locator("[name$=title]").first.fill("Explain Pain")
    form.locator("[name$=authors]").fill("Butler, D. S.")
    form.locator("[type=submit]").click()
    back_in_the_text(editor)
    expect(editor.locator(".TooltipEntity")).to_have_count(2)
    publish(editor)

    editor.goto(BlogPostPage.objects.get().url)
    prose = editor.locator(".prose")
    expect(prose).to_have_text("Slaap helpt wonden genezen.\u2060[1] Wandelen ook.\u2060[2]")
    rows = editor.locator(".sources__item")
    expect(rows.nth(0)).to_contain_text("Mostaghimi L, Obermeyer WH, Ballamudi B. Effects of sleep")
    expect(rows.nth(1)).to_contain_text("Butler DS. Explain Pain.")
    prose.get_by_role("link", name="[2]").click()
    assert editor.url.endswith("#bron-2")


def test_a_selected_word_stays_when_a_source_is_cited_behind_it(editor):
    sleep = ReferenceFactory(csl=SLEEP_CSL)
    post = BlogPostPageFactory(body=[("paragraph", "<p>Slaap helpt</p>")])
    open_editor(editor, post)

    editor.keyboard.press("Control+Shift+ArrowLeft")
    editor.locator("button[name=CITATION]").first.click()
    choose(editor, sleep)

    expect(text(editor)).to_have_text(f"Slaap helpt {sleep.label}")


def test_a_citation_is_removed_whole_and_comes_back_with_undo(editor):
    sleep = ReferenceFactory(csl=SLEEP_CSL)
    post = BlogPostPageFactory(body=[("paragraph", f"<p>Slaap helpt {marker(sleep)}</p>")])
    open_editor(editor, post)

    editor.keyboard.press("Backspace")
    expect(text(editor)).to_have_text("Slaap helpt ")
    editor.keyboard.press("Control+z")
    expect(text(editor)).to_have_text(f"Slaap helpt (bron {sleep.pk})")


def test_another_source_takes_the_place_of_one_in_the_text(editor):
    sleep, other = ReferenceFactory(csl=SLEEP_CSL), ReferenceFactory()
    post = BlogPostPageFactory(body=[("paragraph", f"<p>Slaap helpt {marker(other)}.</p>")])
    open_editor(editor, post)

    editor.locator(".TooltipEntity").click()
    editor.locator(".Tooltip__button").first.click()
    choose(editor, sleep)

    expect(text(editor)).to_have_text(f"Slaap helpt {sleep.label}.")
    publish(editor)
    body = BlogPostPage.objects.get().body[0].value.source
    assert f'<a id="{sleep.pk}" linktype="citation">{sleep.label}</a>' in body
    assert Reference.objects.count() == 2
