from datetime import date

import pytest

from tests.factories.blog import BlogIndexPageFactory, BlogPostPageFactory
from tests.factories.references import CreditedImageFactory

pytestmark = pytest.mark.django_db


def titles(response):
    return [post.title for post in response.context["posts"]]


def test_the_newest_article_comes_first_and_drafts_stay_away(client):
    index = BlogIndexPageFactory()
    BlogPostPageFactory(title="Oud", published_on=date(2026, 1, 5))
    BlogPostPageFactory(title="Nieuw", published_on=date(2026, 9, 1))
    BlogPostPageFactory(title="Ontwerp", live=False)

    assert titles(client.get(index.url)) == ["Nieuw", "Oud"]


def test_a_long_list_is_cut_into_pages(client):
    index = BlogIndexPageFactory()
    for n in range(13):
        BlogPostPageFactory(title=f"{n}", published_on=date(2026, 1, 1 + n))

    assert titles(client.get(index.url)) == [str(n) for n in range(12, 0, -1)]
    assert titles(client.get(index.url, {"pagina": "2"})) == ["0"]


@pytest.mark.parametrize(("typed", "number"), [("0", 2), ("x", 1), ("99", 2), ("", 1)])
def test_a_page_number_that_is_none_leads_to_a_page_that_is(client, typed, number):
    index = BlogIndexPageFactory()
    for _ in range(13):
        BlogPostPageFactory()

    assert client.get(index.url, {"pagina": typed}).context["posts"].number == number


def test_an_empty_list_says_so(client):
    assert client.get(BlogIndexPageFactory().url).status_code == 200


def test_a_card_leads_to_its_article_and_its_image_is_decoration(client):
    page = BlogPostPageFactory(hero_image=CreditedImageFactory(), hero_alt="Een rug")

    html = client.get(page.get_parent().url).content.decode()

    assert f'<a class="card__link" href="{page.url}">{page.title}</a>' in html
    assert 'alt=""' in html
    assert "Een rug" not in html
