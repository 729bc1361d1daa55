"""The people that a work is credited to and their initials, for both styles."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from references.choices import ReferenceType
from references.works.names import Name, spaced_initials

# The first letter of each given name, with the hyphen of a double name.
GIVEN_NAME = re.compile(r"([-‐–]?)([^\W\d_])[^\s.‐–-]*")


def credited(csl: Mapping[str, Any]) -> list[Name]:
    """The authors or, if there are none, the editors.

    The editors of the book around a chapter are not credited for the chapter.
    """
    return csl.get("author") or ([] if csl.get("type") == ReferenceType.CHAPTER else editors(csl))


def editors(csl: Mapping[str, Any]) -> list[Name]:
    """The editors."""
    return csl.get("editor") or []


def initials(name: Name) -> str:
    """The initials of a person: "M. C.", or "J.-P." for Jean-Pierre."""
    return initials_of(name.get("given", ""))


@lru_cache(maxsize=2000)  # the slowest step of an entry with many authors
def initials_of(given: str) -> str:
    """The initials of given names."""
    found = GIVEN_NAME.findall(spaced_initials(given))
    written = ((f"-{letter}." if hyphen else f" {letter}.") for hyphen, letter in found)
    return "".join(written).upper().strip(" -")


def bare_initials(name: Name) -> str:
    """The initials without full stops: "MC", "JP"."""
    return re.sub(r"[.\s-]", "", initials(name))
