"""Who a work is credited to, and their initials: the same for both styles."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from references.choices import ReferenceType
from references.works.names import Name, spaced_initials

# The first letter of each given name, with the hyphen of a double name.
GIVEN_NAME = re.compile(r"([-‐–]?)([^\W\d_])[^\s.‐–-]*")


def credited(csl: Mapping[str, Any]) -> list[Name]:
    """The authors, else the editors of a whole book: a chapter is not by the editors around it."""
    return csl.get("author") or ([] if csl.get("type") == ReferenceType.CHAPTER else editors(csl))


def editors(csl: Mapping[str, Any]) -> list[Name]:
    return csl.get("editor") or []


def initials(name: Name) -> str:
    """ "M. C."; "J.-P." for Jean-Pierre."""
    return initials_of(name.get("given", ""))


@lru_cache(maxsize=2000)  # the dearest step of a row with many authors
def initials_of(given: str) -> str:
    found = GIVEN_NAME.findall(spaced_initials(given))
    written = ((f"-{letter}." if hyphen else f" {letter}.") for hyphen, letter in found)
    return "".join(written).upper().strip(" -")


def bare_initials(name: Name) -> str:
    """ "MC", "JP"."""
    return re.sub(r"[.\s-]", "", initials(name))
