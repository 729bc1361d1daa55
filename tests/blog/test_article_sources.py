"""What an article shows of its sources, and what the site's settings change in it."""

import re

import pytest
from django.db import IntegrityError
from django.db.transaction import atomic
from django.utils.translation import gettext

from blog.models import ListedSource
from references.choices import CitationStyle, StudyType
from references.models import SourceSettings
from references.works.study_types import EXPLANATIONS
from tests.factories.blog import BlogPostPageFactory, ListedSourceFactory, cite
from tests.factories.references import ReferenceFactory

pytestmark = pytest.mark.django_db


def work(family, year, **fields):
    return ReferenceFactory(
        csl__author=[{"family": family}], csl__issued={"date-parts": [[year]]}, **fields
    )


def shown(client, page):
    response = client.get(page.url)
    assert response.status_code == 200
    return response


def names(sources):
    return [source.reference.first_author for source in sources]


def words(html):
    return re.sub(r"<[^>]+>", "", html).replace("\u2060", "")


def test_the_site_cites_by_name_from_one_request_to_the_next(client):
    page = BlogPostPageFactory(body=[cite(work("Vos", 2019), work("Beer", 2020))])
    settings = SourceSettings.load()
    before = shown(client, page).context["article"]

    settings.citation_style = CitationStyle.APA
    settings.save()
    after = shown(client, page).context["article"]

    assert words(before.html).strip() == "woord[1] woord[2]."
    assert names(before.sources) == ["Vos", "Beer"]
    assert words(after.html).strip() == "woord (Vos, 2019) woord (Beer, 2020)."
    assert names(after.sources) == ["Beer", "Vos"]


def test_what_the_text_does_not_cite_stands_apart_by_name(client):
    cited, *others = [work(family, 2020) for family in ("Vos", "Muis", "Das")]
    page = BlogPostPageFactory(body=[cite(cited)])
    for reference in (cited, *others):
        ListedSourceFactory(page=page, reference=reference)

    article = shown(client, page).context["article"]

    assert names(article.sources) == ["Vos"]
    assert names(article.further_reading) == ["Das", "Muis"]


def test_a_source_stands_once_in_the_list_of_an_article():
    listed = ListedSourceFactory()

    with pytest.raises(IntegrityError), atomic():
        ListedSourceFactory(page=listed.page, reference=listed.reference)


def test_a_preview_shows_the_list_as_it_stands_in_the_form(rf):
    listed = work("Muis", 2020)
    page = BlogPostPageFactory()
    draft = page.get_latest_revision_as_object()
    draft.listed_sources.add(ListedSource(reference=listed))

    article = draft.get_context(rf.get("/"))["article"]

    assert names(article.further_reading) == ["Muis"]


@pytest.mark.parametrize("kind", ["retraction", "expression-of-concern"])
def test_a_source_that_was_taken_back_is_told_above_the_article_and_at_the_source(client, kind):
    doubtful = work("Vos", 2019, notices=[{"kind": kind, "date": "2026-03-04"}])
    page = BlogPostPageFactory(body=[cite(doubtful, work("Beer", 2020))])

    response = shown(client, page)

    assert names(response.context["article"].doubted) == ["Vos"]
    html = response.content.decode()
    assert html.index('id="bron-in-twijfel"') < html.index('class="citation"')
    assert html.count("4 maart 2026") == 2


def test_a_correction_is_told_at_the_source_only(client):
    corrected = work("Vos", 2019, notices=[{"kind": "correction", "date": "2026-03-04"}])
    page = BlogPostPageFactory(body=[cite(corrected)])

    response = shown(client, page)

    assert response.context["article"].doubted == []
    assert response.content.decode().count("4 maart 2026") == 1


def test_each_kind_of_study_is_explained_once(client):
    trials = [work(name, 2020, study_type=StudyType.RANDOMISED_TRIAL) for name in ("Vos", "Das")]
    page = BlogPostPageFactory(body=[cite(*trials, work("Muis", 2020))])

    response = shown(client, page)

    assert response.context["article"].study_types == [
        (StudyType.RANDOMISED_TRIAL, str(EXPLANATIONS[StudyType.RANDOMISED_TRIAL]))
    ]
    assert response.content.decode().count("data-explains=") == 1


def test_a_finding_with_markup_is_shown_and_not_run(client):
    page = BlogPostPageFactory(body=[cite(work("Vos", 2019, finding="<script>x</script>"))])

    html = shown(client, page).content.decode()

    assert "&lt;script&gt;x&lt;/script&gt;" in html
    assert "<script>x" not in html


def test_an_article_says_how_old_its_sources_are(client):
    page = BlogPostPageFactory(body=[cite(work("Vos", 2003), work("Das", 2024))])

    html = words(shown(client, page).content.decode())

    assert gettext("Newest source: %(year)s") % {"year": 2024} in html
