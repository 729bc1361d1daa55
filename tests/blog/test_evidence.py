"""How old the sources of an article are."""

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import strip_tags

from blog.evidence import Evidence, age


def test_the_age_counts_sources_with_a_year():
    evidence = age([2023, None, 2010, 2016, 2015], 2026, 10)

    assert evidence == Evidence(newest=2023, oldest=2010, dated=4, old=2, limit=10)
    assert (evidence.newest_is_old, evidence.is_half_old) == (False, True)


@pytest.mark.parametrize("years", [[], [None, None]])
def test_without_years_there_is_no_age(years):
    assert age(years, 2026, 10) is None


@pytest.mark.parametrize(
    ("years", "line"),
    [
        ([2023, 2020], "Newest source: 2023."),
        ([2023, 2010], "Newest source: 2023; half of them are more than 10 years old."),
        ([2023, 2022, 2010], "Newest source: 2023; 1 of 3 is more than 10 years old."),
        ([2023, 2011, 2010], "Newest source: 2023; 2 of 3 are more than 10 years old."),
        ([2011, 2010], "Newest source: 2011; all of them are more than 10 years old."),
        ([2010], "Newest source: 2010; it is more than 10 years old."),
        ([2016], "Newest source: 2016."),
    ],
)
def test_a_reader_gets_it_in_one_line(years, line):
    with translation.override(None):
        html = render_to_string("blog/includes/evidence.html", {"evidence": age(years, 2026, 10)})

    assert strip_tags(html).strip() == line
