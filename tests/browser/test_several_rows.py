"""Several rows of a list of staff at once: the buttons follow what is ticked."""

from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from kinesite.models import HomePage, StandardPage
from tests.factories.blog import BlogIndexPageFactory, BlogPostPageFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)
TICK, ALL = "[data-bulk-action-checkbox]", "th [data-bulk-action-select-all-checkbox]"


def sign_in(page: Page, base_url: str, group: str) -> None:
    client = Client()
    client.force_login(UserFactory(groups=[group]))
    session: Any = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": base_url}])


def test_a_button_shows_while_it_is_possible_for_each_row_that_is_ticked(
    page: Page, base_url: str
) -> None:
    home, index = HomePage.objects.get(), BlogIndexPageFactory()
    BlogPostPageFactory(parent=index)
    text = home.add_child(instance=StandardPage(title="Praktisch", live=True))
    sign_in(page, base_url, "Redactie")
    page.goto(f"/beheer/pages/{home.pk}/")
    delete = page.locator(".bulk-actions-buttons").get_by_text("Verwijder", exact=True)

    page.locator(f'{TICK}[data-object-id="{text.pk}"]').check(force=True)
    expect(delete).to_be_visible()
    page.locator(f'{TICK}[data-object-id="{index.pk}"]').check(force=True)
    expect(delete).to_be_hidden()
    page.locator(f'{TICK}[data-object-id="{index.pk}"]').uncheck(force=True)
    expect(delete).to_be_visible()


def test_a_therapist_can_tick_nothing_among_articles_of_others(page: Page, base_url: str) -> None:
    article = BlogPostPageFactory()
    sign_in(page, base_url, "Kinesitherapeuten")

    page.goto(f"/beheer/pages/{article.get_parent().pk}/")

    expect(page.get_by_text(article.title, exact=True).first).to_be_visible()
    expect(page.locator(TICK)).to_have_count(0)
    expect(page.locator(ALL)).to_be_hidden()
