"""Citations are copied from text to text, and stand in what others comment on."""

from contextlib import suppress

import pytest
from django.urls import reverse
from playwright.sync_api import Error, expect

from tests.browser.text_editor import open_article, publish, save_draft, stored, text, token
from tests.factories.blog import BlogPostPageFactory, figure
from tests.factories.kinesite import StandardPageFactory
from tests.factories.references import SLEEP_CSL, CreditedImageFactory, ReferenceFactory


@pytest.fixture
def sleep(live_server):
    return ReferenceFactory(csl=SLEEP_CSL)


@pytest.fixture
def cited(sleep):
    return (
        f'<a id="{sleep.pk}" linktype="citation" data-locator="p. 12" data-form="narrative">'
        "Mostaghimi e.a. (2005, p. 12)</a>"
    )


def copy_all(page, nth=0):
    text(page, nth).click(position={"x": 1, "y": 1})
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+c")


def paste_at_the_end(page, nth=0):
    text(page, nth).click(position={"x": 1, "y": 1})
    page.keyboard.press("Control+End")
    page.keyboard.press("Control+v")


def test_a_copy_in_the_same_text_is_a_citation_by_itself(editor, cited, sleep):
    post = BlogPostPageFactory(body=[("paragraph", f"<p>Volgens {cited}.</p>")])
    open_article(editor, post)

    copy_all(editor)
    paste_at_the_end(editor)
    expect(editor.locator("[data-cited]")).to_have_count(2)
    token(editor, 0).click()
    editor.locator(".modal-body [name=locator]").fill("p. 3")
    editor.keyboard.press("Enter")

    expect(text(editor)).to_have_text(
        "Volgens Mostaghimi e.a. (2005, p. 3).Volgens Mostaghimi e.a. (2005, p. 12)."
    )
    save_draft(editor)
    changed = cited.replace("p. 12", "p. 3")
    assert stored(post) == f"<p>Volgens {changed}.Volgens {cited}.</p>"


def test_a_citation_keeps_its_details_in_another_text(editor, cited):
    body = [("paragraph", f"<p>Volgens {cited}.</p>"), figure(CreditedImageFactory(), caption="x")]
    post = BlogPostPageFactory(body=body)
    open_article(editor, post)

    copy_all(editor)
    paste_at_the_end(editor, 1)
    expect(text(editor, 1)).to_contain_text("Volgens")
    save_draft(editor)

    assert stored(post, 1) == f"<p>xVolgens {cited}.</p>"


def test_a_text_that_takes_no_citations_gets_the_label(editor, cited):
    post = BlogPostPageFactory(body=[("paragraph", f"<p>Volgens {cited}.</p>")])
    page = StandardPageFactory(body=[("paragraph", "<p>x</p>")])
    open_article(editor, post)
    copy_all(editor)

    editor.goto(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    paste_at_the_end(editor)
    expect(text(editor)).to_have_text("xVolgens Mostaghimi e.a. (2005, p. 12).")
    save_draft(editor)

    assert stored(page) == "<p>xVolgens Mostaghimi e.a. (2005, p. 12).</p>"


def test_a_comment_on_a_citation_leaves_it_as_it_is(editor, cited):
    post = BlogPostPageFactory(body=[("paragraph", f"<p>Volgens {cited} helpt slaap.</p>")])
    open_article(editor, post)

    editor.keyboard.press("Control+a")
    editor.keyboard.press("Control+Alt+m")
    comment = editor.locator(".comment")
    written = comment.locator(".comment__text")
    # Again if need be: while the box opens, Wagtail may lose what was typed or pressed in it.
    for _ in range(10):
        with suppress(AssertionError, Error):
            comment.locator("textarea").fill("", timeout=2000)
            comment.locator("textarea").fill("Klopt de bladzijde?", timeout=2000)
            comment.locator("button[type=submit]").press("Enter", timeout=2000)
            expect(written).to_have_text("Klopt de bladzijde?", timeout=2000)
            break
    expect(written).to_have_text("Klopt de bladzijde?")
    save_draft(editor)

    expect(token(editor)).to_have_text("Mostaghimi e.a. (2005, p. 12)")
    assert post.wagtail_admin_comments.get().text == "Klopt de bladzijde?"
    assert stored(post) == f"<p>Volgens {cited} helpt slaap.</p>"


def test_a_published_citation_shows_its_number_and_its_place(editor, cited):
    post = BlogPostPageFactory(body=[("paragraph", f"<p>Volgens {cited} helpt slaap.</p>")])
    open_article(editor, post)

    editor.keyboard.type(" Echt.")
    publish(editor)
    editor.goto(post.url)

    expect(editor.locator(".prose")).to_contain_text("p. 12")
    expect(editor.locator(".prose a.citation")).to_have_count(1)
