"""The shapes that the readers of answers expect, to compare recorded answers with."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from django.conf import settings

from references.lookup.fetching import OK, UNKNOWN

# A name followed by ! is required. Names that are not listed are ignored.
PERSON = {"family": str, "given": str, "name": str, "suffix": str}
DATE = {"date-parts!": [[(int, type(None))]]}
UPDATE = {"DOI!": str, "type!": str, "updated!": DATE}
CROSSREF = {
    "message!": {
        "DOI!": str,
        "type!": str,
        "title!": [str],
        "subtitle": [str],
        "author": [PERSON],
        "editor": [PERSON],
        "container-title": [str],
        "short-container-title": [str],
        "issued!": DATE,
        "published-print": DATE,
        "published-online": DATE,
        "journal-issue": {"published-print": DATE},
        "volume": str,
        "issue": str,
        "page": str,
        "article-number": str,
        "publisher": str,
        "updated-by": [UPDATE],
    }
}
SUMMARY = {
    "title!": str,
    "authors!": [{"name!": str, "authtype!": str}],
    "pubdate!": str,
    "epubdate": str,
    "source": str,
    "fulljournalname": str,
    "booktitle": str,
    "volume": str,
    "issue": str,
    "pages": str,
    "pubtype!": [str],
    "articleids!": [{"idtype!": str, "value!": str}],
    "references": [{"reftype!": str, "refsource": str}],
}
CSL = {"title!": str, "type!": str, "DOI": str, "author": [PERSON], "issued": DATE}


def departures_in(folder: Path) -> Iterator[str]:
    """Yield a line for each place in which a recorded answer differs from its shape."""
    for path in sorted(folder.glob("*.json")):
        for departure in departures_of(json.loads(path.read_text())):
            yield f"{path.name}: {departure}"


def departures_of(kept: Mapping[str, Any]) -> Iterator[str]:
    """Yield the differences of one answer, as `recorded` stores it."""
    bases = settings.REFERENCES_REGISTRIES
    status, body = kept["status"], kept["body"]
    if status in UNKNOWN:
        return
    if status != OK:
        yield f"status {status}"
    elif kept["url"].startswith(bases["crossref"]):
        yield from departures(body, CROSSREF)
    elif kept["url"].startswith(bases["pubmed"]):
        yield from departures(body, of_pubmed(body))
    else:
        yield from departures(body, CSL)


def of_pubmed(body: Any) -> dict[str, Any]:
    """The shape of an answer of PubMed, in which summaries are named by their PMID.

    The summary of an unknown PMID holds an error and has no shape.
    """
    if isinstance(body, Mapping) and "esummaryresult" in body:
        return {"esummaryresult": [str]}
    result: Any = body.get("result") if isinstance(body, Mapping) else None
    uids = [name for name in result if name.isdigit()] if isinstance(result, Mapping) else []
    known = {uid: SUMMARY for uid in uids if "error" not in result[uid]}
    return {"result!": {"uids!": [str]} | known}


def departures(value: Any, shape: Any, at: str = "answer") -> Iterator[str]:
    """Yield the differences between a value and a shape; `at` names the place."""
    if isinstance(shape, dict):
        yield from departures_of_object(value, shape, at)
    elif isinstance(shape, list):
        if not isinstance(value, list):
            yield f"{at} is {kind(value)}, not list"
            return
        for number, one in enumerate(value):
            yield from departures(one, shape[0], f"{at}[{number}]")
    elif not isinstance(value, shape):
        yield f"{at} is {kind(value)}"


def departures_of_object(value: Any, shape: Mapping[str, Any], at: str) -> Iterator[str]:
    """Yield the differences between an object and the shape of its members."""
    if not isinstance(value, Mapping):
        yield f"{at} is {kind(value)}, not an object"
        return
    for name, expected in shape.items():
        bare = name.removesuffix("!")
        if bare in value:
            yield from departures(value[bare], expected, f"{at}.{bare}")
        elif name != bare:
            yield f"{at}.{bare} is missing"


def kind(value: Any) -> str:
    return type(value).__name__
