import pytest
from django.db import IntegrityError, transaction

from references.errors import InvalidCsl
from references.models import Reference
from tests.factories.references import SLEEP_CSL, ReferenceFactory

pytestmark = pytest.mark.django_db


def test_the_columns_follow_from_the_work_when_it_is_saved():
    reference = Reference(csl=SLEEP_CSL, title="Something else", year=1900)
    reference.save()

    reference.refresh_from_db()
    assert (
        reference.title,
        reference.year,
        reference.first_author,
        reference.doi,
        reference.pmid,
    ) == (
        "Effects of sleep deprivation on wound healing",
        2005,
        "Mostaghimi",
        "10.1111/j.1365-2869.2005.00455.x",
        "16120095",
    )


def test_a_change_of_the_work_reaches_the_columns_in_a_partial_save_too():
    reference = ReferenceFactory()
    reference.csl["issued"] = {"date-parts": [[1999]]}
    reference.save(update_fields=["raw"])

    reference.refresh_from_db()
    assert reference.year == 1999


def test_what_is_no_work_is_not_saved():
    with pytest.raises(InvalidCsl):
        Reference(csl={"type": "book"}).save()

    assert Reference.objects.count() == 0


@pytest.mark.parametrize(
    ("variable", "one", "another"),
    [
        ("DOI", "10.1000/ABC", "https://doi.org/10.1000/abc"),
        ("PMID", "16120095", "PMID: 16120095"),
        ("PMCID", "PMC7394249", "7394249"),
    ],
)
def test_an_identifier_belongs_to_one_reference_however_it_is_spelled(variable, one, another):
    ReferenceFactory(**{f"csl__{variable}": one})

    with (
        pytest.raises(IntegrityError, match=f"one_reference_per_{variable.lower()}"),
        transaction.atomic(),
    ):
        ReferenceFactory(**{f"csl__{variable}": another})


def test_many_references_may_have_no_identifier():
    ReferenceFactory.create_batch(2)

    assert Reference.objects.count() == 2


def test_the_database_refuses_a_doi_in_capitals():
    reference = ReferenceFactory(csl__DOI="10.1000/abc")

    with pytest.raises(IntegrityError, match="reference_doi_is_lower_case"), transaction.atomic():
        Reference.objects.filter(pk=reference.pk).update(doi="10.1000/ABC")


@pytest.mark.parametrize(
    "typed",
    [
        "sleep",
        "WOUND sleep",
        "ballamudi 2005",
        "journal of sleep",
        "https://doi.org/10.1111/J.1365-2869.2005.00455.x",
        "16120095",
    ],
)
def test_a_search_finds_a_work_by_what_one_remembers_of_it(typed):
    sleep = ReferenceFactory(csl=SLEEP_CSL)
    ReferenceFactory()

    assert list(Reference.objects.matching(typed)) == [sleep]


def test_a_search_looks_past_accents_and_signs_of_the_query_language():
    battie = ReferenceFactory(csl__author=[{"family": "Battié", "given": "M. C."}])

    assert list(Reference.objects.matching("battie")) == [battie]
    assert list(Reference.objects.matching("bat%")) == []


def test_nothing_typed_finds_everything():
    reference = ReferenceFactory()

    assert list(Reference.objects.matching("")) == [reference]


def test_the_list_is_ordered_by_first_author_and_then_the_newest():
    def by(author, year):
        return ReferenceFactory(
            csl__author=[{"family": author}], csl__issued={"date-parts": [[year]]}
        )

    late, older, newer = by("Zeker", 2024), by("Aert", 2001), by("Aert", 2019)

    assert list(Reference.objects.all()) == [newer, older, late]


def test_a_reference_names_itself_by_author_year_and_title():
    reference = ReferenceFactory(csl=SLEEP_CSL)

    assert str(reference) == "Mostaghimi e.a., 2005. Effects of sleep deprivation on wound healing"
