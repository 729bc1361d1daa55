"""Styles in a drawing: what is kept of them names colours and shapes, and loads nothing."""

import re
from collections.abc import Iterator

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
BRACE = re.compile(r"([{}])")
SELECTOR = re.compile(r"[^@{}<\\]+")
PROPERTY = re.compile(r"-?[a-zA-Z][a-zA-Z-]*")
FUNCTION = re.compile(r"([\w-]*)\s*\(")
# A part of the drawing itself, as in url(#gradient).
OWN_PART = re.compile(r"""url\(\s*(["']?)#[^\s"'()\\]+\1\s*\)""", re.IGNORECASE)
FUNCTIONS = {
    *("rgb", "rgba", "hsl", "hsla", "calc", "min", "max", "clamp"),
    *("matrix", "translate", "translatex", "translatey", "scale", "scalex", "scaley"),
    *("rotate", "skew", "skewx", "skewy"),
    *("blur", "brightness", "contrast", "drop-shadow", "grayscale", "opacity", "saturate"),
}
# Bindings of browsers that are gone; they load programs.
BINDINGS = {"behavior", "-moz-binding"}


def loads_nothing(value: str) -> bool:
    """Tell whether a value only names colours, numbers and parts of the drawing itself.

    Example: "url(#g) rgb(0 0 0)" loads nothing; "url(https://example.org/)" does.
    """
    rest = OWN_PART.sub("", value)
    known = all(name.lower() in FUNCTIONS for name in FUNCTION.findall(rest))
    return known and not any(sign in rest for sign in "\\@<")


def declarations(text: str) -> str:
    """Keep what loads nothing of a style attribute. Example: "fill: red; fill: url(/a)"."""
    return ";".join(_kept(COMMENT.sub("", text)))


def sheet(text: str) -> str:
    """Keep the plain rules of a style sheet; rules with an @ are dropped with all in them."""
    selector, blocks, depth, plain = "", [], 0, False
    for piece in BRACE.split(COMMENT.sub("", text)):
        if piece == "{":
            depth += 1
            plain = depth == 1 and bool(SELECTOR.fullmatch(selector))
        elif piece == "}":
            depth, plain, selector = max(depth - 1, 0), False, ""
        elif depth == 0:
            # Before it may stand an @import, which ends with a semicolon.
            selector = piece.rpartition(";")[2].strip()
        elif plain and (kept := ";".join(_kept(piece))):
            blocks.append(f"{selector}{{{kept}}}")
    return "".join(blocks)


def _kept(text: str) -> Iterator[str]:
    for declaration in text.split(";"):
        name, _colon, value = (part.strip() for part in declaration.partition(":"))
        if not (value and PROPERTY.fullmatch(name)) or name.lower() in BINDINGS:
            continue
        if loads_nothing(value):
            yield f"{name}:{value}"
