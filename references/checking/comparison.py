"""The differences between our work and a registry's record of it. Pure functions."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from references.formatting.pages import full_pages
from references.works import csl as csl_json
from references.works import names
from references.works.csl import Csl
from references.works.sameness import IDENTIFIERS, blind, contradictions, surname, years

# Differences in these are shown and can be taken over, but raise no doubt about the work.
DETAILS = ("container-title", "volume", "issue", "page", "PMCID")


@dataclass(frozen=True, slots=True)
class Difference:
    """A variable in which our work and the registry's record differ.

    `ours` and `theirs` are fit to show; `doubtful` says that the record may be about another work.
    """

    variable: str
    ours: str
    theirs: str
    doubtful: bool


def compare(csl: Csl, registry: Csl) -> list[Difference]:
    """The differences between a normalised work and a `Record.csl`, the gravest first."""
    doubtful = contradictions(csl, registry)
    found = [
        Difference(variable, ours, theirs, variable in doubtful)
        for variable, ours, theirs in differing(csl, registry)
    ]
    return sorted(found, key=lambda difference: not difference.doubtful)


def differing(csl: Csl, registry: Csl) -> Iterator[tuple[str, str, str]]:
    """Yield the variable, our value and theirs for each difference."""
    yield from title(csl, registry)
    yield from author(csl, registry)
    yield from year(csl, registry)
    yield from identifiers(csl, registry)
    yield from details(csl, registry)


def title(csl: Csl, registry: Csl) -> Iterator[tuple[str, str, str]]:
    """Yield the titles if they differ.

    Titles without letters count as different, since they prove nothing.
    """
    ours, theirs = csl.get("title", ""), registry.get("title", "")
    if blind(ours) != blind(theirs) or not blind(ours):
        yield "title", ours, theirs


def author(csl: Csl, registry: Csl) -> Iterator[tuple[str, str, str]]:
    """Yield the authors if their surnames differ."""
    ours, theirs = csl_json.makers(csl), csl_json.makers(registry)
    if list(map(surname, ours)) != list(map(surname, theirs)):
        yield "author", one_line_of_names(ours), one_line_of_names(theirs)


def one_line_of_names(people: list[names.Name]) -> str:
    """Write names on one line, to be shown."""
    return "; ".join(map(names.to_line, people))


def year(csl: Csl, registry: Csl) -> Iterator[tuple[str, str, str]]:
    """Yield the years if ours is none of theirs."""
    ours, theirs = csl_json.year(csl), years(registry)
    if ours not in theirs:
        yield "issued", str(ours or ""), str(theirs[0]) if theirs else ""


def identifiers(csl: Csl, registry: Csl) -> Iterator[tuple[str, str, str]]:
    """Yield the identifiers that differ, as far as the registry was asked about them."""
    for variable in IDENTIFIERS:
        ours, theirs = csl.get(variable, ""), registry.get(variable, "")
        if variable in registry and ours.lower() != theirs.lower():
            yield variable, ours, theirs


def details(csl: Csl, registry: Csl) -> Iterator[tuple[str, str, str]]:
    """Yield the other variables that differ, as far as the registry knows them."""
    for variable in DETAILS:
        ours, theirs = csl.get(variable, ""), registry.get(variable, "")
        accepted = {spelling(variable, theirs)}
        if variable == "container-title":
            accepted.add(blind(registry.get("container-title-short", "")))
        if theirs and spelling(variable, ours) not in accepted:
            yield variable, ours, theirs


def spelling(variable: str, text: str) -> str:
    """Reduce a value to what counts when two are compared."""
    return blind(full_pages(text) if variable == "page" else text)


def taken_over(csl: Csl, registry: Mapping[str, Any], variables: Collection[str]) -> Csl:
    """Build our work with these variables as the registry has them.

    Variables that do not differ stay as they are.
    """
    different = {difference.variable for difference in compare(csl, dict(registry))}
    return csl | {
        variable: registry[variable]
        for variable in variables
        if variable in different and registry.get(variable)
    }
