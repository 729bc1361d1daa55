"""The newest articles for who follows them in a feed reader."""

import re
from datetime import date
from html import unescape

import pytest
from defusedxml import ElementTree
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.images.tests.utils import get_test_image_file

from tests.factories.blog import BlogIndexPageFactory, BlogPostPageFactory, cite, figure
from tests.factories.references import CreditedImageFactory, ReferenceFactory

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def index():
    return BlogIndexPageFactory()


def entries(client, index):
    response = client.get(f"{index.url}feed/")
    assert response.status_code == 200
    return ElementTree.fromstring(response.content).findall(f"{ATOM}entry")


def test_the_newest_article_comes_first_and_drafts_stay_away(client, index):
    BlogPostPageFactory(title="Oud", published_on=date(2026, 1, 1))
    BlogPostPageFactory(title="Nieuw", published_on=date(2026, 11, 1))
    BlogPostPageFactory(title="Klad", live=False)

    titles = [entry.find(f"{ATOM}title").text for entry in entries(client, index)]

    assert titles == ["Nieuw", "Oud"]


def test_numbers_and_list_are_those_of_the_page(client, index):
    first, second = ReferenceFactory.create_batch(2)
    page = BlogPostPageFactory(body=[cite(second), cite(first, second)])

    [entry] = entries(client, index)
    text = entry.find(f"{ATOM}content").text

    shown = client.get(page.url).context["article"]
    assert [text.index(str(source.entry)) for source in shown.sources] == sorted(
        text.index(str(source.entry)) for source in shown.sources
    )
    assert text.count(f'href="{page.full_url}#bron-1"') == 2
    assert "linktype" not in unescape(text)


def test_a_source_that_was_taken_back_says_so(client, index):
    retracted = ReferenceFactory(notices=[{"kind": "retraction", "date": "2021-03-04"}])
    BlogPostPageFactory(body=[cite(retracted)])

    [entry] = entries(client, index)

    label = retracted.notice.label
    assert f"<strong>{label} (4 maart 2021).</strong>" in entry.find(f"{ATOM}content").text


def test_every_address_is_whole(client, index):
    photo = CreditedImageFactory(file=get_test_image_file(size=(600, 400)))
    link = ("paragraph", '<p><a href="/afspraak/">Boek</a> <a href="#x">hier</a></p>')
    page = BlogPostPageFactory(body=[link, figure(photo, alt="Een rug")])
    page.save_revision().publish()

    [entry] = entries(client, index)
    text = entry.find(f"{ATOM}content").text

    addresses = re.findall(r'(?:href|src)="([^"]*)"', text)
    several = [one for found in re.findall(r'srcset="([^"]*)"', text) for one in found.split(", ")]
    assert addresses[:2] == ["http://localhost:8000/afspraak/", f"{page.full_url}#x"]
    assert len(several) > 1
    assert [
        one for one in addresses + several if not one.startswith("http://localhost:8000/")
    ] == []


def test_every_article_costs_the_same_few_queries(client, index):
    counts = []
    for _ in range(3):
        BlogPostPageFactory(body=[cite(*ReferenceFactory.create_batch(3))])
        client.get(f"{index.url}feed/")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{index.url}feed/")
        counts.append(len(queries))

    assert counts[2] - counts[1] == counts[1] - counts[0]


def test_the_list_says_where_its_feed_is(client, index):
    head = client.get(index.url).content.decode()

    assert f'type="application/atom+xml" title="Artikels" href="{index.url}feed/"' in head
