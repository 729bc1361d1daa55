"""What an editor is told about the sources of a draft."""

import pytest

from blog.checks import Finding
from blog.draft_sources import study
from blog.models import ListedSource
from references.models import Reference
from tests.factories.blog import BlogPostPageFactory, cite, figure, marker
from tests.factories.references import CreditedImageFactory, ReferenceFactory

pytestmark = pytest.mark.django_db

RETRACTION = [{"kind": "retraction", "date": "2021-03-04"}]


def reference(family="Naam", year=2019, **kwargs):
    return ReferenceFactory(
        csl__author=[{"family": family}, {"family": "Ander"}, {"family": "Derde"}],
        csl__issued={"date-parts": [[year]]},
        **kwargs,
    )


def article(*html, listed=(), **kwargs):
    page = BlogPostPageFactory(
        body=[one if isinstance(one, tuple) else ("paragraph", one) for one in html], **kwargs
    )
    for order, one in enumerate(listed):
        ListedSource.objects.create(page=page, reference=one, sort_order=order)
    return page


def told(page):
    """(kind, what is marked, which works) of each remark."""
    return [
        (one.kind, one.excerpt and one.excerpt.marked, list(one.references))
        for one in study(page).remarks
    ]


def test_a_citation_that_the_list_does_not_know_is_told_with_the_words_around_it():
    page = article(
        ("section", "Waarom"),
        "<p>Volgens Modaal en collega’s (2018) is dat zo.</p>",
        listed=[reference()],
    )

    remark = study(page).remarks[0]

    assert (remark.kind, remark.passage.number, remark.passage.heading) == (
        Finding.UNKNOWN,
        2,
        "Waarom",
    )
    assert (remark.excerpt.before, remark.excerpt.marked, remark.excerpt.after) == (
        "Volgens ",
        "Modaal en collega’s (2018)",
        " is dat zo.",
    )


def test_another_year_and_two_works_that_fit_are_told_with_those_works():
    old, first, second = reference("Oud", 2009), reference(), reference()
    page = article("<p>Zie Oud e.a. (2010) en Naam et al. (2019).</p>", listed=[old, first, second])

    assert told(page)[:2] == [
        (Finding.OTHER_YEAR, "Oud e.a. (2010)", [old]),
        (Finding.SEVERAL, "Naam et al. (2019)", [first, second]),
    ]


def test_a_citation_of_a_deleted_source_is_told():
    gone = reference()
    page = article(f"<p>Ja {marker(gone)}.</p>")
    Reference.objects.filter(pk=gone.pk)._raw_delete("default")

    assert told(page) == [(Finding.GONE, f"(bron {gone.pk})", [])]


def test_a_citation_of_retracted_research_is_told():
    retracted, sound = reference(notices=RETRACTION), reference()
    page = article(cite(retracted, sound))

    assert told(page) == [(Finding.RETRACTED, f"(bron {retracted.pk})", [retracted])]


def test_a_listed_source_that_nothing_cites_is_told():
    uncited, cited, typed = reference("Een"), reference("Twee"), reference("Drie")
    page = article(cite(cited), "<p>Zie Drie e.a. (2019).</p>", listed=[uncited, cited, typed])

    assert told(page) == [(Finding.UNCITED, None, [uncited])]


def test_a_statement_about_research_without_a_source_is_told():
    page = article(
        "<p>Onderzoek toont aan dat slaap helpt. Ook goed.</p><p>Uit onderzoek van Naam et al. "
        "(2019) blijkt dat ook.</p>",
        listed=[reference()],
    )

    assert told(page) == [(Finding.UNSOURCED, "Onderzoek toont aan dat slaap helpt.", [])]


def test_the_maker_of_an_image_is_credited_elsewhere():
    image = CreditedImageFactory(credited=True, creator="Wim Maker e.a.")
    page = article(figure(image, caption="<p>Maker et al., 2019. Peeters et al., 2019.</p>"))

    assert [(kind, marked) for kind, marked, _ in told(page)] == [
        (Finding.UNKNOWN, "Peeters et al., 2019")
    ]


def test_what_was_cited_already_counts_as_the_list():
    source = reference()
    page = article(f"<p>Eerst {marker(source)}. Later Naam et al. (2019).</p>")

    assert [one.mention.cited[0].work.pk for one in study(page).proposals] == [source.pk]


def test_the_latest_draft_is_read_and_not_what_is_on_line():
    page = article("<p>Zie Modaal et al. (2018).</p>")
    draft = page.get_latest_revision_as_object()
    draft.body = [("paragraph", "<p>Bewegen helpt.</p>")]
    draft.save_revision()
    page.refresh_from_db()

    assert told(page) == []


@pytest.mark.parametrize("length", [1, 20])
def test_reading_a_draft_costs_the_same_for_a_long_one(length, django_assert_max_num_queries):
    page = article(*(cite(reference()) for _ in range(length)))
    page.save_revision()

    with django_assert_max_num_queries(5):
        study(page)


def test_a_typed_list_is_told_once_and_cites_nothing():
    source = reference()
    page = article(
        ("section", "Bronnen"),
        "<p>Naam et al. (2019). Studie.</p><p>Modaal (2018). Onderzoek toont aan.</p>",
        listed=[source],
    )

    assert study(page).proposals == []
    assert told(page) == [
        (Finding.TYPED_LIST, "Naam et al. (2019). Studie.", []),
        (Finding.UNCITED, None, [source]),
    ]


def test_remarks_come_in_the_order_of_the_text():
    retracted = reference(notices=RETRACTION)
    page = article(
        f"<p>Onderzoek toont dat aan.</p><p>Ja {marker(retracted)}. Modaal et al. (2018).</p>"
        f"<p>Modaal et al. (2018). Nee {marker(retracted)}.</p>"
    )

    assert [kind for kind, _marked, _works in told(page)] == [
        Finding.UNSOURCED,
        Finding.RETRACTED,
        Finding.UNKNOWN,
        Finding.UNKNOWN,
        Finding.RETRACTED,
    ]


def test_a_source_that_was_merged_into_another_is_still_known():
    kept = reference(former_ids=[999_999])
    page = article(f"<p>Ja {marker(999_999)}.</p>", listed=[kept])

    assert told(page) == []
