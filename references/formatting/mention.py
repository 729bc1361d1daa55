"""How the text of an article names a work."""

from collections.abc import Mapping
from typing import Any

from django.utils.text import Truncator

from references.csl import year
from references.formatting.terms import DUTCH, Terms
from references.names import family


def author_year(csl: Mapping[str, Any], terms: Terms = DUTCH) -> str:
    """ "Battié e.a., 2009"; the beginning of the title stands in for a missing author."""
    return f"{who(csl, terms)}, {year(csl) or terms.no_date}"


def who(csl: Mapping[str, Any], terms: Terms) -> str:
    names = [family(name) for name in csl.get("author") or csl.get("editor") or []]
    match names:
        case []:
            return Truncator(csl.get("title", "")).chars(40)
        case [one]:
            return one
        case [one, other]:
            return terms.both % (one, other)
        case [one, *_]:
            return terms.others % one
    raise AssertionError(names)
