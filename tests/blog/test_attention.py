"""The articles whose sources an editor should go through again."""

from datetime import date

import pytest

from blog.attention import Cause, asking_attention
from blog.models import BlogPostPage, ListedSource
from tests.factories.blog import BlogPostPageFactory, cite
from tests.factories.references import ReferenceFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


def reference(year=2024, **kwargs):
    return ReferenceFactory(csl__issued={"date-parts": [[year]]}, **kwargs)


def article(*years, **kwargs):
    return BlogPostPageFactory(body=[cite(*(reference(year) for year in years))], **kwargs)


def asking():
    """(title, causes) of each article."""
    found = asking_attention(BlogPostPage.objects.order_by("pk"), today=TODAY, limit=10)
    return [(one.article.title, one.causes) for one in found]


@pytest.mark.parametrize(
    ("years", "causes"),
    [
        ([2024, 2016], []),
        ([2024, 2015], [Cause.HALF_OLD]),
        ([2024, 2023, 2015], []),
        ([2015, 2014], [Cause.ALL_OLD]),
    ],
)
def test_old_sources_ask_for_attention(years, causes):
    article(*years, title="Slaap")

    assert asking() == ([("Slaap", causes)] if causes else [])


def test_what_is_only_listed_counts_where_nothing_is_cited():
    reading = BlogPostPageFactory(title="Lezen")
    ListedSource.objects.create(page=reading, reference=reference(2000))
    citing = article(2024, title="Citeren")
    ListedSource.objects.create(page=citing, reference=reference(2000))
    for page in (reading, citing):
        page.save()  # for the reference index

    assert asking() == [("Lezen", [Cause.ALL_OLD])]


@pytest.mark.parametrize(
    ("published", "reviewed", "causes"),
    [
        (date(2025, 11, 21), None, [Cause.NOT_REVIEWED]),
        (date(2025, 11, 23), None, []),
        (date(2020, 1, 1), date(2025, 11, 23), []),
        (date(2020, 1, 1), date(2025, 11, 21), [Cause.NOT_REVIEWED]),
    ],
)
def test_a_year_after_the_last_look_it_is_time_again(published, reviewed, causes):
    article(2024, title="Slaap", published_on=published, sources_reviewed_on=reviewed)

    assert asking() == ([("Slaap", causes)] if causes else [])


def test_an_article_that_cites_retracted_research_comes_first():
    article(2000, title="Oud")
    retracted = reference(notices=[{"kind": "retraction", "date": "2021"}])
    BlogPostPageFactory(title="Ingetrokken", body=[cite(retracted)])

    assert asking() == [("Ingetrokken", [Cause.RETRACTED]), ("Oud", [Cause.ALL_OLD])]


def test_an_article_without_sources_asks_nothing():
    BlogPostPageFactory(published_on=date(2010, 1, 1))

    assert asking() == []


@pytest.mark.parametrize("articles", [1, 6])
def test_any_number_of_articles_takes_three_queries(articles, django_assert_num_queries):
    for _ in range(articles):
        article(2000, 2001)
    asking()  # Django remembers its content types

    with django_assert_num_queries(3):
        assert len(asking()) == articles
