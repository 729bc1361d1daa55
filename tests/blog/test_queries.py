"""What pages with articles cost. The pictures are made when an article is published."""

import pytest

from references.models import CreditedRendition
from tests.factories.blog import BlogIndexPageFactory, BlogPostPageFactory, cite, figure
from tests.factories.references import CreditedImageFactory, ReferenceFactory
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


def long_article(length):
    body = [
        block
        for n in range(length)
        for block in (
            ("section", f"Deel {n}"),
            cite(*ReferenceFactory.create_batch(2)),
            figure(CreditedImageFactory(credited=True), caption=cite(ReferenceFactory())[1]),
            ("quote", {"text": "Rust roest.", "source": ""}),
        )
    ]
    page = BlogPostPageFactory(hero_image=CreditedImageFactory(), body=body)
    page.save_revision().publish()
    return page


@pytest.mark.parametrize("length", [1, 8])
def test_an_article_takes_at_most_twelve_queries_whatever_its_length(client, length):
    page = long_article(length)

    assert len(queries_of(client, page.url)) <= 12


def test_reading_an_article_makes_no_picture(client):
    page = long_article(2)
    made = CreditedRendition.objects.count()

    queries = queries_of(client, page.url)

    assert made > 0
    assert [sql for sql in queries if not sql.startswith("SELECT")] == []
    assert CreditedRendition.objects.count() == made


def test_the_list_costs_the_same_for_one_article_and_for_a_full_page(client):
    index = BlogIndexPageFactory()
    long_article(1)
    one = len(queries_of(client, index.url))
    for _ in range(11):
        long_article(1)

    assert len(queries_of(client, index.url)) == one
