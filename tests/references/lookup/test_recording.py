"""Keeping real answers, and holding them against the shapes that we count on."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from references.choices import Verification
from references.lookup.errors import OutOfReach
from references.lookup.fetching import Response
from references.lookup.recorded import Recorded, Recording
from references.lookup.shapes import departures_of
from references.models import Reference
from tests.factories.references import ReferenceFactory
from tests.references.checking.test_verification import walking
from tests.references.lookup.server import ANSWERS, Answer, Registry
from tests.references.lookup.test_live import live


def test_what_was_recorded_is_given_back_without_who_asked(registry: Registry, tmp_path: Path):
    registry.serve("/works/1?db=x", Answer(200, b'{"a": [1]}', {"content-type": "x", "date": "y"}))
    url = f"{registry.url}/works/1"
    asked = {"db": "x", "tool": "kinesite", "email": "info@practice.example"}

    Recording(live(registry), tmp_path).fetch(url, asked, "application/json")
    again = Recorded(tmp_path).fetch(url, {"db": "x", "email": "other@practice.example"}, "")

    assert (again.status, json.loads(again.body)) == (200, {"a": [1]})
    assert again.headers == {"content-type": "x"}
    assert ["practice.example" in path.read_text() for path in tmp_path.iterdir()] == [False]


def test_text_that_is_no_json_is_recorded_as_it_is(registry: Registry, tmp_path: Path):
    url = f"{registry.url}/works/1"
    Recording(live(registry), tmp_path).fetch(url, {}, "application/json")

    assert Recorded(tmp_path).fetch(url, {}, "") == Response(404, b"Resource not found.")


def test_what_was_not_recorded_is_out_of_reach(tmp_path: Path):
    with pytest.raises(OutOfReach):
        Recorded(tmp_path).fetch("https://api.crossref.org/works/1", {}, "")


def departures(name: str, **changes: Any) -> list[str]:
    return list(departures_of(json.loads((ANSWERS / f"{name}.json").read_text()) | changes))


@pytest.mark.parametrize(
    "path", [path for path in sorted(ANSWERS.iterdir()) if "strange" not in path.name], ids=str
)
def test_our_own_answers_have_the_shape_agreed(path: Path):
    broken = {"crossref-truncated": ["answer is str, not an object"]}

    assert departures(path.stem) == broken.get(path.stem, [])


def test_each_place_where_an_answer_departs_is_named():
    assert departures("crossref-strange-shapes") == [
        "answer.message.title is str, not list",
        "answer.message.author[0] is NoneType, not an object",
        "answer.message.author[1] is str, not an object",
        "answer.message.author[2].family is int",
        "answer.message.author[3].given is NoneType",
        "answer.message.published-print.date-parts is str, not list",
        "answer.message.volume is int",
        "answer.message.issue is list",
        "answer.message.page is dict",
        "answer.message.updated-by is dict, not list",
    ]
    assert departures("pubmed-plain", body={"results": {}}) == ["answer.result is missing"]
    assert departures("doi-datacite", status=406) == ["status 406"]


@pytest.mark.django_db
def test_the_command_records_answers_and_says_what_departs(
    lookup_on: Registry, tmp_path: Path, capsys: Any
):
    lookup_on.know("crossref-plain", "crossref-strange-shapes")
    plain = walking()
    strange = walking(csl__DOI="10.9999/strange")
    ReferenceFactory()

    call_command("check_references", "--all", "--record", str(tmp_path / "answers"))

    lines = capsys.readouterr().out.splitlines()
    assert set(lines[:2]) == {
        f"{plain.pk} 10.9999/walking.1: verified",
        f"{strange.pk} 10.9999/strange: differs",
    }
    assert len(lines) == 2 + 10
    assert len(list((tmp_path / "answers").iterdir())) == 2


@pytest.mark.django_db
def test_the_command_goes_on_where_one_answer_fails(lookup_on: Registry, capsys: Any):
    lookup_on.know("crossref-plain", "crossref-truncated")
    walking(csl__DOI="10.9999/truncated")
    walking()

    call_command("check_references")

    assert len(capsys.readouterr().out.splitlines()) == 2
    states = dict(Reference.objects.values_list("doi", "verification"))
    assert states == {
        "10.9999/truncated": Verification.NEVER,
        "10.9999/walking.1": Verification.VERIFIED,
    }


@pytest.mark.django_db
def test_the_command_says_that_looking_up_is_off():
    walking()

    with pytest.raises(CommandError):
        call_command("check_references")


@pytest.mark.parametrize("most", ["-1", "0", "9" * 20, "all"])
def test_the_command_refuses_a_number_that_is_none(most: str):
    with pytest.raises(CommandError):
        call_command("check_references", "--most", most)
