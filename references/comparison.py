"""Our record of a work beside a registry's. Pure functions.

The commonest invented source is a DOI that exists, under a title and an author that do not belong
to it. So a work is verified only when its identifiers lead to a work with the same title, first
author and year; other fields may differ, and are shown.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from references.choices import Verification
from references.formatting.pages import full_pages
from references.works import csl as csl_json
from references.works import names
from references.works.csl import Csl

IDENTIFIERS = ("DOI", "PMID")
# Shown and offered, but no reason to doubt that it is the same work.
DETAILS = ("container-title", "volume", "issue", "page", "PMCID")
SIMILAR = 0.9
# A shorter title in front of a colon is a word such as "Editorial", which many works share.
SHORTEST_TITLE = 10
SUBTITLE = re.compile(r"[:?!.]\s|\s[-–—]\s")
# "Part 2" and "Part II" tell the works of one series apart.
NUMERAL = re.compile(r"\d+|\b[ivx]+\b", re.IGNORECASE)
PARTICLES = re.compile(r"^(?:(?:van|von|de|der|den|del|della|di|da|du|la|le|ten|ter|el|al)\s+)+")
# Letters that no accent makes.
LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe"})


@dataclass(frozen=True, slots=True)
class Difference:
    """`ours` and `theirs` are fit to show; `doubtful` says that it may be another work."""

    variable: str
    ours: str
    theirs: str
    doubtful: bool


def compare(csl: Csl, registry: Csl) -> list[Difference]:
    """The gravest first. Takes a normalised work and a `Record.csl`."""
    found = [*title(csl, registry), *author(csl, registry), *year(csl, registry)]
    found += [*identifiers(csl, registry), *details(csl, registry)]
    return sorted(found, key=lambda difference: not difference.doubtful)


def verdict(csl: Csl, registry: Csl, verification: str) -> str:
    """The state of a work after any change of it: what was verified need not be any more."""
    if not any(csl.get(variable) for variable in IDENTIFIERS):
        return Verification.NOT_CHECKABLE.value
    if registry:
        doubtful = any(difference.doubtful for difference in compare(csl, registry))
        return (Verification.DIFFERS if doubtful else Verification.VERIFIED).value
    return verification if verification == Verification.NOT_FOUND else Verification.NEVER.value


def title(csl: Csl, registry: Csl) -> Iterator[Difference]:
    ours, theirs = csl.get("title", ""), registry.get("title", "")
    if not same_title(ours, theirs):
        yield Difference("title", ours, theirs, doubtful=True)
    elif blind(ours) != blind(theirs):
        yield Difference("title", ours, theirs, doubtful=False)


def same_title(ours: str, theirs: str) -> bool:
    if not blind(ours) or not blind(theirs):
        return False
    if blind(ours) == blind(theirs) or one_lacks_subtitle(ours, theirs):
        return True
    if NUMERAL.findall(ours.lower()) != NUMERAL.findall(theirs.lower()):
        return False
    matcher = SequenceMatcher(None, blind(ours), blind(theirs), autojunk=False)
    return matcher.quick_ratio() >= SIMILAR and matcher.ratio() >= SIMILAR


def one_lacks_subtitle(ours: str, theirs: str) -> bool:
    shorter, longer = sorted((ours, theirs), key=len)
    mains = {blind(longer[: start.start()]) for start in SUBTITLE.finditer(longer)}
    return len(blind(shorter)) >= SHORTEST_TITLE and blind(shorter) in mains


def author(csl: Csl, registry: Csl) -> Iterator[Difference]:
    ours, theirs = csl_json.makers(csl), csl_json.makers(registry)
    if first_family(ours) != first_family(theirs):
        yield Difference("author", written(ours), written(theirs), doubtful=True)
    elif list(map(surname, ours)) != list(map(surname, theirs)):
        yield Difference("author", written(ours), written(theirs), doubtful=False)


def first_family(people: list[names.Name]) -> str:
    return surname(people[0]) if people else ""


def surname(name: names.Name) -> str:
    """ "van Dillen" and "Dillen" are one: registries file particles under the given name."""
    return blind(PARTICLES.sub("", names.family(name).lower()))


def written(people: list[names.Name]) -> str:
    return "; ".join(map(names.to_line, people))


def year(csl: Csl, registry: Csl) -> Iterator[Difference]:
    """A year more or less is the day online against the day of the issue."""
    ours = csl_json.year(csl)
    theirs = [
        year
        for date in (registry.get("issued", {}), registry.get("available-date", {}))
        if (year := csl_json.year({"issued": date}))
    ]
    if ours in theirs:
        return
    near = bool(ours) and any(abs((ours or 0) - year) == 1 for year in theirs)
    shown = str(theirs[0]) if theirs else ""
    yield Difference("issued", str(ours or ""), shown, doubtful=not near)


def identifiers(csl: Csl, registry: Csl) -> Iterator[Difference]:
    """An identifier of ours that the registry has as "" was asked and is not known there."""
    for variable in IDENTIFIERS:
        ours, theirs = csl.get(variable, ""), registry.get(variable, "")
        if variable in registry and ours.lower() != theirs.lower():
            yield Difference(variable, ours, theirs, doubtful=bool(ours))


def details(csl: Csl, registry: Csl) -> Iterator[Difference]:
    for variable in DETAILS:
        ours, theirs = csl.get(variable, ""), registry.get(variable, "")
        accepted = {spelling(variable, theirs)}
        if variable == "container-title":
            accepted.add(blind(registry.get("container-title-short", "")))
        if theirs and spelling(variable, ours) not in accepted:
            yield Difference(variable, ours, theirs, doubtful=False)


def spelling(variable: str, text: str) -> str:
    return blind(full_pages(text) if variable == "page" else text)


def blind(text: str) -> str:
    """Without spaces, signs, case, accents and letters of one language only."""
    return csl_json.squeezed(text).translate(LETTERS)


def taken_over(csl: Csl, registry: Mapping[str, Any], variables: Collection[str]) -> Csl:
    """Our record with those variables as the registry has them, of the ones that differ."""
    differing = {difference.variable for difference in compare(csl, dict(registry))}
    return csl | {
        variable: registry[variable]
        for variable in variables
        if variable in differing and registry.get(variable)
    }
