"""The HTML of an image: the widths that a browser can choose from, if there is a choice."""

import re
from pathlib import Path

import pytest
from wagtail.images.tests.utils import get_test_image_file

from blog.pictures import FIGURE, make, picture
from references.models import CreditedImage
from tests.factories.references import CreditedImageFactory

pytestmark = pytest.mark.django_db


def image(width: int) -> CreditedImage:
    made: CreditedImage = CreditedImageFactory(file=get_test_image_file(size=(width, 48)))
    return made


def widths(html: str) -> list[list[str]]:
    """The widths that each list of renditions offers."""
    return [re.findall(r" (\d+)w", listed) for listed in re.findall(r'srcset="([^"]*)"', html)]


@pytest.mark.parametrize(
    ("width", "offered"),
    [
        (64, [[]]),
        (480, [[]]),
        (481, [["480", "481"], ["480", "481"]]),
        (800, [["480", "800"], ["480", "800"]]),
        (1300, [["480", "800", "1280"], ["480", "800", "1280"]]),
    ],
)
def test_no_width_is_offered_twice(width: int, offered: list[list[str]]) -> None:
    html = picture(image(width), FIGURE, alt="")

    assert widths(html) == offered
    assert html.count("sizes=") == (2 if offered[0] else 0)


def test_a_drawing_says_how_large_it_is_and_offers_no_choice() -> None:
    drawing = CreditedImageFactory(svg=True)
    make([drawing], FIGURE)

    html = picture(drawing, FIGURE, alt="")

    assert re.findall(r"(srcset|sizes)=", html) == []
    assert [value.isdecimal() for value in re.findall(r'(?:width|height)="([^"]*)"', html)] == [
        True,
        True,
    ]


@pytest.mark.parametrize(
    ("x", "y", "classes"),
    [(90, 5, ["focus-right", "focus-top"]), (10, 24, ["focus-left"]), (50, 40, ["focus-bottom"])],
)
def test_the_focus_of_an_image_stays_in_a_frame_that_cuts_it(
    x: int, y: int, classes: list[str]
) -> None:
    wide = image(100)
    wide.focal_point_x, wide.focal_point_y = x, y
    wide.focal_point_width = wide.focal_point_height = 10

    html = picture(wide, FIGURE, alt="")

    assert re.findall(r'class="([^"]*)"', html) == [" ".join(classes)]
    look = Path("static/css/kinesite.css").read_text()
    assert [one for one in classes if f".{one} {{" not in look] == []


@pytest.mark.parametrize("focus", [None, 50])
def test_an_image_without_a_focus_at_a_side_stays_in_the_middle(focus: int | None) -> None:
    wide = image(100)
    wide.focal_point_x, wide.focal_point_y = focus, focus and 24
    wide.focal_point_width = wide.focal_point_height = focus

    assert "class=" not in picture(wide, FIGURE, alt="")
