"""A work of ours beside the registry's record of it, field by field. Pure functions."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from references.formatting.pages import full_pages
from references.works import csl as csl_json
from references.works import names
from references.works.csl import Csl
from references.works.sameness import IDENTIFIERS, blind, contradictions, surname, years

# Shown and offered, but no reason to doubt that it is the same work.
DETAILS = ("container-title", "volume", "issue", "page", "PMCID")


@dataclass(frozen=True, slots=True)
class Difference:
    """`ours` and `theirs` are fit to show; `doubtful` says that it may be another work."""

    variable: str
    ours: str
    theirs: str
    doubtful: bool


def compare(csl: Csl, registry: Csl) -> list[Difference]:
    """The gravest first. Takes a normalised work and a `Record.csl`."""
    doubtful = contradictions(csl, registry)
    found = [
        Difference(variable, ours, theirs, variable in doubtful)
        for variable, ours, theirs in differing(csl, registry)
    ]
    return sorted(found, key=lambda difference: not difference.doubtful)


def differing(csl: Csl, registry: Csl) -> Iterator[tuple[str, str, str]]:
    """Variable, our value and theirs, wherever the two are not the same."""
    yield from title(csl, registry)
    yield from author(csl, registry)
    yield from year(csl, registry)
    yield from identifiers(csl, registry)
    yield from details(csl, registry)


def title(csl: Csl, registry: Csl) -> Iterator[tuple[str, str, str]]:
    """Two titles without a letter in them differ as well: nothing says that they are the same."""
    ours, theirs = csl.get("title", ""), registry.get("title", "")
    if blind(ours) != blind(theirs) or not blind(ours):
        yield "title", ours, theirs


def author(csl: Csl, registry: Csl) -> Iterator[tuple[str, str, str]]:
    ours, theirs = csl_json.makers(csl), csl_json.makers(registry)
    if list(map(surname, ours)) != list(map(surname, theirs)):
        yield "author", written(ours), written(theirs)


def written(people: list[names.Name]) -> str:
    return "; ".join(map(names.to_line, people))


def year(csl: Csl, registry: Csl) -> Iterator[tuple[str, str, str]]:
    ours, theirs = csl_json.year(csl), years(registry)
    if ours not in theirs:
        yield "issued", str(ours or ""), str(theirs[0]) if theirs else ""


def identifiers(csl: Csl, registry: Csl) -> Iterator[tuple[str, str, str]]:
    for variable in IDENTIFIERS:
        ours, theirs = csl.get(variable, ""), registry.get(variable, "")
        if variable in registry and ours.lower() != theirs.lower():
            yield variable, ours, theirs


def details(csl: Csl, registry: Csl) -> Iterator[tuple[str, str, str]]:
    for variable in DETAILS:
        ours, theirs = csl.get(variable, ""), registry.get(variable, "")
        accepted = {spelling(variable, theirs)}
        if variable == "container-title":
            accepted.add(blind(registry.get("container-title-short", "")))
        if theirs and spelling(variable, ours) not in accepted:
            yield variable, ours, theirs


def spelling(variable: str, text: str) -> str:
    return blind(full_pages(text) if variable == "page" else text)


def taken_over(csl: Csl, registry: Mapping[str, Any], variables: Collection[str]) -> Csl:
    """Our record with those variables as the registry has them, of the ones that differ."""
    different = {difference.variable for difference in compare(csl, dict(registry))}
    return csl | {
        variable: registry[variable]
        for variable in variables
        if variable in different and registry.get(variable)
    }
