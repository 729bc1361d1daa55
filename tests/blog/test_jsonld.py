"""What machines read of an article."""

import json
import re
from datetime import UTC, date, datetime

import pytest

from references.models import Reference
from tests.factories.blog import BlogIndexPageFactory, BlogPostPageFactory, cite
from tests.factories.booking import PractitionerFactory
from tests.factories.references import CreditedImageFactory, ReferenceFactory

pytestmark = pytest.mark.django_db

SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def data_of(client, page):
    return json.loads(SCRIPT.search(client.get(page.url).content.decode())[1])


def published(**kwargs):
    page = BlogPostPageFactory(**kwargs)
    page.save_revision().publish()
    return page


def test_an_article_names_itself_its_author_and_its_publisher(client):
    author = PractitionerFactory(name="An Van Damme", professional_title="kinesitherapeut")
    page = BlogPostPageFactory(title="Slaap", author=author, published_on=date(2026, 11, 2))

    assert data_of(client, page) == {
        "@context": "https://schema.org",
        "@type": "BlogPosting",
        "headline": "Slaap",
        "description": page.introduction,
        "inLanguage": "nl-BE",
        "url": page.full_url,
        "datePublished": "2026-11-02",
        "timeRequired": "PT1M",
        "author": {
            "@type": "Person",
            "name": "An Van Damme",
            "jobTitle": "kinesitherapeut",
        },
        "publisher": {"@type": "Organization", "name": "Kinepraktijk"},
        "isPartOf": {"@type": "Blog", "name": "Artikels", "url": page.get_parent().full_url},
    }


@pytest.mark.parametrize(
    ("came_on_line", "modified"),
    [
        (datetime(2026, 11, 9, 23, 30, tzinfo=UTC), "2026-11-10"),
        (datetime(2026, 11, 2, 9, tzinfo=UTC), None),
        (datetime(2026, 10, 1, 9, tzinfo=UTC), None),
    ],
)
def test_a_later_version_has_its_day_on_the_clock_of_the_practice(client, came_on_line, modified):
    page = BlogPostPageFactory(published_on=date(2026, 11, 2), last_published_at=came_on_line)

    assert data_of(client, page).get("dateModified") == modified


def test_the_image_at_the_top_comes_in_its_largest_size_with_its_whole_address(client):
    page = published(hero_image=CreditedImageFactory())

    image = data_of(client, page)["image"]

    assert re.fullmatch(r"http://testserver/\S+width-\d+\S*\.webp", image)


@pytest.mark.parametrize("image", [{"svg": True}, None])
def test_a_drawing_or_nothing_gives_no_image(client, image):
    page = published(hero_image=image and CreditedImageFactory(**image))

    assert "image" not in data_of(client, page)


def test_a_retracted_source_stays_among_the_citations(client):
    source = ReferenceFactory(notices=[{"kind": "retraction", "date": "2021"}])
    page = BlogPostPageFactory(body=[cite(source)])

    assert Reference.objects.get().standing == "retracted"
    assert [work["name"] for work in data_of(client, page)["citation"]] == [source.title]


@pytest.mark.parametrize(
    ("kind", "said", "whole"),
    [
        ("article-journal", "ScholarlyArticle", {"@type": "Periodical", "name": "Fysio"}),
        ("chapter", "Chapter", {"@type": "Book", "name": "Fysio"}),
        ("book", "Book", None),
        ("report", "Report", None),
        ("thesis", "Thesis", None),
        ("webpage", "WebPage", None),
    ],
)
def test_each_kind_of_source_goes_by_its_own_name(client, kind, said, whole):
    source = ReferenceFactory(csl={"type": kind, "title": "Rug", "container-title": "Fysio"})
    page = BlogPostPageFactory(body=[cite(source)])

    [work] = data_of(client, page)["citation"]

    assert (work["@type"], work.get("isPartOf")) == (said, whole)


def test_no_text_can_end_its_script(client):
    hostile = "</script><script>alert(1)</script>"
    index = BlogIndexPageFactory(title=hostile)
    page = BlogPostPageFactory(
        parent=index,
        title=hostile,
        introduction=hostile,
        author=PractitionerFactory(name=hostile, professional_title=hostile),
        body=[cite(ReferenceFactory(csl__title=hostile))],
    )

    data = data_of(client, page)

    assert (data["headline"], data["isPartOf"]["name"]) == (hostile, hostile)
    assert "<script>alert" not in client.get(page.url).content.decode()
