"""What readers take along of an article."""

import json
import re
from datetime import date

import pytest
from django.template.loader import render_to_string

from blog import exports
from blog.models import ListedSource
from references.formats import bibtex, csl_json, ris
from references.public.downloads import copies
from tests.factories.blog import BlogPostPageFactory, cite
from tests.factories.booking import PractitionerFactory
from tests.factories.references import SLEEP_CSL, ReferenceFactory

pytestmark = pytest.mark.django_db

READERS = {"bib": bibtex.read, "ris": ris.read, "json": csl_json.read}


def citation(**kwargs):
    page = BlogPostPageFactory(
        title="Slaap & herstel",
        author=PractitionerFactory(name="An Van Damme"),
        published_on=date(2026, 11, 2),
        **kwargs,
    )
    return exports.citation_of(
        page,
        publisher="Kine Test",
        address="https://kine.example/artikels/slaap/",
        today=date(2027, 1, 11),
    )


@pytest.mark.parametrize("extension", READERS)
def test_the_sources_of_an_article_come_as_a_file_in_the_order_of_the_list(client, extension):
    first, second, further = ReferenceFactory.create_batch(3)
    page = BlogPostPageFactory(slug="slaap", body=[cite(second, first)])
    page.listed_sources = [ListedSource(reference=further)]
    page.save()

    response = client.get(f"{page.url}bronnen/{extension}/")

    assert response["Content-Disposition"] == (f'attachment; filename="bronnen-slaap.{extension}"')
    titles = [entry.csl["title"] for entry in READERS[extension](response.content.decode()).entries]
    assert titles == [second.title, first.title, further.title]


@pytest.mark.parametrize("path", ["bronnen/", "bronnen/exe/", "bronnen/bib/meer/", "anders/bib/"])
def test_nothing_else_is_under_an_article(client, path):
    page = BlogPostPageFactory(body=[cite(ReferenceFactory())])

    assert client.get(page.url + path).status_code == 404


def test_an_article_without_sources_has_no_file(client):
    page = BlogPostPageFactory()

    assert client.get(f"{page.url}bronnen/bib/").status_code == 404


def test_the_sources_of_a_draft_are_not_given_out(client):
    page = BlogPostPageFactory(live=False, body=[cite(ReferenceFactory())])

    assert client.get(f"{page.url}bronnen/bib/").status_code == 404


def test_what_is_in_a_draft_only_is_not_in_the_file(client):
    cited, drafted = ReferenceFactory.create_batch(2)
    page = BlogPostPageFactory(body=[cite(cited)])
    page.body = [cite(drafted)]
    page.save_revision()

    works = json.loads(client.get(f"{page.url}bronnen/json/").content)

    assert [work["title"] for work in works] == [cited.title]


@pytest.mark.parametrize("count", [1, 6])
def test_a_file_costs_the_same_for_one_source_and_for_many(
    client, count, django_assert_max_num_queries
):
    page = BlogPostPageFactory(body=[cite(*ReferenceFactory.create_batch(count))])
    client.get(page.url)

    with django_assert_max_num_queries(8):
        assert client.get(f"{page.url}bronnen/ris/").status_code == 200


def test_an_article_is_cited_as_a_page_of_the_practice():
    assert citation() == {
        "type": "webpage",
        "title": "Slaap & herstel",
        "author": [{"family": "Van Damme", "given": "An"}],
        "container-title": "Kine Test",
        "issued": {"date-parts": [[2026, 11, 2]]},
        "accessed": {"date-parts": [[2027, 1, 11]]},
        "language": "nl-BE",
        "URL": "https://kine.example/artikels/slaap/",
    }


def test_an_article_can_be_copied_in_both_styles_and_both_formats():
    texts = dict(copies(citation()))

    assert list(texts) == ["Vancouver", "APA 7", "BibTeX", "RIS"]
    assert texts["APA 7"] == (
        "Van Damme, A. (2026, 2 november). Slaap & herstel. Kine Test. "
        "Geraadpleegd op 11 januari 2027, van https://kine.example/artikels/slaap/"
    )
    assert bibtex.read(texts["BibTeX"]).entries[0].csl["title"] == "Slaap & herstel"
    assert ris.read(texts["RIS"]).entries[0].csl["URL"] == "https://kine.example/artikels/slaap/"


def test_an_author_of_one_word_is_cited_as_written():
    assert exports.author(PractitionerFactory.build(name="Noor")) == {"literal": "Noor"}


def test_the_box_with_citations_shows_markup_in_a_title_and_does_not_run_it(rf):
    page = BlogPostPageFactory(title="</textarea><script>alert(1)</script>")

    html = render_to_string(
        "blog/includes/cite_article.html",
        {"page": page, "publisher": "Kine Test", "request": rf.get("/")},
    )

    assert "<script" not in html
    assert re.findall(r'<textarea[^>]* id="([^"]+)"', html) == [f"kopie-{n}" for n in range(1, 5)]


def test_downloads_lead_to_the_files(client):
    page = BlogPostPageFactory(body=[cite(ReferenceFactory(csl=SLEEP_CSL))])

    html = render_to_string("blog/includes/source_downloads.html", {"address": page.url})

    addresses = re.findall(r'href="([^"]+)"', html)
    assert [client.get(address).status_code for address in addresses] == [200, 200, 200]
