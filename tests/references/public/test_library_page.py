"""The library at /bronnen/ as a reader gets it."""

import json
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from references.choices import StudyType
from references.models import Reference
from references.public import views
from tests.factories.blog import BlogPostPageFactory, cite
from tests.factories.references import SLEEP_CSL, ReferenceFactory
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

LIBRARY = "/bronnen/"


def shelve(*sources):
    """Make these public: an article cites them."""
    return BlogPostPageFactory(body=[cite(*sources)])


def shown(response):
    return [row.source for row in response.context["rows"]]


def robots(html):
    return re.findall(r'<meta name="robots" content="(\w+)">', html)


def canonical(html):
    return re.findall(r'<link rel="canonical" href="([^"]+)">', html)


def test_a_row_has_the_source_in_the_style_of_the_site_and_leads_to_its_page(client):
    source = ReferenceFactory(csl=SLEEP_CSL)
    shelve(source)

    html = client.get(LIBRARY).content.decode()

    assert f'<a href="{source.get_absolute_url()}">Mostaghimi e.a., 2005<' in html
    assert (
        '<cite class="source__title">Effects of sleep deprivation on wound healing</cite>' in html
    )
    assert "Gebruikt in 1 artikel" in html


def test_two_works_of_one_name_and_year_are_two_links(client):
    shelve(*(ReferenceFactory(csl__title=title) for title in ("On backs", "On knees")))

    links = re.findall(
        r'<h3 class="card__title"><a [^>]*>(.*?)</a>', client.get(LIBRARY).content.decode()
    )

    assert [strip_tags(link) for link in links] == [
        "Testers en Proef, 2020: On backs",
        "Testers en Proef, 2020: On knees",
    ]


def test_a_long_library_is_cut_into_pages_and_the_choices_stay(client):
    shelve(*ReferenceFactory.create_batch(26, study_type=StudyType.COHORT))

    asked = {"zoek": "movement", "soort": StudyType.COHORT}
    html = client.get(LIBRARY, asked).content.decode()
    following = re.search(r'rel="next" href="([^"]+)"', html)[1].replace("&amp;", "&")

    assert parse_qs(urlsplit(following).query) == {
        "zoek": ["movement"],
        "soort": ["cohort"],
        "pagina": ["2"],
    }
    assert len(shown(client.get(LIBRARY + following))) == 1
    assert 'name="zoek" value="movement"' in html
    assert '<option value="cohort" selected>' in html


def test_nothing_found_leads_back_to_everything(client):
    shelve(ReferenceFactory())

    response = client.get(LIBRARY, {"zoek": "astronomie"})

    assert shown(response) == []
    assert "Probeer een ander woord" in response.content.decode()
    assert f'<a href="{LIBRARY}">Toon alle bronnen</a>' in response.content.decode()


def test_an_empty_library_says_so(client):
    assert "Er zijn nog geen bronnen." in client.get(LIBRARY).content.decode()


@pytest.mark.parametrize(
    "asked",
    [
        {"zoek": "\x00"},
        {"zoek": "a" * 10_000},
        {"zoek": "' OR 1=1; --"},
        {"zoek": "%_\\"},
        {"van": "abc", "tot": "-1"},
        {"van": "9" * 5000},
        {"tot": "2e3"},
        {"soort": "niets"},
        {"onderwerp": ["rug", "\x00"]},
        {"onderwerp": "\U0001f600"},
        {"gratis": "misschien"},
        {"pagina": "999999"},
        {"pagina": "9" * 5000},
        {"pagina": ["2", "-1", "x"]},
        {"zoek": ["a", "b"], "onbekend": "1"},
    ],
)
def test_whatever_is_asked_a_page_and_a_file_come_back(client, asked):
    shelve(ReferenceFactory())

    assert client.get(LIBRARY, asked).status_code == 200
    assert client.get(f"{LIBRARY}bronnen.bib", asked).status_code == 200


def test_what_cannot_be_chosen_is_told_and_left_out(client):
    source = ReferenceFactory()
    shelve(source)

    response = client.get(LIBRARY, {"van": "abc"})

    assert shown(response) == [source]
    assert list(response.context["form"].errors) == ["since"]
    assert '<details class="faq mb-3" open>' in response.content.decode()


def test_what_a_reader_typed_is_shown_as_text(client):
    html = client.get(LIBRARY, {"zoek": '"><script>alert(1)</script>'}).content.decode()

    assert "<script>alert" not in html


def test_a_title_with_markup_is_shown_as_text(client):
    shelve(ReferenceFactory(csl__title="<script>alert(1)</script>"))

    assert "<script>alert" not in client.get(LIBRARY).content.decode()


def test_search_engines_keep_the_library_and_not_each_selection(client):
    shelve(*ReferenceFactory.create_batch(26))

    plain, second, filtered = (
        client.get(LIBRARY + query).content.decode()
        for query in ("?utm_source=brief", "?pagina=2", "?zoek=movement")
    )

    assert (canonical(plain), robots(plain)) == (["http://testserver/bronnen/"], [])
    assert canonical(second) == ["http://testserver/bronnen/?pagina=2"]
    assert (canonical(filtered), robots(filtered)) == ([], ["noindex"])


@pytest.mark.parametrize(
    ("extension", "content_type", "beginning"),
    [
        ("bib", "application/x-bibtex", "@article{"),
        ("ris", "application/x-research-info-systems", "TY  - JOUR"),
        ("json", "application/vnd.citationstyles.csl+json", "["),
    ],
)
def test_a_file_has_all_of_the_selection_and_nothing_else(
    client, extension, content_type, beginning
):
    sleep, other = ReferenceFactory(csl=SLEEP_CSL), ReferenceFactory(csl__title="Something else")
    shelve(sleep, other)
    ReferenceFactory(csl__title="Wound that nobody cites")

    response = client.get(f"{LIBRARY}bronnen.{extension}", {"zoek": "wound", "pagina": "3"})

    text = response.content.decode()
    assert response["Content-Type"] == f"{content_type}; charset=utf-8"
    assert response["Content-Disposition"] == f'attachment; filename="bronnen.{extension}"'
    assert text.lstrip().startswith(beginning)
    assert re.findall("Effects of sleep|Something|nobody", text) == ["Effects of sleep"]


def test_a_file_keeps_the_summary_to_its_publisher(client):
    shelve(ReferenceFactory(csl=SLEEP_CSL | {"abstract": "Rats were kept awake."}))

    (work,) = json.loads(client.get(f"{LIBRARY}bronnen.json").content)

    assert set(work) - {"id"} == set(SLEEP_CSL)


def test_a_file_and_the_page_that_offers_it_know_where_it_ends(client, monkeypatch):
    monkeypatch.setattr(views, "MOST_IN_A_FILE", 2)
    shelve(*ReferenceFactory.create_batch(3))

    works = json.loads(client.get(f"{LIBRARY}bronnen.json").content)

    assert len(works) == 2
    assert "In een bestand passen alleen de eerste 2." in client.get(LIBRARY).content.decode()


@pytest.mark.parametrize("extension", ["csv", "xml", "bibtex"])
def test_there_are_no_other_files(client, extension):
    assert client.get(f"{LIBRARY}bronnen.{extension}").status_code == 404


def test_nothing_can_be_sent_to_the_library(client):
    assert client.post(LIBRARY).status_code == 405


def test_the_list_costs_the_same_for_one_source_and_for_thirty(client):
    shelve(ReferenceFactory(study_type=StudyType.COHORT))
    one = queries_of(client, LIBRARY)
    shelve(*ReferenceFactory.create_batch(29, study_type=StudyType.COHORT))

    many = queries_of(client, LIBRARY)

    assert Reference.objects.count() == 30
    assert len(many) == len(one)
    assert [sql for sql in many if not sql.startswith("SELECT")] == []


def test_the_site_leads_to_the_library(client):
    assert f'href="{reverse("references:library")}">Bronnen</a>' in client.get("/").content.decode()
