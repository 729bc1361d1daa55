"""The weight of a drawing: how much a browser would have to draw."""

from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from references.pictures.limits import DEEPEST, MOST_ELEMENTS
from references.pictures.refused import PictureRefused


def check_tree(root: Element) -> None:
    """Refuse a drawing with too many parts, or with parts too deep inside each other."""
    level, depth, count = [root], 0, 0
    while level:
        depth, count = depth + 1, count + len(level)
        if depth > DEEPEST or count > MOST_ELEMENTS:
            raise _too_much()
        level = [child for element in level for child in element]


def check_uses(root: Element) -> None:
    """Refuse a drawing whose parts repeat each other until a browser has no end of drawing.

    Example: ten times a group that holds ten times a group, nine levels deep.
    """
    parts = {element.get("id"): element for element in root.iter()}
    drawn: dict[Element, int] = {}
    # Children stand before parents, so that each sum is known when it is asked for; parts that
    # repeat a later one are seen again until nothing changes.
    elements = list(root.iter())[::-1]
    for _round in range(DEEPEST):
        before = dict(drawn)
        for element in elements:
            part = parts.get(element.get("href", "")[1:]) if element.tag == "use" else None
            repeated = drawn.get(part, 1) if part is not None else 0
            total = 1 + sum(drawn.get(child, 1) for child in element) + repeated
            if total > MOST_ELEMENTS:
                raise _too_much()
            drawn[element] = total
        if drawn == before:
            return
    raise _too_much()


def _too_much() -> PictureRefused:
    return PictureRefused(
        _("This drawing has too many parts for a website. Make it simpler, or save it as PNG."),
        code="too_complex",
    )
