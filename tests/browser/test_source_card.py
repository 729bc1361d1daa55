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


def test_a_work_that_was_taken_back_says_so_first(page: Page, transactional_db, card):
    notices = [{"kind": "retraction", "date": "2021-03-04"}]
    source = ReferenceFactory(finding=FINDING, notices=notices)
    post = BlogPostPageFactory(body=[cite(source)])
    page.goto(post.url)

    number(page, "[1]").click()

    first, second = card.locator(".source > p").all()[:2]
    expect(first).to_have_text(re.compile("Ingetrokken"))
    expect(second).to_have_text(re.compile(FINDING))


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


def test_the_enter_key_on_an_open_number_goes_into_the_card(page: Page, post, card):
    page.goto(post.url)
    link = number(page, "[1]")
    link.focus()  # as a screen reader does just before it presses
    expect(card).to_be_visible()

    page.keyboard.press("Enter")
    expect(card).to_be_focused()
    page.keyboard.press("Escape")

    expect(card).to_be_hidden()
    expect(link).to_be_focused()


@pytest.mark.parametrize("place", ["start", "center", "end"])
def test_it_stands_next_to_its_number_within_the_window_and_never_over_it(
    page: Page, post, card, place
):
    page.set_viewport_size({"width": 800, "height": 500})
    page.goto(post.url)
    link = number(page, "[2–4]")
    link.evaluate("(link, block) => link.scrollIntoView({block})", place)

    link.click()

    at, box = link.bounding_box(), card.bounding_box()
    assert box["y"] >= at["y"] + at["height"] or box["y"] + box["height"] <= at["y"]
    assert 0 <= box["y"] <= 500 - box["height"]
    assert 0 <= box["x"] <= 800 - box["width"]


def test_it_follows_its_number_when_the_window_changes(page: Page, post, card):
    page.goto(post.url)
    link = number(page, "[1]")
    link.click()

    page.set_viewport_size({"width": 900, "height": 1200})

    expect(card).to_be_visible()
    expected = link.evaluate("link => link.getBoundingClientRect().bottom + 8")
    page.wait_for_function(
        "y => Math.abs(document.querySelector('.source-card').getBoundingClientRect().top - y) < 1",
        arg=expected,
    )


def test_print_leaves_an_open_card_out(page: Page, post, card):
    page.goto(post.url)
    number(page, "[1]").click()
    expect(card).to_be_visible()

    page.emulate_media(media="print")

    expect(page.locator(".source-card")).to_be_hidden()


def test_a_phone_keeps_the_number_in_sight_above_the_card(phone: Page, post):
    phone.goto(post.url)
    link = number(phone, "[2–4]")
    link.evaluate("link => link.scrollIntoView({block: 'end'})")

    link.click()

    card = phone.get_by_role("group", name="Bron", exact=True)
    at = link.bounding_box()
    assert 0 <= at["y"] <= card.bounding_box()["y"] - at["height"]


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
