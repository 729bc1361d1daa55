from datetime import date
from typing import Any

import pytest
from django.test import Client

from blog.models import BlogPostPage
from kinesite.models import HomePage
from tests.factories.blog import BlogPostPageFactory
from tests.factories.kinesite import StandardPageFactory, TeamMemberFactory, TeamPageFactory
from tests.factories.references import CreditedImageFactory
from tests.site.pages import links, soup

pytestmark = pytest.mark.django_db


def articles(count: int, **fields: Any) -> None:
    for number in range(1, count + 1):
        BlogPostPageFactory(
            title=f"Artikel {number}", published_on=date(2026, 11, number), **fields
        )


def team(count: int, **fields: Any) -> None:
    page = TeamPageFactory()
    for _ in range(count):
        TeamMemberFactory(page=page, **fields)


def entry_points(count: int) -> None:
    home = HomePage.objects.get()
    pages = [StandardPageFactory(title=f"Klacht {number}") for number in range(count)]
    home.entry_points = [
        ("entry", {"title": page.title, "text": "", "page": page}) for page in pages
    ]
    home.save()


def test_the_heading_of_the_home_page_is_what_the_editor_wrote(client: Client) -> None:
    HomePage.objects.update(heading="Kinesitherapie in Gent", introduction="Samen in beweging.")

    page = soup(client.get("/"))

    assert page.find_all("h1") == ["Kinesitherapie in Gent"]
    assert page.find_all("title") == ["Kinesitherapie in Gent – Kinepraktijk"]
    assert page.description == "Samen in beweging."


def test_an_entry_point_leads_to_its_page(client: Client) -> None:
    home = HomePage.objects.get()
    back = StandardPageFactory(title="Rug en nek")
    home.entry_points = [("entry", {"title": "Rug", "text": "Pijn en stijfheid", "page": back})]
    home.save()

    assert links(client.get("/"), "entry") == {"Rug Pijn en stijfheid": "/rug-en-nek/"}


def test_an_entry_point_to_a_page_that_is_gone_is_no_link(client: Client) -> None:
    home = HomePage.objects.get()
    back = StandardPageFactory(title="Rug en nek")
    home.entry_points = [("entry", {"title": "Rug", "text": "Pijn en stijfheid", "page": back})]
    home.save()
    back.delete()

    response = client.get("/")

    assert links(response, "entry") == {}
    assert soup(response).find_all("p", "entry") == ["Rug Pijn en stijfheid"]


def test_the_three_newest_articles_are_on_the_home_page(client: Client) -> None:
    articles(4)

    assert list(links(client.get("/"), "card__link")) == ["Artikel 4", "Artikel 3", "Artikel 2"]


def test_an_article_that_is_not_published_is_not_on_the_home_page(client: Client) -> None:
    articles(2)
    BlogPostPage.objects.get(title="Artikel 2").unpublish()

    assert list(links(client.get("/"), "card__link")) == ["Artikel 1"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_home_page_takes_a_fixed_number_of_queries(
    client: Client, count: int, django_assert_num_queries
) -> None:
    articles(count, hero_image=CreditedImageFactory())
    team(count, photo=CreditedImageFactory())
    entry_points(count)
    HomePage.objects.update(image=CreditedImageFactory())
    client.get("/")

    with django_assert_num_queries(17):
        client.get("/")
