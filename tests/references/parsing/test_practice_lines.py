"""Lines as practices carry them, in many styles: written to try the rules, and a guard since."""

import pytest

from references.parsing import parse_list
from tests.references.parsing.answers import FIELDS, answers, mistakes, practice_lines

REFERENCES = [line for line in practice_lines() if line.truth]
NO_REFERENCES = [line.raw for line in practice_lines() if not line.truth]
NUMBERS = [field for field in FIELDS if field not in {"author", "title", "journal"}]


@pytest.mark.parametrize("line", REFERENCES, ids=lambda line: line.raw[:30])
def test_every_field_of_a_line_is_read(line):
    assert mistakes(line) == {}


@pytest.mark.parametrize("line", REFERENCES, ids=lambda line: line.raw[:30])
def test_no_number_is_invented(line):
    (entry,) = parse_list(line.raw).entries

    assert {name for name in NUMBERS if answers(entry).get(name)} == line.truth.keys() & NUMBERS


@pytest.mark.parametrize("raw", NO_REFERENCES)
def test_what_is_no_reference_is_set_aside(raw):
    batch = parse_list(raw)

    assert [piece.raw for piece in batch.set_aside] == [raw]
    assert batch.entries == []


def test_a_pmid_that_was_cut_off_is_left_out_with_a_warning():
    cut_off = "Kjaer M, Holm L. Tendons. Scand J Med Sci Sports. 2009;19(4):500-10. PMID: 1970"

    (entry,) = parse_list(cut_off).entries

    assert "PMID" not in entry.csl
    assert entry.warnings == ["De PMID of PMCID lijkt afgebroken en is daarom weggelaten."]
