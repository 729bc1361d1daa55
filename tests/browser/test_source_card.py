"""The card of a source: by mouse, finger and keyboard."""

import re

import pytest
from playwright.sync_api import Page, expect

from references.choices import StudyType
from references.models import Reference
from tests.factories.blog import BlogPostPageFactory, cite
from tests.factories.references import ReferenceFactory

FINDING = "Wie slecht slaapt, geneest trager."


@pytest.fixture
def post(transactional_db):
    sleep = ReferenceFactory(
        csl__PMCID="PMC7229299", finding=FINDING, study_type=StudyType.RANDOMISED_TRIAL
    )
    others: list[Reference] = ReferenceFactory.create_batch(3)
    filler = ("paragraph", f"<p>{'Wandelen mag bijna altijd. ' * 200}</p>")
    words = ("paragraph", cite(*others)[1].replace("woord", ""))
    page = BlogPostPageFactory(body=[cite(sleep), filler, words, filler])
    page.save_revision().publish()
    return page


@pytest.fixture
def card(page: Page):
    return page.get_by_role("group", name="Bron", exact=True)


def number(page: Page, text: str):
    return page.get_by_role("link", name=text, exact=True)


def test_a_number_opens_the_card_and_what_was_found_comes_first(page: Page, post, card, faults):
    page.goto(post.url)

    number(page, "[1]").click()

    expect(card).to_be_visible()
    expect(card.locator(".source > p").first).to_have_text(re.compile(FINDING))
    expect(card.get_by_role("link", name="Gratis te lezen")).to_be_visible()
    explanation = page.locator("[data-explains]").text_content()
    expect(card.locator(".source-card__explanation")).to_have_text(explanation)
    assert faults == []


def test_a_second_press_the_cross_and_a_press_elsewhere_close_it(page: Page, post, card):
    page.goto(post.url)
    link = number(page, "[1]")

    link.click()
    link.click()
    expect(card).to_be_hidden()
    link.click()
    card.get_by_role("button", name="Sluiten").click()
    expect(card).to_be_hidden()
    link.click()
    page.get_by_role("heading", level=1).click()
    expect(card).to_be_hidden()


def test_a_group_shows_every_source_that_it_stands_for(page: Page, post, card):
    page.goto(post.url)

    number(page, "[2–4]").click()

    expect(card.locator(".source")).to_have_count(3)


def test_the_keyboard_opens_it_goes_into_it_and_comes_back(page: Page, post, card):
    page.goto(post.url)
    link = number(page, "[1]")
    for _ in range(40):
        page.keyboard.press("Tab")
        if link.evaluate("link => link === document.activeElement"):
            break

    expect(card).to_be_visible()
    page.keyboard.press("Tab")
    expect(card.get_by_role("button", name="Sluiten")).to_be_focused()
    page.keyboard.press("Enter")
    expect(card).to_be_hidden()
    expect(link).to_be_focused()


def test_escape_closes_it_and_the_focus_stays_at_the_number(page: Page, post, card):
    page.goto(post.url)
    number(page, "[1]").click()

    page.keyboard.press("Escape")

    expect(card).to_be_hidden()
    expect(number(page, "[1]")).to_be_focused()


def test_a_phone_shows_it_at_the_foot_of_the_screen(phone: Page, post, assert_accessible):
    phone.goto(post.url)

    number(phone, "[2–4]").click()

    card = phone.get_by_role("group", name="Bron", exact=True)
    box = card.bounding_box()
    assert (box["x"], round(box["y"] + box["height"])) == (0, phone.viewport_size["height"])
    assert_accessible(phone)


def test_without_scripts_a_group_leads_to_the_list(page_without_scripts: Page, post):
    page = page_without_scripts
    page.goto(post.url)

    number(page, "[2–4]").click()

    expect(page.locator("#bron-2")).to_be_in_viewport()
