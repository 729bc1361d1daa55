"""What may not be in an SVG drawing: a browser that opens the file itself would run it."""

from typing import IO

from defusedxml import ElementTree

PROGRAMS = {"script", "foreignobject", "iframe", "embed", "object", "handler"}


def holds_program(drawing: IO[bytes]) -> bool:
    return any(
        local(element.tag) in PROGRAMS or any(runs(*attribute) for attribute in element.items())
        for element in ElementTree.parse(drawing).iter()
        if isinstance(element.tag, str)
    )


def runs(name: str, value: str) -> bool:
    return local(name).startswith("on") or "".join(value.split()).lower().startswith("javascript:")


def local(name: str) -> str:
    """ "{http://www.w3.org/2000/svg}Script" becomes "script"."""
    return name.rpartition("}")[2].lower()
