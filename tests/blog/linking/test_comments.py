"""Comments of editors beside a text in which citations are linked."""

import json

import pytest

from blog.linking.comments import Change, changes, moved
from blog.linking.plain import read
from blog.linking.typed_citations import find
from tests.blog.linking.works import NAAM


def place(start, end, key="p1"):
    return json.dumps([{"key": key, "start": start, "end": end}])


def test_a_change_is_counted_in_its_paragraph_as_the_editor_counts():
    html = (
        '<p data-block-key="p0">Een.</p><p data-block-key="p1"><b>🙂 &amp;</b> (Naam et al., 2019)'
        "</p>"
    )
    text = read(html)

    found = changes(text, find(text, [NAAM]).mentions)

    # The smiley is two units, "&amp;" is one.
    assert found == [Change("p1", 5, 24, len("(Naam e.a., 2019)"))]


CHANGED = [Change("p1", 10, 20, 4), Change("p1", 30, 40, 12)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (place(2, 8), place(2, 8)),
        (place(2, 10), place(2, 10)),
        (place(22, 28), place(16, 22)),
        (place(41, 45), place(37, 41)),
        (place(10, 20), place(10, 14)),
        (place(12, 18), place(10, 14)),
        (place(5, 35), place(5, 36)),
        (place(22, 28, "p2"), place(22, 28, "p2")),
        ("[]", "[]"),
        ("", ""),
        ("7", "7"),
        ('[{"start": 1}]', '[{"start": 1}]'),
    ],
)
def test_a_comment_stays_with_its_words(before, after):
    assert moved(before, CHANGED) == after
