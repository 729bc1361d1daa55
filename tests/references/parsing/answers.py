"""The right answers, and how a reading is compared with them."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from references.parsing import parse_list
from references.works.entries import Entry

FIELDS = ("DOI", "PMID", "PMCID", "year", "volume", "issue", "page", "author", "title", "journal")
HERE = Path(__file__).parent
DEMO = HERE.parents[2] / "kinesite/demo/references.json"


@dataclass(frozen=True, slots=True)
class Line:
    """`truth` says what the line holds, by the names in FIELDS and some variables of CSL."""

    raw: str
    truth: dict[str, str]


@cache
def real_lines() -> list[Line]:
    """As they stand in the source lists of practices, with the spaces that these lost."""
    return [Line(**line) for line in json.loads((HERE / "lines.json").read_text())]


@cache
def practice_lines() -> list[Line]:
    """From reports, books, sites and articles in many styles; no truth when it is no reference."""
    return [Line(**line) for line in json.loads((HERE / "practice_lines.json").read_text())]


@cache
def works() -> list[dict[str, Any]]:
    """Invented articles and those of the demo practice, as CSL-JSON."""
    invented = json.loads((HERE / "works.json").read_text())
    return [*map(as_csl, range(len(invented)), invented), *json.loads(DEMO.read_text())]


def as_csl(number: int, work: dict[str, Any]) -> dict[str, Any]:
    people = [name.split("|") for name in work["author"]]
    return work | {
        "id": f"invented-{number}",
        "type": "article-journal",
        "author": [
            {"family": name[0], "given": name[1]} if len(name) == 2 else {"literal": name[0]}
            for name in people
        ],
        "issued": {"date-parts": [work["issued"]]},
    }


def mistakes(line: Line) -> dict[str, tuple[str, str]]:
    """By field what should have been read and what was read instead."""
    entries = parse_list(line.raw).entries
    read = answers(entries[0]) if len(entries) == 1 else {}
    return {
        field: (value, read.get(field, ""))
        for field, value in line.truth.items()
        if not same(field, value, read.get(field, ""))
    }


def share_right(lines: Iterable[Line]) -> float:
    """Of all fields that the lines hold."""
    lines = list(lines)
    wrong = sum(len(mistakes(line)) for line in lines)
    return 1 - wrong / sum(len(line.truth) for line in lines)


def answers(entry: Entry) -> dict[str, str]:
    author = (entry.csl.get("author") or entry.csl.get("editor") or [{}])[0]
    texts = {name: value for name, value in entry.csl.items() if isinstance(value, str)}
    return texts | {
        "author": author.get("family") or author.get("literal", ""),
        "journal": texts.get("container-title", ""),
        "year": str(entry.csl.get("issued", {}).get("date-parts", [[""]])[0][0]),
    }


def same(field: str, truth: str, read: str) -> bool:
    if field == "page":
        return expanded(truth) == expanded(read)
    return plain(truth) == plain(read)


def plain(text: str) -> str:
    """Without spaces, case, quotation marks and the full stops of abbreviations."""
    return re.sub(r"[\s.“”‘’'\"„]", "", text).casefold().replace("–", "-")


def expanded(page: str) -> str:
    """ "425-36" is "425-436", "1140.e1-e22" is "1140.e1-1140.e22"."""
    first, dash, last = page.replace("–", "-").replace(" ", "").partition("-")
    if dash and len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return first + dash + last
