"""Names of people and organisations: one CSL shape, and lines that an editor can type."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

Name: TypeAlias = dict[str, str]

# Characters that print nothing, and surrogates, which no database takes.
INVISIBLE = re.compile("[\x00-\x08\x0e-\x1b\x7f\u00ad\u200b-\u200f\u2060\ufeff\ud800-\udfff]")
LONGEST = 200


def one_line(text: str) -> str:
    """Put a text on one line, without invisible characters and repeated spaces."""
    return " ".join(INVISIBLE.sub("", text).split())


def normalise_name(raw: Mapping[str, Any]) -> Name:
    """Bring a name to {"family", "given", "suffix"} or {"literal"}; {} if it is empty."""
    part = {key: one_line(text)[:LONGEST] for key, text in raw.items() if isinstance(text, str)}
    if part.get("literal") or not part.get("family"):
        literal = part.get("literal") or part.get("given", "")
        return {"literal": literal} if literal else {}
    # "van Dillen" is one family name to a Dutch reader, in the list as well as in the text.
    particles = (part.get("dropping-particle"), part.get("non-dropping-particle"))
    name = {"family": " ".join([*filter(None, particles), part["family"]])}
    if part.get("given"):
        name["given"] = spaced_initials(part["given"])
    if part.get("suffix"):
        name["suffix"] = part["suffix"]
    return name


def spaced_initials(given: str) -> str:
    """Write initials as styles expect them: "MC" and "M.C." become "M. C.".

    Other given names are returned as they are.
    """
    letters = re.sub(r"[.\s]", "", given)
    if len(letters.replace("-", "")) > 4 or not letters.isupper():
        return given
    return re.sub(r"(\w)(?=\w)", r"\1. ", letters).replace("-", ".-") + "."


def family(name: Mapping[str, str]) -> str:
    """The family name of a person or the name of an organisation."""
    return name.get("family") or name.get("literal", "")


def to_line(name: Name) -> str:
    """Write a name as one line that an editor can change.

    Example: "Popovich, J. M., Jr". The name of an organisation stands between braces if it holds a
    comma.
    """
    if "literal" in name:
        return f"{{{name['literal']}}}" if "," in name["literal"] else name["literal"]
    return ", ".join(filter(None, (name["family"], name.get("given"), name.get("suffix")))) + (
        "" if name.get("given") else ","
    )


def from_line(line: str) -> Name:
    """Read a line that `to_line` wrote or an editor typed."""
    line = line.strip()
    if line.startswith("{") and line.endswith("}"):
        return normalise_name({"literal": line[1:-1]})
    family_name, comma, rest = line.partition(",")
    given, _comma, suffix = rest.partition(",")
    if not comma:
        return normalise_name({"literal": line})
    return normalise_name({"family": family_name, "given": given, "suffix": suffix})


def to_lines(names: Iterable[Name]) -> str:
    """Write names as lines."""
    return "\n".join(map(to_line, names))


def from_lines(text: str) -> list[Name]:
    """Read names from lines; empty lines are skipped."""
    return [name for name in map(from_line, text.splitlines()) if name]
