"""An editor cites sources in the text editor of the admin; a reader sees them numbered."""

import pytest
from django.utils.translation import gettext
from playwright.sync_api import expect

from blog.models import BlogPostPage
from tests.browser.text_editor import (
    back_in_the_text,
    be_slow_after_a_window,
    choose,
    modal,
    open_article,
    open_chooser,
    publish,
    text,
    token,
)
from tests.factories.blog import BlogPostPageFactory, marker
from tests.factories.references import SLEEP_CSL, ReferenceFactory


def article(paragraph):
    return BlogPostPageFactory(body=[("paragraph", f"<p>{paragraph}</p>")])


@pytest.fixture
def sleep(live_server):
    return ReferenceFactory(csl=SLEEP_CSL)


def test_an_editor_cites_two_sources_and_a_reader_sees_them_numbered(editor, sleep):
    ReferenceFactory.create_batch(12)
    open_article(editor, article("Slaap helpt wonden genezen."))

    open_chooser(editor)
    modal(editor).locator("input[name=q]").fill("Ballamudi wound")
    choose(editor, sleep)
    editor.keyboard.type(" Wandelen ook.")
    open_chooser(editor)
    editor.get_by_role("tab", name=gettext("New source")).click()
    form = modal(editor).locator(".new-source")
    form.locator("summary").click()
    form.locator("[name$=title]").first.fill("Explain Pain")
    form.locator("[name$=authors]").fill("Butler, D. S.")
    form.get_by_role("button", name=gettext("Save and choose")).click()
    back_in_the_text(editor)
    expect(editor.locator(".TooltipEntity")).to_have_count(2)
    publish(editor)

    editor.goto(BlogPostPage.objects.get().url)
    prose = editor.locator(".prose")
    expect(prose).to_have_text("Slaap helpt wonden genezen.\u2060[1] Wandelen ook.\u2060[2]")
    rows = editor.locator(".sources__item")
    expect(rows.nth(0)).to_contain_text("Mostaghimi L, Obermeyer WH, Ballamudi B. Effects of sleep")
    expect(rows.nth(1)).to_contain_text("Butler DS. Explain Pain.")
    expect(prose.get_by_role("link", name="[2]")).to_have_attribute("href", "#bron-2")


def test_several_sources_are_cited_at_once(editor, sleep):
    other = ReferenceFactory()
    open_article(editor, article("Slaap helpt"))

    open_chooser(editor)
    choose(editor, sleep, other)
    editor.keyboard.type(" altijd.")

    expect(text(editor)).to_have_text(
        "Slaap helpt (Mostaghimi e.a., 2005) (Testers & Proef, 2020) altijd."
    )
    expect(editor.locator(".TooltipEntity")).to_have_count(2)


def test_typing_goes_on_behind_the_source_on_a_slow_computer_too(editor, sleep):
    open_article(editor, article("Slaap helpt."))
    be_slow_after_a_window(editor)

    open_chooser(editor)
    choose(editor, sleep)
    editor.keyboard.type(" Zeker.")

    expect(text(editor)).to_have_text("Slaap helpt. (Mostaghimi e.a., 2005) Zeker.")


def test_a_selected_word_stays_when_a_source_is_cited_behind_it(editor, sleep):
    open_article(editor, article("Slaap helpt"))

    editor.keyboard.press("Control+Shift+ArrowLeft")
    editor.locator("button[name=CITATION]").first.click()
    choose(editor, sleep)

    expect(text(editor)).to_have_text("Slaap helpt (Mostaghimi e.a., 2005)")


def test_a_source_is_cited_in_the_middle_of_a_sentence(editor, sleep):
    open_article(editor, article("Slaap helpt"))

    editor.keyboard.press("Control+ArrowLeft")
    open_chooser(editor)
    choose(editor, sleep)
    editor.keyboard.type("!")

    expect(text(editor)).to_have_text("Slaap (Mostaghimi e.a., 2005)! helpt")


def test_a_source_is_cited_at_the_start_of_a_block(editor, sleep):
    open_article(editor, article(f"{marker(sleep)} helpt"))
    editor.keyboard.press("Home")

    open_chooser(editor)
    choose(editor, sleep)

    expect(text(editor)).to_have_text(f"(Mostaghimi e.a., 2005) (bron {sleep.pk}) helpt")


def test_a_second_source_is_cited_right_behind_a_first(editor, sleep):
    open_article(editor, article(f"Slaap {marker(sleep)}"))

    open_chooser(editor)
    choose(editor, sleep)

    expect(text(editor)).to_have_text(f"Slaap (bron {sleep.pk}) (Mostaghimi e.a., 2005)")


def test_a_source_that_is_cited_inside_a_link_comes_behind_the_link(editor, sleep):
    open_article(editor, article('<a href="https://example.org">Slaap helpt</a>'))

    editor.keyboard.press("Control+ArrowLeft")
    open_chooser(editor)
    choose(editor, sleep)

    expect(text(editor)).to_have_text("Slaap helpt (Mostaghimi e.a., 2005)")
    expect(token(editor)).to_have_text("Slaap helpt")
