"""What we write, we read back unchanged."""

from hypothesis import example, given
from hypothesis import strategies as st

from references.formats import bibtex, csl_json, ris
from tests.references.formats.works import dates, texts, works


def a_range(date):
    [[year, *rest]] = date["date-parts"]
    return {"date-parts": [[year, *rest[:1]], [year + 1, *rest[:1]]]}


anything = {"issued": st.one_of(dates(), dates().map(a_range)), "genre": texts()}
LONG = {"type": "book", "title": "T", "abstract": " ".join(["50 % -- {x} & \\ ~ 'é' @a {"] * 99)}
A_WORK = {"type": "book", "title": "Pijn {en} 50 % \\ bewegen & meer"}


@given(st.lists(works(**anything), max_size=3))
@example([A_WORK, LONG])
def test_bibtex_holds_everything(csls):
    batch = bibtex.read(bibtex.write(csls))

    assert [entry.csl for entry in batch.entries] == csls
    assert batch.set_aside == []


@given(st.lists(works(), max_size=3))
@example([A_WORK, LONG])
def test_ris_holds_all_that_it_has_a_place_for(csls):
    batch = ris.read(ris.write(csls))

    assert [entry.csl for entry in batch.entries] == csls
    assert batch.set_aside == []


@given(st.lists(works(**anything), max_size=3))
@example([A_WORK, LONG])
def test_csl_json_holds_everything(csls):
    batch = csl_json.read(csl_json.write(csls))

    assert [entry.csl for entry in batch.entries] == csls
    assert batch.set_aside == []
