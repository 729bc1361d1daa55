"""An editor looks for sources, ticks several, or pastes one that is not there yet."""

import pytest
from django.urls import reverse
from django.utils.translation import gettext
from playwright.sync_api import expect

from blog.models import BlogPostPage
from references.models import Reference
from tests.browser.text_editor import (
    back_in_the_text,
    choose,
    modal,
    open_article,
    open_chooser,
    publish,
    text,
)
from tests.factories.blog import BlogPostPageFactory
from tests.factories.references import SLEEP_CSL, ReferenceFactory

LINE = (
    "Butler DS, Moseley GL. Explaining pain to patients. J Tests. 2013;4(2):11-19. "
    "doi:10.9999/pain.2013.4"
)
OTHER_LINE = "Vos A. Walking after surgery. J Tests. 2021;7(1):3-9. doi:10.9999/walk.2021.7"
SLEEP_LINE = (
    "Mostaghimi L, Obermeyer WH, Ballamudi B. Effects of sleep deprivation on wound healing. "
    "J Sleep Res. 2005;14(3):213-219. doi:10.1111/j.1365-2869.2005.00455.x"
)


@pytest.fixture
def sleep(live_server):
    return ReferenceFactory(csl=SLEEP_CSL)


@pytest.fixture
def writing(editor):
    """With the chooser open, behind "Slaap helpt"."""
    open_article(editor, BlogPostPageFactory(body=[("paragraph", "<p>Slaap helpt</p>")]))
    open_chooser(editor)
    return editor


def search(page, words, finds):
    modal(page).locator("input[name=q]").fill(words)
    expect(modal(page).locator("#search-results tbody tr")).to_have_count(finds)


def paste(page, pasted):
    page.get_by_role("tab", name=gettext("New source")).click()
    modal(page).get_by_label(gettext("Paste a source")).fill(pasted)
    modal(page).get_by_role("button", name=gettext("Look at it")).click()


def take(page):
    modal(page).get_by_role("button", name=gettext("Save and choose")).first.click()
    back_in_the_text(page)


def test_what_was_ticked_stays_ticked_in_the_next_search(sleep, writing):
    other = ReferenceFactory(csl__title="Walking and recovery")
    writing.reload()
    text(writing).click()
    writing.keyboard.press("Control+End")
    open_chooser(writing)

    search(writing, "sleep", finds=1)
    modal(writing).get_by_label(str(sleep), exact=True).check()
    search(writing, "walking", finds=1)
    expect(modal(writing).locator(".kept-choices")).to_have_text(str(sleep))
    choose(writing, other)

    expect(text(writing)).to_have_text(
        "Slaap helpt (Mostaghimi e.a., 2005) (Testers & Proef, 2020)"
    )


def test_what_was_ticked_is_ticked_when_it_is_found_again(sleep, writing):
    search(writing, "sleep", finds=1)
    modal(writing).get_by_label(str(sleep), exact=True).check()
    search(writing, "nothing like it", finds=0)
    search(writing, "", finds=1)

    expect(modal(writing).locator(".kept-choices li")).to_have_count(0)
    expect(modal(writing).get_by_label(str(sleep), exact=True)).to_be_checked()


def test_a_pasted_line_is_looked_at_and_cited(writing):
    paste(writing, LINE)
    expect(modal(writing).locator(".pasted")).to_contain_text("Explaining pain to patients")
    take(writing)

    expect(text(writing)).to_have_text("Slaap helpt (Butler & Moseley, 2013)")
    kept = Reference.objects.get()
    assert (kept.doi, kept.raw, kept.origin) == ("10.9999/pain.2013.4", LINE, "list")


def test_several_are_pasted_and_the_known_one_is_not_saved_twice(sleep, writing):
    paste(writing, f"{LINE}\n{OTHER_LINE}\n{SLEEP_LINE}")
    expect(modal(writing).get_by_text(gettext("Is in the library already."))).to_have_count(1)
    modal(writing).get_by_label("Walking after surgery").uncheck()
    take(writing)

    expect(text(writing)).to_have_text(
        "Slaap helpt (Butler & Moseley, 2013) (Mostaghimi e.a., 2005)"
    )
    assert Reference.objects.count() == 2


def test_what_is_not_understood_is_said_and_can_be_pasted_again(writing):
    paste(writing, "Foto: Pexels")
    expect(modal(writing).locator(".pasted q")).to_have_text("Foto: Pexels")
    paste(writing, LINE)
    take(writing)

    expect(text(writing)).to_have_text("Slaap helpt (Butler & Moseley, 2013)")


def test_a_doi_alone_begins_the_form(writing):
    paste(writing, "10.9999/new.2024.1")
    form = modal(writing).locator(".new-source")
    expect(form.get_by_label("DOI")).to_have_value("10.9999/new.2024.1")
    form.get_by_label(gettext("Title")).fill("A new work")
    form.get_by_label(gettext("Authors")).fill("Vos, A.")
    take(writing)

    expect(text(writing)).to_have_text("Slaap helpt (Vos, z.d.)")
    assert Reference.objects.get().raw == "10.9999/new.2024.1"


def test_several_sources_are_put_in_the_list_of_an_article_at_once(editor, sleep):
    other = ReferenceFactory()
    post = BlogPostPageFactory()
    editor.goto(reverse("wagtailadmin_pages:edit", args=[post.pk]))

    editor.locator("#id_listed_sources-OPEN_MODAL").click()
    for reference in (sleep, other):
        modal(editor).get_by_label(str(reference), exact=True).check()
    modal(editor).locator("[data-multiple-choice-submit]").click()
    expect(modal(editor)).to_be_hidden()
    publish(editor)

    listed = BlogPostPage.objects.get().listed_sources
    assert list(listed.values_list("reference", flat=True)) == [sleep.pk, other.pk]
