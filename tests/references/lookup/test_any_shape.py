"""Whatever a registry answers can be read, compared and kept."""

import json
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from references.checking import comparison
from references.lookup import crossref, doi, pubmed
from references.lookup.records import Record
from references.works import notices, sameness
from tests.factories.references import SLEEP_CSL
from tests.references.lookup.server import ANSWERS

READERS: dict[str, tuple[Callable[[Any], Record], list[str]]] = {
    "crossref-retracted": (crossref.read, ["message"]),
    "pubmed-retracted": (pubmed.read, ["result", "90000002"]),
    "doi-datacite": (doi.read, []),
}
junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=8,
)


def places(value: Any) -> list[tuple[Any, Any]]:
    """Each object or list in it with each of its keys."""
    if isinstance(value, dict):
        keys = list(value)
    elif isinstance(value, list):
        keys = list(range(len(value)))
    else:
        return []
    return [(value, key) for key in keys] + [place for key in keys for place in places(value[key])]


@pytest.mark.parametrize("name", READERS)
@given(data=st.data())
def test_an_answer_with_anything_in_any_place_is_read(name: str, data: st.DataObject):
    read, path = READERS[name]
    answer = json.loads((ANSWERS / f"{name}.json").read_text())["body"]
    for step in path:
        answer = answer[step]
    changed = deepcopy(answer)
    for _time in range(data.draw(st.integers(1, 3))):
        holder, key = data.draw(st.sampled_from(places(changed)))
        holder[key] = data.draw(junk)

    record = read(changed)

    assert notices.normalise(record.notices) == record.notices
    assert json.loads(json.dumps(record.csl)) == record.csl
    assert "\x00" not in json.dumps(record.csl, ensure_ascii=False)
    comparison.compare(SLEEP_CSL, record.csl)
    sameness.verdict(SLEEP_CSL, record.csl, "never")
