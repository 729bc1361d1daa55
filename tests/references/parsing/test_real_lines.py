import pytest

from references.parsing import parse_list
from tests.references.parsing.answers import Line, mistakes, real_lines, share_right


@pytest.mark.parametrize("line", real_lines(), ids=lambda line: line.raw[:30])
def test_every_field_of_a_line_is_read(line):
    assert mistakes(line) == {}


def test_any_space_may_be_missing():
    lines = [
        Line(line.raw[:position] + line.raw[position + 1 :], line.truth)
        for line in real_lines()
        for position, sign in enumerate(line.raw)
        if sign == " " and position % 3 == 0
    ]

    assert share_right(lines) >= 0.99


def test_the_identifiers_are_read_wherever_a_space_is_missing():
    lines = [
        Line(line.raw[:position] + line.raw[position + 1 :], identifiers)
        for line in real_lines()
        if (identifiers := {name: value for name, value in line.truth.items() if name.isupper()})
        for position, sign in enumerate(line.raw)
        if sign == " " and position % 3 == 1
    ]

    assert share_right(lines) == 1


def test_a_whole_list_is_read_in_its_order():
    lines = [line for line in real_lines() if "title" in line.truth]
    text = "\n".join(line.raw for line in lines)

    assert [entry.raw for entry in parse_list(text).entries] == [line.raw for line in lines]
