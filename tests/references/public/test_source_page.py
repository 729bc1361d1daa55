"""The page of one source as a reader gets it."""

import json
import re
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from references.choices import CitationStyle
from references.formatting.styles import STYLES
from references.models import Reference, SourceSettings
from tests.factories.blog import BlogPostPageFactory, cite
from tests.factories.references import SLEEP_CSL, ReferenceFactory, SubjectFactory

pytestmark = pytest.mark.django_db


def public(**fields):
    """A source that an article cites."""
    source = ReferenceFactory(**fields)
    BlogPostPageFactory(body=[cite(source)])
    return source


def html_of(client, source):
    return client.get(source.get_absolute_url()).content.decode()


def test_the_address_says_who_and_when(client):
    source = public(csl=SLEEP_CSL)

    assert source.get_absolute_url() == f"/bronnen/{source.pk}-mostaghimi-2005/"
    assert client.get(source.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(
    ("csl", "slug"),
    [
        ({"author": [{"family": "Battié"}], "issued": {"date-parts": [[2009]]}}, "battie-2009"),
        ({"author": [{"literal": "World Health Organization"}]}, "world-health-organization"),
        ({"author": [{"family": "王"}]}, "bron"),
        ({}, "bron"),
    ],
)
def test_the_words_in_an_address_are_plain_letters(csl, slug):
    source = Reference(csl={"type": "book", "title": "Een titel"} | csl)
    source.tidy()

    assert source.slug == slug


@pytest.mark.parametrize("rest", ["", "-verkeerd", "-mostaghimi-1999"])
def test_another_spelling_of_the_address_leads_to_the_right_one(client, rest):
    source = public(csl=SLEEP_CSL)

    response = client.get(f"/bronnen/{source.pk}{rest}/")

    assert (response.status_code, response["Location"]) == (301, source.get_absolute_url())


@pytest.mark.parametrize("number", ["0", "987654", "9" * 30, "9" * 5000])
def test_a_source_that_is_not_there_is_not_found(client, number):
    assert client.get(f"/bronnen/{number}-battie-2009/").status_code == 404
    assert client.get(f"/bronnen/{number}.bib").status_code == 404


def test_a_source_that_no_public_page_uses_is_not_found(client):
    unused = ReferenceFactory()
    drafted = ReferenceFactory()
    BlogPostPageFactory(body=[cite(drafted)], live=False)

    for source in (unused, drafted):
        assert client.get(source.get_absolute_url()).status_code == 404
        assert client.get(f"/bronnen/{source.pk}.bib").status_code == 404


def test_every_live_article_that_uses_the_source_is_named_with_its_date(client):
    source = public(csl=SLEEP_CSL)
    article = BlogPostPageFactory(
        title="Slaap & herstel", body=[cite(source)], published_on=date(2026, 9, 3)
    )
    BlogPostPageFactory(title="Nog niet klaar", body=[cite(source)], live=False)

    html = html_of(client, source)

    assert f'<a class="card__link" href="{article.url}">Slaap &amp; herstel</a>' in html
    assert '<time datetime="2026-09-03">3 september 2026</time>' in html
    assert "Nog niet klaar" not in html


def test_every_identifier_is_a_link(client):
    csl = SLEEP_CSL | {
        "DOI": "10.1002/(sici)1<1::aid>3.0",
        "PMCID": "PMC42",
        "URL": "https://a.be/x",
    }

    html = html_of(client, public(csl=csl))

    details = html[html.index("<dl") : html.index("</dl>")]
    assert re.findall(r'href="(http[^"]+)"', details) == [
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC42/",
        "https://doi.org/10.1002/%28sici%291%3C1%3A%3Aaid%3E3.0",
        "https://pubmed.ncbi.nlm.nih.gov/16120095/",
        "https://a.be/x",
    ]


def test_subjects_lead_to_what_else_is_about_them(client):
    source = public()
    source.subjects.add(SubjectFactory(name="Slaap"))

    assert '<a href="/bronnen/?onderwerp=slaap">Slaap</a>' in html_of(client, source)


@pytest.mark.parametrize(
    ("registry", "told"),
    [(SLEEP_CSL, True), (SLEEP_CSL | {"title": "Something else altogether"}, False), ({}, False)],
    ids=["agrees", "differs", "not asked"],
)
def test_only_what_a_registry_agrees_with_is_called_checked(client, registry, told):
    checked_at = datetime(2026, 10, 1, 12, tzinfo=UTC)

    html = html_of(client, public(csl=SLEEP_CSL, registry=registry, checked_at=checked_at))

    assert ("Op 1 oktober 2026 kwamen titel" in html) is told


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("retraction", "Dit werk is teruggetrokken: steun er niet op."),
        ("expression-of-concern", "De uitgever heeft twijfels bij dit werk."),
        ("correction", "Iets in dit werk is verbeterd nadat het verscheen."),
    ],
)
def test_what_befell_the_work_is_told_with_a_link_to_the_notice(client, kind, said):
    notice = {"kind": kind, "date": "2021-03-04", "doi": "10.1000/notice", "source": "crossref"}

    html = html_of(client, public(csl=SLEEP_CSL, notices=[notice]))

    assert said in html
    assert "(4 maart 2021)" in html
    assert 'href="https://doi.org/10.1000/notice"' in html


def test_a_work_of_which_no_notice_is_known_carries_no_banner(client):
    assert 'class="notice' not in html_of(client, public(csl=SLEEP_CSL))


def test_the_style_of_the_site_counts_here_too(client):
    source = public(csl=SLEEP_CSL)
    stored = SourceSettings.load()
    stored.citation_style = CitationStyle.APA
    stored.save()

    entry = client.get(source.get_absolute_url()).context["entry"]
    (row,) = client.get("/bronnen/").context["rows"]

    assert entry == row.entry == STYLES[CitationStyle.APA].entry_html(source.csl)


def test_the_source_can_be_taken_over_in_four_forms(client):
    html = html_of(client, public(csl=SLEEP_CSL))

    forms = re.findall(r'<textarea[^>]*readonly aria-label="([^"]+)">([^<]+)', html)
    assert [name for name, _text in forms] == ["Vancouver", "APA 7", "BibTeX", "RIS"]
    assert {"Effects of sleep deprivation" in text for _name, text in forms} == {True}


def test_a_file_of_the_source_carries_its_name(client):
    source = public(csl=SLEEP_CSL)

    response = client.get(f"/bronnen/{source.pk}.ris")

    assert response["Content-Disposition"] == 'attachment; filename="mostaghimi-2005.ris"'
    assert response.content.decode().lstrip().startswith("TY  - JOUR")
    assert client.get(f"/bronnen/{source.pk}.csv").status_code == 404


def test_machines_read_what_the_work_is(client):
    html = html_of(client, public(csl=SLEEP_CSL | {"title": "Sleep </script> & wounds"}))

    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    data = json.loads(script)
    assert (data["@type"], data["name"]) == ("ScholarlyArticle", "Sleep </script> & wounds")
    assert data["sameAs"] == "https://doi.org/10.1111/j.1365-2869.2005.00455.x"


def test_a_hostile_record_is_shown_as_text(client):
    nasty = '"><script>alert(1)</script>'
    source = public(
        finding=nasty,
        csl={"type": "book", "title": nasty, "author": [{"literal": nasty}], "publisher": nasty},
    )

    assert "<script>alert" not in html_of(client, source)


def test_the_summary_of_the_publisher_is_not_shown(client):
    source = public(csl=SLEEP_CSL | {"abstract": "Rats were kept awake."})

    assert "Rats" not in html_of(client, source)


def test_a_page_costs_the_same_for_one_article_and_for_ten(client):
    source = public(csl=SLEEP_CSL)

    def queries():
        html_of(client, source)
        with CaptureQueriesContext(connection) as made:
            html_of(client, source)
        return len(made)

    one = queries()
    for _ in range(9):
        BlogPostPageFactory(body=[cite(source)])

    assert queries() == one
