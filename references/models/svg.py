"""Programs in SVG drawings, which a browser that opens the file would run."""

from typing import IO

from defusedxml import ElementTree

PROGRAMS = {"script", "foreignobject", "iframe", "embed", "object", "handler"}


def holds_program(drawing: IO[bytes]) -> bool:
    """Tell whether a drawing holds a program: a script, an event handler or foreign content."""
    return any(
        local(element.tag) in PROGRAMS or any(runs(*attribute) for attribute in element.items())
        for element in ElementTree.parse(drawing).iter()
        if isinstance(element.tag, str)
    )


def runs(name: str, value: str) -> bool:
    """Tell whether an attribute runs a program."""
    return local(name).startswith("on") or "".join(value.split()).lower().startswith("javascript:")


def local(name: str) -> str:
    """Strip the namespace of a name and put it in lower case.

    Example: "{http://www.w3.org/2000/svg}Script" becomes "script".
    """
    return name.rpartition("}")[2].lower()
