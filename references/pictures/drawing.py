"""Drawings in SVG: what draws is kept, what runs or loads something is not."""

import base64
import binascii
import re
from io import BytesIO
from xml.etree import ElementTree as Tree

import willow
from defusedxml import ElementTree, EntitiesForbidden
from django.utils.translation import gettext as _
from py_svg_hush import filter_svg

from references.pictures import raster, styles, weight
from references.pictures.limits import LARGEST_DRAWING, LONGEST_SIDE_OF_DRAWING
from references.pictures.refused import PictureRefused

SVG = "http://www.w3.org/2000/svg"
XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
XML = "{http://www.w3.org/XML/1998/namespace}"
PROGRAMS = {"script", "handler", "iframe", "embed", "object"}
# They could put another address into an attribute that was checked.
ANIMATIONS = {"animate", "animatecolor", "animatemotion", "animatetransform", "set", "mpath"}
DRAWS = {
    *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon"),
    *("text", "image", "use"),
}
# Words for people and names; they load nothing, whatever stands in them.
WORDS = {"id", "class", "role", "lang"}
EMBEDDED = re.compile(r"data:image/(?:png|jpe?g|gif|webp)\s*;\s*base64\s*,(.*)", re.DOTALL | re.I)
LARGEST_EMBEDDED = 10_000_000
KINDS = {"jpg": "jpeg", "png": "png", "webp": "webp"}


def redraw(content: bytes) -> bytes:
    """Write a drawing again with nothing in it but drawing. Raises PictureRefused.

    py-svg-hush knows which elements and attributes draw. References are settled here first: to
    parts of the drawing itself, and to pictures inside it, which are drawn again too.
    """
    root = _parsed(content)
    weight.check_tree(root)
    clean = _copied(root)
    weight.check_uses(clean)
    clean.set("xmlns", SVG)
    if len(root) and not any(element.tag in DRAWS for element in clean.iter()):
        raise PictureRefused(_("There is nothing to see in this drawing."), code="empty")
    try:
        written = filter_svg(Tree.tostring(clean), {"image": list(KINDS.values())})
    except ValueError as error:
        raise _damaged() from error
    _check_size(written)
    return written


def size(drawing: bytes) -> tuple[int, int] | None:
    """The size in pixels that a drawing says it has; None if it cannot be told."""
    try:
        width, height = willow.Image.open(BytesIO(drawing)).get_size()
    except Exception:  # noqa: BLE001  a size may hold any nonsense
        return None
    return round(width), round(height)


def _parsed(content: bytes) -> Tree.Element:
    if len(content) > LARGEST_DRAWING:
        raise PictureRefused(
            _(
                "This drawing is too large: 2 MB is the most for an SVG. Save it with fewer points "
                "or without pictures in it, or save it as PNG."
            ),
            code="file_too_large",
        )
    try:
        root: Tree.Element = ElementTree.fromstring(content)
    except EntitiesForbidden as error:
        raise PictureRefused(
            _(
                "This drawing has abbreviations in it that we do not read. Export it as plain SVG, "
                "without what is needed to edit it later, and choose that file."
            ),
            code="entities",
        ) from error
    except (SyntaxError, ValueError, LookupError) as error:
        raise _damaged() from error
    if _name(root.tag) != "svg":
        raise PictureRefused(
            _(
                "We cannot read this as a picture: it is of another kind, or was cut off. Choose "
                "a JPEG or PNG, or an SVG for a drawing."
            ),
            code="invalid_image",
        )
    return root


def _copied(element: Tree.Element, *, in_switch: bool = False) -> Tree.Element:
    """Copy an element without namespaces and without what loads, moves or belongs to an editor."""
    name = _name(element.tag)
    copy = Tree.Element(name, dict(_attributes(element, name)))
    copy.text, copy.tail = element.text, element.tail
    if name == "style":
        copy.text = styles.sheet(element.text or "")
        return copy
    for child in element:
        if _is_kept(child, in_switch=in_switch or name == "switch"):
            copy.append(_copied(child, in_switch=name == "switch"))
    return copy


def _is_kept(element: Tree.Element, *, in_switch: bool) -> bool:
    """Tell whether an element draws. Raises PictureRefused for programs and pieces of a page."""
    space, _brace, name = element.tag.rpartition("}")
    name = name.lower()
    if name in PROGRAMS:
        raise _program()
    # A switch has drawing beside it. Without words it is an effect, such as a blur of Figma.
    if name == "foreignobject" and not in_switch and "".join(element.itertext()).strip():
        raise PictureRefused(
            _(
                "This drawing has text in it that only a web page can show. Change the text into "
                "shapes, and save the drawing again."
            ),
            code="page",
        )
    return space in {"", f"{{{SVG}"} and name not in ANIMATIONS | {"foreignobject", "metadata"}


def _attributes(element: Tree.Element, of: str) -> "list[tuple[str, str]]":
    kept = []
    for name, value in element.items():
        plain = _name(name).lower()
        if plain.startswith("on") or "".join(value.split()).lower().startswith("javascript:"):
            raise _program()
        if name in {"href", XLINK_HREF}:
            kept += [("href", address)] if (address := _address(value.strip(), of)) else []
        elif name == "style":
            kept.append((name, styles.declarations(value)))
        elif name.startswith("{") and not name.startswith(XML):
            continue  # what an editor notes for itself
        elif plain in WORDS or plain.startswith("aria-") or styles.loads_nothing(value):
            kept.append((name, value))
    # A drawing for old and new browsers has both kinds of href.
    return list(dict(kept).items())


def _address(address: str, of: str) -> str:
    """Keep an address within the drawing, or draw an embedded picture again; "" drops a link."""
    if address.startswith("#"):
        return address
    if of == "a":
        return ""
    embedded = EMBEDDED.fullmatch(address)
    if of not in {"image", "feImage"} or not embedded:
        raise PictureRefused(
            _(
                "This drawing shows something that lies elsewhere, and that we do not load. Embed "
                "it in the drawing as JPEG or PNG, and save the drawing again."
            ),
            code="outside",
        )
    try:
        picture = base64.b64decode(embedded[1], validate=False)
    except binascii.Error as error:
        raise _damaged() from error
    redrawn, extension = raster.redraw(picture, most_pixels=LARGEST_EMBEDDED)
    return f"data:image/{KINDS[extension]};base64,{base64.b64encode(redrawn).decode()}"


def _check_size(drawing: bytes) -> None:
    measured = size(drawing)
    if measured is None or not all(1 <= side <= LONGEST_SIDE_OF_DRAWING for side in measured):
        raise PictureRefused(
            _(
                "This drawing does not say well how large it is. Give it a page of an ordinary "
                "size in your drawing program, and save it again."
            ),
            code="size",
        )


def _name(tag: str) -> str:
    return tag.rpartition("}")[2]


def _program() -> PictureRefused:
    return PictureRefused(_("This drawing holds a program. Save it without."), code="program")


def _damaged() -> PictureRefused:
    return PictureRefused(
        _(
            "This drawing is damaged or was cut off. Open it in your drawing program, save it as "
            "SVG, and choose that file."
        ),
        code="damaged",
    )
