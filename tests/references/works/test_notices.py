"""Tests of what notices of retraction and correction come down to."""

import json

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from references.choices import Standing
from references.works import notices
from references.works.notices import NoticeKind


def notice(kind: str, date: str = "", doi: str = "", source: str = "crossref") -> dict[str, str]:
    return {"kind": kind, "date": date, "doi": doi, "source": source}


@pytest.mark.parametrize(
    ("kind", "standing"),
    [
        ("retraction", Standing.RETRACTED),
        ("partial_retraction", Standing.RETRACTED),
        ("withdrawal", Standing.RETRACTED),
        ("removal", Standing.RETRACTED),
        ("Retraction in", Standing.RETRACTED),
        ("Retracted Publication", Standing.RETRACTED),
        ("expression_of_concern", Standing.CONCERN),
        ("Expression-of-concern", Standing.CONCERN),
        ("Expression of concern in", Standing.CONCERN),
        ("correction", Standing.CORRECTED),
        ("erratum", Standing.CORRECTED),
        ("corrigendum", Standing.CORRECTED),
        ("Erratum in", Standing.CORRECTED),
        ("reinstatement", ""),
        ("addendum", ""),
        ("new_version", ""),
    ],
)
def test_each_spelling_of_a_notice_has_its_standing(kind: str, standing: str):
    assert notices.standing([notice(kind, "2021-03-04")]) == standing


def test_no_notices_is_not_known():
    assert notices.standing([]) == ""
    assert notices.decisive([]) is None


def test_the_newest_of_the_gravest_decides():
    listed = [
        notice("retraction", "2019-05-01", "10.1000/old"),
        notice("correction", "2024-01-01", "10.1000/correction"),
        notice("retraction", "2021-03-04", "10.1000/new"),
    ]

    decisive = notices.decisive(listed)

    assert notices.standing(listed) == Standing.RETRACTED
    assert decisive == notices.Notice(
        NoticeKind.RETRACTION, "2021-03-04", "10.1000/new", "crossref"
    )


@pytest.mark.parametrize(
    ("retracted", "reinstated", "standing"),
    [
        ("2020-01-01", "2021-06-30", ""),
        ("2022-01-01", "2021-06-30", Standing.RETRACTED),
        ("2021", "2021-06-30", ""),
        ("2021-06-30", "2021", ""),
        ("", "2021-06-30", ""),
        ("2020-01-01", "", Standing.RETRACTED),
        ("", "", ""),
    ],
)
def test_a_reinstatement_undoes_the_retractions_before_it(
    retracted: str, reinstated: str, standing: str
):
    listed = [notice("retraction", retracted), notice("reinstatement", reinstated)]

    assert notices.standing(listed) == standing


def test_a_reinstated_work_that_was_corrected_is_still_corrected():
    listed = [
        notice("retraction", "2020-01-01"),
        notice("correction", "2021-06-30"),
        notice("reinstatement", "2021-06-30"),
    ]

    assert notices.standing(listed) == Standing.CORRECTED


def test_notices_come_in_one_spelling_each_once_oldest_first():
    listed = [
        notice("Retraction", "2021-03-04", "10.1000/ABC"),
        notice("retraction", "2021-03-04", "10.1000/abc"),
        notice("corrigendum", "2019"),
        "no notice",
        notice("new_edition", "2020"),
    ]

    assert notices.normalise(listed) == [
        notice("correction", "2019"),
        notice("retraction", "2021-03-04", "10.1000/abc"),
    ]


@pytest.mark.parametrize("date", ["2021-13-01", "2021-02-30", "21-02-03", "soon", "2021-2-3", None])
def test_a_date_that_is_not_in_the_calendar_is_not_known(date: str | None):
    assert notices.normalise([{"kind": "retraction", "date": date}]) == [
        notice("retraction", source="")
    ]


@pytest.mark.parametrize(
    ("date", "shown"),
    [("2021-03-04", "4 maart 2021"), ("2021-03", "maart 2021"), ("2021", "2021"), ("", "")],
)
def test_a_date_is_shown_as_far_as_it_is_known(date: str, shown: str):
    with translation.override("nl"):
        assert notices.Notice(NoticeKind.CORRECTION, date).shown_date == shown


junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=10,
)
any_notice = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(NoticeKind.values) | junk,
        "date": st.dates().map(str) | junk,
        "doi": junk,
        "source": junk,
    }
)


@given(st.lists(any_notice | junk, max_size=8) | junk)
def test_whatever_is_stored_can_be_read_and_kept(raw: object):
    once = notices.normalise(raw)

    assert notices.normalise(once) == once
    assert json.loads(json.dumps(once)) == once
    assert notices.standing(raw) == notices.standing(once)
