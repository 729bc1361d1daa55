"""Images in the sizes that pages ask for; made when an article is published, not when read."""

from bisect import bisect_left
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

from django.db.models import prefetch_related_objects
from django.utils.safestring import SafeString
from wagtail.images.models import Picture, SourceImageIOError

from references.models import CreditedImage

# The last one is what a browser without the first gets; both keep transparency.
FORMATS = ("avif", "webp")


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape for images; `widths` in pixels, smallest first, `sizes` as in the HTML attribute."""

    widths: tuple[int, ...]
    sizes: str

    def filters(self, image: CreditedImage) -> list[str]:
        """Wagtail's filters for the renditions of an image; only one for an SVG, which scales."""
        if image.is_svg():
            return [f"width-{self.widths[-1]}"]
        return [f"format-{kind}|width-{width}" for kind in FORMATS for width in self.fitting(image)]

    def fitting(self, image: CreditedImage) -> tuple[int, ...]:
        """The widths to offer: wider than the image itself, only one."""
        return self.widths[: bisect_left(self.widths, image.width) + 1]

    def sizes_for(self, image: CreditedImage) -> dict[str, str]:
        """The attribute `sizes`, unless there is one width only and so nothing to choose."""
        choice = not image.is_svg() and len(self.fitting(image)) > 1
        return {"sizes": self.sizes} if choice else {}


FIGURE = Shape(widths=(480, 800, 1280), sizes="(min-width: 50rem) 48rem, 100vw")
CARD = Shape(widths=(400, 800), sizes="(min-width: 60rem) 22rem, (min-width: 40rem) 45vw, 100vw")


def with_renditions(images: Iterable[CreditedImage | None]) -> list[CreditedImage]:
    """Load the renditions of these images, in one query."""
    present = [image for image in images if image]
    prefetch_related_objects(present, "renditions")
    return present


def make(images: Iterable[CreditedImage], shape: Shape) -> None:
    """Make the sizes of these images; leaves out what cannot be made, as on a full disk."""
    for image in images:
        with suppress(SourceImageIOError):
            image.get_renditions(*shape.filters(image))


def picture(image: CreditedImage, shape: Shape, *, alt: str, eager: bool = False) -> SafeString:
    """The HTML of an image; "" for one that cannot be shown, as a page is worth reading without.

    `eager` is for an image on the first screen; others load when the reader comes near.
    """
    try:
        renditions = image.get_renditions(*shape.filters(image))
    except SourceImageIOError:
        return SafeString("")
    for one in renditions.values():  # one of a drawing has fractions until it is read back
        one.width, one.height = round(one.width), round(one.height)
    loading = {"fetchpriority": "high"} if eager else {"loading": "lazy"}
    attributes = {"alt": alt, **shape.sizes_for(image), "decoding": "async", **loading}
    return Picture(renditions, attributes | focus_of(image)).__html__()


def focus_of(image: CreditedImage) -> dict[str, str]:
    """The class that keeps the chosen part of an image in sight where a frame cuts it.

    A third of the image is near enough: a frame shows more of it. Example, for something at the
    top right: {"class": "focus-right focus-top"}.
    """
    if not image.has_focal_point():
        return {}
    thirds = (
        (image.focal_point_x / image.width, "focus-left", "focus-right"),
        (image.focal_point_y / image.height, "focus-top", "focus-bottom"),
    )
    named = [near if at < 1 / 3 else far for at, near, far in thirds if not 1 / 3 <= at <= 2 / 3]
    return {"class": " ".join(named)} if named else {}
