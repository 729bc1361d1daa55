"""A reader in an article, with and without scripts."""

import pytest
from playwright.sync_api import Page, expect

from blog.models import BlogPostPage
from tests.factories.blog import BlogPostPageFactory, cite, figure
from tests.factories.references import SLEEP_CSL, CreditedImageFactory, ReferenceFactory


@pytest.fixture
def post(transactional_db) -> BlogPostPage:
    sleep, other = ReferenceFactory(csl=SLEEP_CSL), ReferenceFactory()
    photo = CreditedImageFactory(credited=True)
    text = ("paragraph", f"<p>{'Wandelen mag bijna altijd. ' * 60}</p>")
    body = [
        ("section", "Oorzaken"), cite(sleep), text, figure(photo, alt="Een rug"),
        ("section", "Herstel"), cite(other, sleep), text,
        ("section", "Zelf doen"), ("quote", {"text": "Rust roest.", "source": "An"}), text,
    ]  # fmt: skip
    post = BlogPostPageFactory(title="Wandelen met een hernia", hero_image=photo, body=body)
    post.save_revision().publish()
    return post


def test_an_article_is_accessible_and_fits_every_screen(any_screen: Page, post, assert_accessible):
    any_screen.goto(post.url)

    assert_accessible(any_screen)
    assert any_screen.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_list_of_articles_is_accessible_and_fits_every_screen(
    any_screen: Page, post, assert_accessible
):
    any_screen.goto(post.get_parent().url)

    assert_accessible(any_screen)
    assert any_screen.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_an_article_fits_the_narrowest_screen(page: Page, post):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(post.url)

    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_paper_is_light_also_for_who_chose_dark(page: Page, post):
    page.goto(post.url)
    colours = """() => ["body", ".source a", ".source__kind"].map(
      (selector) => getComputedStyle(document.querySelector(selector)).color)"""

    page.emulate_media(media="print", color_scheme="light")
    light = page.evaluate(colours)
    page.emulate_media(media="print", color_scheme="dark")
    page.evaluate("document.documentElement.dataset.theme = 'dark'")

    assert page.evaluate(colours) == light


def test_numbers_and_contents_lead_where_they_say_without_scripts(page_without_scripts: Page, post):
    page = page_without_scripts
    page.goto(post.url)

    page.get_by_role("link", name="[2]").click()
    expect(page.locator("#bron-2")).to_be_in_viewport()
    page.locator("#bron-2 [role=doc-backlink]").click()
    expect(page.locator("#verwijzing-2-1")).to_be_in_viewport()
    page.locator(".toc__link", has_text="Zelf doen").click()
    expect(page.locator("#zelf-doen")).to_be_in_viewport()
