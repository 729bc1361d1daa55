"""The tags by which a reference manager recognises an article."""

import re
from datetime import date

import pytest

from tests.factories.blog import BlogPostPageFactory
from tests.factories.booking import PractitionerFactory

pytestmark = pytest.mark.django_db

META = re.compile(r'<meta name="(DC\.type|citation_\w+)" content="([^"]*)">')


def test_an_article_says_what_it_is_called_who_wrote_it_and_when(client):
    page = BlogPostPageFactory(
        title="Slaap en herstel",
        author=PractitionerFactory(name="An Van Damme"),
        published_on=date(2026, 11, 2),
    )

    assert META.findall(client.get(page.url).content.decode()) == [
        ("DC.type", "blogPost"),
        ("citation_title", "Slaap en herstel"),
        ("citation_author", "Van Damme, An"),
        ("citation_publication_date", "2026/11/02"),
        ("citation_language", "nl"),
        ("citation_publisher", "Kinepraktijk"),
        ("citation_public_url", page.full_url),
    ]


def test_a_title_cannot_leave_its_tag(client):
    page = BlogPostPageFactory(title='"><script>alert(1)</script>')

    html = client.get(page.url).content.decode()

    assert dict(META.findall(html))["citation_title"] == (
        "&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"
    )
