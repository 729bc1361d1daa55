"""Our record of a work beside a registry's."""

from typing import Any

import pytest

from references.checking import comparison
from references.checking.comparison import Difference
from references.choices import Verification
from references.works import sameness

OURS: dict[str, Any] = {
    "type": "article-journal",
    "title": "Walking after a sprain: a randomised trial",
    "author": [
        {"family": "van Dillen", "given": "L. R."},
        {"family": "Jørgensen", "given": "K."},
    ],
    "issued": {"date-parts": [[2019, 6]]},
    "container-title": "Journal of Invented Movement",
    "volume": "12",
    "issue": "3",
    "page": "213-9",
    "DOI": "10.9999/walking.1",
}
THEIRS: dict[str, Any] = {
    **OURS,
    "title": "Walking after a Sprain: A Randomised Trial",
    "container-title-short": "J Invent Mov",
    "page": "213-219",
}


def differing(ours: dict[str, Any], theirs: dict[str, Any]) -> dict[str, bool]:
    return {found.variable: found.doubtful for found in comparison.compare(ours, theirs)}


def test_the_same_work_in_another_spelling_has_no_differences():
    spelled = {
        **THEIRS,
        "title": "WALKING AFTER A SPRAIN - a randomised trial.",
        "author": [{"family": "Dillen", "given": "Linda"}, {"family": "Jorgensen"}],
        "DOI": "10.9999/WALKING.1",
    }

    assert comparison.compare(OURS, spelled) == []


@pytest.mark.parametrize(
    "theirs",
    [
        "Walking after a sprain",
        "Walkingafter asprain: arandomised trial",
        "Walking after a sprain: a randomized trial",
        "Walking after a sprain. A randomised trial",
    ],
)
def test_a_title_may_lack_its_subtitle_or_a_letter(theirs: str):
    assert differing(OURS, THEIRS | {"title": theirs}).get("title", False) is False


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Walking after a sprain, part 1", "Walking after a sprain, part 2"),
        ("Walking after a sprain, part I", "Walking after a sprain, part II"),
        ("Running after a sprain", "Walking before surgery"),
        ("Editorial", "Editorial: walking after a sprain"),
        ("Walking after a sprain", ""),
        ("...", "..."),
    ],
)
def test_another_title_is_another_work(ours: str, theirs: str):
    assert differing(OURS | {"title": ours}, THEIRS | {"title": theirs})["title"] is True


def test_a_real_doi_under_another_title_and_author_is_doubtful():
    other = {
        **THEIRS,
        "title": "Sleep in adults",
        "author": [{"family": "Peeters", "given": "A."}],
        "issued": {"date-parts": [[2004]]},
    }

    assert comparison.compare(OURS, other) == [
        Difference("title", OURS["title"], "Sleep in adults", doubtful=True),
        Difference("author", "van Dillen, L. R.; Jørgensen, K.", "Peeters, A.", doubtful=True),
        Difference("issued", "2019", "2004", doubtful=True),
    ]


@pytest.mark.parametrize(
    ("printed", "online", "difference"),
    [
        (2019, None, {}),
        (2020, 2019, {}),
        (2020, None, {"issued": False}),
        (2018, None, {"issued": False}),
        (2021, None, {"issued": True}),
        (None, None, {"issued": True}),
    ],
)
def test_a_year_more_or_less_is_the_day_on_line(
    printed: int | None, online: int | None, difference: dict[str, bool]
):
    theirs = {key: value for key, value in THEIRS.items() if key != "issued"}
    for variable, year in (("issued", printed), ("available-date", online)):
        if year:
            theirs[variable] = {"date-parts": [[year]]}

    assert differing(OURS, theirs) == difference


def test_other_fields_are_shown_but_raise_no_doubt():
    theirs = {**THEIRS, "volume": "13", "page": "300-310", "PMCID": "PMC7000001"}

    assert differing(OURS, theirs) == {"volume": False, "page": False, "PMCID": False}


@pytest.mark.parametrize(
    "title", ["J Invent Mov", "J. Invent. Mov.", "journal of invented movement"]
)
def test_a_journal_may_be_written_short(title: str):
    assert differing(OURS | {"container-title": title}, THEIRS) == {}


def test_what_the_registry_does_not_tell_is_no_difference():
    few = {key: THEIRS[key] for key in ("title", "author", "issued")}

    assert comparison.compare(OURS, few) == []


def test_more_authors_are_shown_and_another_first_author_is_doubtful():
    shorter = OURS | {"author": OURS["author"][:1]}
    turned = OURS | {"author": OURS["author"][::-1]}

    assert differing(shorter, THEIRS) == {"author": False}
    assert differing(turned, THEIRS) == {"author": True}


def test_an_identifier_that_was_asked_and_is_not_known_is_doubtful():
    assert differing(OURS | {"PMID": "1"}, THEIRS | {"PMID": ""}) == {"PMID": True}
    assert differing(OURS, THEIRS | {"PMID": "90000001"}) == {"PMID": False}


@pytest.mark.parametrize(
    ("registry", "before", "after"),
    [
        (THEIRS, Verification.NEVER, Verification.VERIFIED),
        (THEIRS | {"title": "Sleep"}, Verification.VERIFIED, Verification.DIFFERS),
        ({}, Verification.VERIFIED, Verification.NEVER),
        ({}, Verification.NOT_FOUND, Verification.NOT_FOUND),
        ({}, Verification.NOT_CHECKABLE, Verification.NEVER),
    ],
)
def test_a_work_keeps_no_state_that_is_not_true_any_more(
    registry: dict[str, Any], before: str, after: str
):
    assert sameness.verdict(OURS, registry, before) == after


def test_a_work_without_identifier_cannot_be_checked():
    bare = {"type": "book", "title": "Explain Movement"}

    for registry in ({}, THEIRS):
        verdict = sameness.verdict(bare, registry, Verification.VERIFIED)
        assert verdict == Verification.NOT_CHECKABLE


def test_only_what_differs_and_was_chosen_is_taken_over():
    theirs = {**THEIRS, "title": "Walking after a fall", "volume": "13", "issue": "4"}

    taken = comparison.taken_over(OURS, theirs, ["title", "volume", "page", "abstract"])

    assert taken == OURS | {"title": "Walking after a fall", "volume": "13"}
