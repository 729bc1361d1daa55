"""The names in front of a source, read one by one in the grammars that styles use."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from references.parsing import name_patterns as patterns
from references.parsing.dates import YEAR
from references.parsing.name_patterns import GRAMMARS, Grammar
from references.works.names import Name


@dataclass(slots=True)
class Authors:
    """The names that were read.

    `end` is the index at which the year or the title begins; `et_al` tells that names are left out.
    """

    names: list[Name] = field(default_factory=list)
    end: int = 0
    et_al: bool = False


def read(text: str) -> Authors:
    """Read with each grammar and keep the result with most names, of equals the first."""
    readings = [reading for grammar in GRAMMARS if (reading := follow(grammar, text)).names]
    return max(readings, key=lambda reading: len(reading.names), default=Authors())


def follow(grammar: Grammar, text: str) -> Authors:
    """Read the names in one grammar; none if the text after them shows that they are no names."""
    authors = Authors()
    for name, end in one_by_one(grammar, text):
        authors.names.append(name)
        authors.end = end
    if authors.names and (more := patterns.ET_AL.match(text, authors.end)):
        authors.et_al, authors.end = True, more.end()
        if grammar is GRAMMARS[0]:
            add_groups(authors, text)
    if authors.names and not may_end(grammar, authors, text):
        return Authors()
    return authors


def one_by_one(grammar: Grammar, text: str) -> Iterator[tuple[Name, int]]:
    """Yield each name with the index at which it ends."""
    found = grammar.first.match(text)
    while found:
        yield as_name(found), found.end()
        separator = patterns.SEPARATOR.match(text, found.end())
        if not separator or patterns.ET_AL.match(text, found.end()):
            return
        is_group = "family" not in found.groupdict()
        if is_group and ";" not in separator[0]:
            return
        choices = [*grammar.later, patterns.GROUP]
        if ";" in separator[0] and grammar is GRAMMARS[0]:
            choices.append(patterns.AFTER_SEMICOLON)
        found = first_match(choices, text, separator.end())


def add_groups(authors: Authors, text: str) -> None:
    """Read the groups after "et al.".

    Example: "Meeusen R, et al.; European College of Sport Science. Prevention of …"
    """
    while text[: authors.end].rstrip().endswith(";"):
        group = first_match((patterns.GROUP, patterns.AFTER_SEMICOLON), text, authors.end)
        if not group:
            return
        authors.names.append(as_name(group))
        separator = patterns.SEPARATOR.match(text, group.end())
        authors.end = separator.end() if separator else group.end()


def first_match(choices: Iterable[re.Pattern[str]], text: str, start: int) -> re.Match[str] | None:
    """The match of the first pattern that matches at `start`."""
    return next(filter(None, (pattern.match(text, start) for pattern in choices)), None)


def as_name(found: re.Match[str]) -> Name:
    """Build the name of a match."""
    if "family" not in found.groupdict():
        return {"literal": found[0].strip()}
    parts = {key: text.strip(" ,") for key, text in found.groupdict().items() if text}
    parts["family"] = patterns.GLUED_PARTICLE.sub(r"\1 \2", parts["family"])
    if suffix := parts.pop("early", None) or parts.get("suffix"):
        parts["suffix"] = suffix.rstrip(".")
    return parts


def may_end(grammar: Grammar, authors: Authors, text: str) -> bool:
    """Tell whether names may end here.

    A full stop, a colon, a year or an opening quote follows names, and seldom the start of a title.
    """
    if authors.et_al:
        return True
    rest = text[authors.end :]
    if patterns.YEAR_OR_QUOTE.match(rest):
        organisation = patterns.ORGANISATION.search(text, 0, authors.end)
        return not (grammar.needs_year and organisation)
    if grammar.needs_year:
        return False
    if text[: authors.end].endswith("."):
        return not rest.startswith((",", ";")) or len(authors.names) > 1
    if patterns.SURE_ROLE.match(rest) or re.match(r"\s?(?:[.:\ue000]|$)", rest):
        return True
    several = len(authors.names) > 1 or grammar.before_comma
    return several and re.match(rf"\s?[,;]|\s(?!{YEAR})", rest) is not None
