import pytest

from references.choices import Origin
from references.formats.detect import read
from references.library.importing import Outcome, Wish, recognise, save
from references.models import Reference
from references.works.entries import Entry
from tests.factories.references import SLEEP_CSL, ReferenceFactory

pytestmark = pytest.mark.django_db

TITLE = SLEEP_CSL["title"]


def entry(**csl):
    return Entry("", {"type": "article-journal", "title": TITLE, **csl})


def by(family, year):
    return {"author": [{"family": family}], "issued": {"date-parts": [[year]]}}


@pytest.mark.parametrize(
    "shared",
    [
        {"DOI": "10.1000/ABC"},
        {"PMID": "17"},
        {"PMCID": "PMC18"},
        {"URL": "https://example.com/a"},
    ],
)
def test_a_work_is_known_by_any_shared_identifier(shared):
    stored = ReferenceFactory(
        csl__DOI="10.1000/abc",
        csl__PMID="17",
        csl__PMCID="PMC18",
        csl__URL="https://example.com/a",
    )
    ReferenceFactory()

    [row] = recognise([Entry("", {"type": "book", **shared})])

    assert row.known == [stored]


@pytest.mark.parametrize(
    "csl",
    [
        {"title": "Effects of sleepdeprivation onwound healing.", **by("Mostaghimi", 2005)},
        {"title": "EFFECTS OF SLEEP DEPRIVATION ON WOUND HEALING", **by("MostaghimiL", 2004)},
        {"author": [{"family": "Mostaghimi"}]},
        {},
    ],
)
def test_a_work_is_known_by_its_title_whatever_the_spaces(csl):
    stored = ReferenceFactory(csl=SLEEP_CSL)

    [row] = recognise([entry(**csl)])

    assert row.known == [stored]


@pytest.mark.parametrize(
    "csl",
    [
        by("Jansen", 2005),
        by("Mostaghimi", 2011),
        {"title": "Another study", **by("Mostaghimi", 2005)},
        {"DOI": "10.1000/other", **by("Mostaghimi", 2005)},
        {"PMID": "17", **by("Mostaghimi", 2005)},
    ],
)
def test_another_work_is_not_taken_for_a_known_one(csl):
    ReferenceFactory(csl=SLEEP_CSL)

    [row] = recognise([entry(**csl)])

    assert row.known == []


def test_a_title_that_says_little_needs_author_and_year():
    stored = ReferenceFactory(csl={"type": "book", "title": "Editorial", **by("Peeters", 2020)})

    alone, whole = recognise(
        [entry(title="Editorial"), entry(title="Editorial", **by("Peeters", 2020))]
    )

    assert alone.known == []
    assert whole.known == [stored]


def test_a_work_that_is_in_the_list_twice_points_to_the_first():
    rows = recognise(
        [
            entry(DOI="10.1000/a", **by("Mostaghimi", 2005)),
            entry(title="Another work of them"),
            entry(DOI="10.1000/a", PMID="17", title=""),
            entry(PMID="17", title=""),
        ]
    )

    assert [row.twin for row in rows] == [None, None, 0, 2]


def test_one_doi_in_five_spellings_is_one_work():
    spellings = [
        "10.1016/S0140-6736(97)11096-0",
        "https://doi.org/10.1016/S0140-6736(97)11096-0",
        "http://dx.doi.org/10.1016/s0140-6736%2897%2911096-0",
        "doi: 10.1016/S0140-6736(97)11096-0.",
        "DOI 10.1016/s0140-6736(97)11096-0;",
    ]

    rows = recognise(read("\n".join(spellings)).entries)

    assert [row.twin for row in rows] == [None, 0, 0, 0, 0]


@pytest.mark.parametrize("count", [1, 30])
def test_recognising_takes_one_query(count, django_assert_num_queries):
    ReferenceFactory.create_batch(3)
    entries = [entry(title=f"Movement and recovery {n}", PMID=str(n + 1)) for n in range(count)]

    with django_assert_num_queries(1):
        recognise(entries)


def test_recognising_nothing_takes_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert recognise([]) == []


def test_a_saved_work_keeps_its_line_and_where_it_came_from():
    [outcome] = save([Wish("The line.", SLEEP_CSL)], origin=Origin.LIST)

    saved = Reference.objects.get()
    assert outcome.reference == saved
    assert (saved.csl, saved.raw, saved.origin) == (SLEEP_CSL, "The line.", Origin.LIST)


def test_a_work_that_cannot_be_saved_takes_no_other_along():
    ReferenceFactory(csl__DOI="10.1000/a")
    taken = Wish("1", {**SLEEP_CSL, "DOI": "10.1000/A"})
    without_title = Wish("2", {"type": "book"})
    good = Wish("3", SLEEP_CSL)

    outcomes = save([taken, without_title, good], origin=Origin.RIS)

    assert [outcome.problems for outcome in outcomes] == [
        ["Een andere bron heeft deze DOI al."],
        ["Vul de titel in."],
        [],
    ]
    assert [outcome.reference for outcome in outcomes] == [
        None,
        None,
        Reference.objects.get(title=TITLE),
    ]


def test_the_same_work_twice_is_saved_once():
    first, second = save([Wish("1", SLEEP_CSL), Wish("2", SLEEP_CSL)], origin=Origin.LIST)

    assert first.reference == Reference.objects.get()
    assert second == Outcome(
        Wish("2", SLEEP_CSL),
        None,
        ["Een andere bron heeft deze DOI al.", "Een andere bron heeft deze PMID al."],
    )


@pytest.mark.parametrize("csl", [{"title": "Editorial"}, {"title": "=1+1", "volume": "3"}])
def test_the_same_little_twice_is_known(csl):
    stored = ReferenceFactory(csl={"type": "book", **csl})

    first, second = recognise([Entry("1", stored.csl), Entry("2", stored.csl)])

    assert (first.known, first.twin) == ([stored], None)
    assert (second.known, second.twin) == ([stored], 0)


def test_a_known_work_takes_only_what_it_lacked():
    stored = ReferenceFactory(
        csl={"type": "article-journal", "title": "Our own title", "DOI": SLEEP_CSL["DOI"]},
        raw="How it came.",
    )

    save([Wish("Another line.", SLEEP_CSL, completes=stored.pk)], origin=Origin.NBIB)

    stored.refresh_from_db()
    assert stored.csl == {**SLEEP_CSL, "title": "Our own title"}
    assert (stored.raw, stored.origin) == ("How it came.", Origin.FORM)


def test_a_known_work_that_was_deleted_meanwhile_is_told():
    [outcome] = save([Wish("", SLEEP_CSL, completes=1)], origin=Origin.LIST)

    assert outcome.problems == ["Deze bron bestaat niet meer."]
