import json

import pytest

from references.formats import csl_json

WORK = {"type": "book", "title": "Pain", "issued": {"date-parts": [[2020]]}}


@pytest.mark.parametrize(
    "text", [json.dumps(WORK), json.dumps([WORK]), json.dumps([{"id": 1, **WORK}], indent=1)]
)
def test_a_list_and_a_single_record_are_read(text):
    [entry] = csl_json.read(text).entries

    assert entry.csl == WORK


def test_each_record_keeps_its_own_text():
    batch = csl_json.read('[{"title": "One"}, {"title":"Two"}]')

    assert [entry.raw for entry in batch.entries] == ['{"title": "One"}', '{"title":"Two"}']


def test_what_registries_write_differently_is_understood():
    record = {
        "type": "journal-article",
        "title": ["Effects of <i>sleep</i> &amp;amp; CO<sub>2</sub>"],
        "container-title": ["Sleep"],
        "journalAbbreviation": "Slp",
        "author": [{"name": "Sleep Group"}, {"family": "Peeters", "given": "AB"}],
        "issued": {"raw": "2020-05-16"},
        "accessed": {"date-parts": [["2026", "3"]]},
        "PMID": 9625226,
    }

    [entry] = csl_json.read(json.dumps(record)).entries

    assert entry.csl == {
        "type": "article-journal",
        "title": "Effects of sleep & CO2",
        "container-title": "Sleep",
        "container-title-short": "Slp",
        "author": [{"literal": "Sleep Group"}, {"family": "Peeters", "given": "A. B."}],
        "issued": {"date-parts": [[2020, 5, 16]]},
        "accessed": {"date-parts": [[2026, 3]]},
        "PMID": "9625226",
    }
    assert entry.warnings == []


def test_a_bad_variable_is_left_out_and_told():
    [entry] = csl_json.read('{"type": "book", "title": "T", "volume": {"x": 1}}').entries

    assert entry.csl == {"type": "book", "title": "T"}
    assert entry.warnings == ["Volume blijft leeg: Dit is geen tekst."]


def test_a_file_that_was_cut_off_gives_the_records_before_the_cut():
    batch = csl_json.read('[{"title": "One", "type": "book"}, {"title": "Tw')

    assert [entry.csl["title"] for entry in batch.entries] == ["One"]
    assert [(aside.raw, aside.reason) for aside in batch.set_aside] == [
        ('{"title": "Tw', "Vanaf hier is de CSL-JSON kapot.")
    ]


@pytest.mark.parametrize("text", ["{" * 20_000, "[" * 20_000 + "{", '{"a":' * 20_000])
def test_nesting_without_end_is_set_aside(text):
    batch = csl_json.read(text)

    assert batch.entries == []
    assert len(batch.set_aside) == 1


def test_records_are_written_with_a_name_of_their_own():
    assert json.loads(csl_json.write([WORK, WORK])) == [
        {"id": "pain2020", **WORK},
        {"id": "pain2020a", **WORK},
    ]
