"""An editor changes a citation that stands in a text, or takes it away."""

import pytest
from django.utils.translation import gettext
from playwright.sync_api import expect

from blog.models import BlogPostPage
from tests.browser.text_editor import (
    back_in_the_text,
    modal,
    open_article,
    press,
    publish,
    save_draft,
    stored,
    text,
    token,
    write_into_form,
)
from tests.factories.blog import BlogPostPageFactory, marker
from tests.factories.references import SLEEP_CSL, ReferenceFactory


def article(paragraph):
    return BlogPostPageFactory(body=[("paragraph", f"<p>{paragraph}</p>")])


@pytest.fixture
def sleep(live_server):
    return ReferenceFactory(csl=SLEEP_CSL)


def write_locator(page, locator):
    modal(page).get_by_label(gettext("Place in the source")).fill(locator)


def put_in_the_sentence(page):
    modal(page).get_by_label("Mostaghimi e.a. (2005)").check()


def test_a_place_and_another_form_are_kept_with_the_citation(editor, sleep):
    post = article(f"Volgens {marker(sleep)} helpt slaap.")
    open_article(editor, post)

    token(editor).click()
    write_locator(editor, "p. 12")
    put_in_the_sentence(editor)
    press(editor, gettext("Done"))

    expect(text(editor)).to_have_text("Volgens Mostaghimi e.a. (2005, p. 12) helpt slaap.")
    save_draft(editor)
    assert stored(post) == (
        f'<p>Volgens <a id="{sleep.pk}" linktype="citation" data-locator="p. 12" '
        'data-form="narrative">Mostaghimi e.a. (2005, p. 12)</a> helpt slaap.</p>'
    )


def test_the_form_shows_what_the_citation_says_after_a_reload(editor, sleep):
    post = article(f"Slaap helpt {marker(sleep)}.")
    open_article(editor, post)
    token(editor).click()
    write_locator(editor, "p. 12")
    put_in_the_sentence(editor)
    press(editor, gettext("Done"))
    save_draft(editor)
    before = stored(post)

    open_article(editor, post)
    token(editor).click()

    expect(modal(editor).get_by_label(gettext("Place in the source"))).to_have_value("p. 12")
    expect(modal(editor).get_by_label("Mostaghimi e.a. (2005)")).to_be_checked()
    press(editor, gettext("Done"))
    save_draft(editor)
    assert stored(post) == before


def test_another_source_takes_the_place_of_one_and_keeps_its_details(editor, sleep):
    other = ReferenceFactory()
    post = article(f"Slaap helpt {marker(other)}.")
    open_article(editor, post)

    token(editor).click()
    write_locator(editor, "p. 12")
    modal(editor).get_by_role("link", name=gettext("Choose another source")).click()
    modal(editor).get_by_role("link", name=str(sleep)).click()
    press(editor, gettext("Done"))

    expect(text(editor)).to_have_text("Slaap helpt (Mostaghimi e.a., 2005, p. 12).")
    publish(editor)
    editor.goto(BlogPostPage.objects.get().url)
    expect(editor.locator(".sources__item")).to_contain_text("Effects of sleep deprivation")


def test_a_citation_is_taken_away_with_its_label(editor, sleep):
    open_article(editor, article(f"Slaap helpt {marker(sleep)}."))

    token(editor).click()
    press(editor, gettext("Remove the citation"))

    expect(text(editor)).to_have_text("Slaap helpt .")


def test_the_form_that_is_closed_changes_nothing(editor, sleep):
    open_article(editor, article(f"Slaap helpt {marker(sleep)}."))

    token(editor).click()
    write_locator(editor, "p. 12")
    editor.keyboard.press("Escape")
    back_in_the_text(editor)

    expect(text(editor)).to_have_text(f"Slaap helpt (bron {sleep.pk}).")


def test_a_citation_of_a_source_that_is_gone_can_be_taken_away(editor):
    open_article(editor, article(f"Slaap helpt {marker(99)}."))

    token(editor).click()
    expect(modal(editor).get_by_role("button", name=gettext("Done"))).to_have_count(0)
    press(editor, gettext("Remove the citation"))

    expect(text(editor)).to_have_text("Slaap helpt .")


def test_a_change_is_undone_and_done_again(editor, sleep):
    open_article(editor, article(f"Slaap helpt {marker(sleep)}"))
    editor.keyboard.type(" goed")

    token(editor).click()
    write_locator(editor, "p. 12")
    press(editor, gettext("Done"))
    expect(text(editor)).to_have_text("Slaap helpt (Mostaghimi e.a., 2005, p. 12) goed")
    editor.keyboard.press("Control+z")
    expect(text(editor)).to_have_text(f"Slaap helpt (bron {sleep.pk}) goed")
    editor.keyboard.press("Control+Shift+z")

    expect(text(editor)).to_have_text("Slaap helpt (Mostaghimi e.a., 2005, p. 12) goed")


def test_a_citation_is_removed_whole_and_comes_back_with_undo(editor, sleep):
    post = article(f"Slaap helpt {marker(sleep)}")
    open_article(editor, post)

    editor.keyboard.press("Backspace")
    expect(text(editor)).to_have_text("Slaap helpt ")
    editor.keyboard.press("Control+z")

    expect(text(editor)).to_have_text(f"Slaap helpt (bron {sleep.pk})")
    expect(token(editor)).to_have_count(1)
    write_into_form(editor)


def test_the_keyboard_alone_opens_the_form_and_closes_it(editor, sleep):
    open_article(editor, article(f"Slaap helpt {marker(sleep)}"))

    editor.keyboard.press("Alt+Enter")
    expect(modal(editor).get_by_label(gettext("Place in the source"))).to_be_focused()
    editor.keyboard.type("p. 12")
    editor.keyboard.press("Enter")
    back_in_the_text(editor)

    expect(text(editor)).to_have_text("Slaap helpt (Mostaghimi e.a., 2005, p. 12)")
