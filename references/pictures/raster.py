"""Photos and other pictures of pixels: opened with limits, and drawn again without their notes."""

from io import BytesIO
from typing import IO

from django.utils.translation import gettext as _
from PIL import Image, ImageCms
from pillow_heif import register_heif_opener

from references.pictures.limits import LONGEST_SIDE, MOST_PIXELS
from references.pictures.refused import PictureRefused

register_heif_opener()

# Formats by their names in Pillow. A JPEG with a second view in it calls itself MPO once open.
KNOWN = ("JPEG", "PNG", "GIF", "WEBP", "AVIF", "HEIF")
MOVING = ("GIF", "PNG", "WEBP", "AVIF")
TOO_MANY = (Image.DecompressionBombError, Image.DecompressionBombWarning)
# The tag that says how the camera was held, and how to turn the picture upright.
ORIENTATION = 0x0112
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def redraw(content: bytes, *, most_pixels: int = MOST_PIXELS) -> tuple[bytes, str]:
    """Draw a picture again, upright and without notes, and name the extension of its new format.

    Place, time, camera, comments and previews are gone; colours stay. What moves becomes its first
    image. Raises PictureRefused.

    Example: a photo of an iPhone in HEIC becomes (b"…", "jpg").
    """
    picture = _opened(content)
    _check_size(picture, most_pixels)
    try:
        picture.load()
        return _encoded(_upright(picture), picture.format or "")
    except Exception as error:  # a decoder may fail with anything
        raise PictureRefused(
            _(
                "This picture is damaged or was cut off. Send it to this device again, or open it, "
                "save it as JPEG, and choose that file."
            ),
            code="damaged",
        ) from error


def size_in_header(file: IO[bytes]) -> tuple[int, int] | None:
    """Read width and height in pixels without decoding; None for what is no picture of pixels."""
    try:
        return Image.open(file, formats=KNOWN).size
    except Exception:  # noqa: BLE001  a decoder may fail with anything
        return None


def _opened(content: bytes) -> Image.Image:
    try:
        return Image.open(BytesIO(content), formats=KNOWN)
    except TOO_MANY as error:
        raise _too_many_pixels() from error
    except Exception as error:
        raise PictureRefused(
            _(
                "We cannot read this as a picture: it is of another kind, or was cut off. Choose "
                "a JPEG or PNG, or an SVG for a drawing."
            ),
            code="invalid_image",
        ) from error


def _check_size(picture: Image.Image, most_pixels: int) -> None:
    """Judge by the header alone, before anything is decoded."""
    width, height = picture.size
    if width * height > most_pixels:
        raise _too_many_pixels()
    if max(width, height) > LONGEST_SIDE:
        raise PictureRefused(
            _(
                "This picture is %(width)s by %(height)s pixels: a side may have %(most)s at most. "
                "Cut off a part or make it smaller, and choose it again."
            )
            % {"width": width, "height": height, "most": LONGEST_SIDE},
            code="file_too_many_pixels",
        )
    if picture.format in MOVING and width * height * _images(picture) > most_pixels:
        raise PictureRefused(
            _(
                "This moving picture is too large: its images have more than 40 million pixels "
                "together. Save one of them as a picture, and choose that file."
            ),
            code="file_too_many_pixels",
        )


def _images(picture: Image.Image) -> int:
    """Count the images of a moving picture; what cannot be counted turns out damaged later."""
    try:
        return getattr(picture, "n_frames", 1)
    except Exception:  # noqa: BLE001  a decoder may fail with anything
        return 1


def _too_many_pixels() -> PictureRefused:
    return PictureRefused(
        _(
            "This picture has more than 40 million pixels. Make it smaller, for example 4000 "
            "pixels wide, and choose it again."
        ),
        code="file_too_many_pixels",
    )


def _upright(picture: Image.Image) -> Image.Image:
    """Turn a picture as its notes say; notes that cannot be read turn nothing."""
    try:
        turn = TURNS.get(picture.getexif().get(ORIENTATION, 1))
    except Exception:  # noqa: BLE001  notes may hold any nonsense
        turn = None
    profile = _profile(picture)
    picture = _in_web_mode(picture, profile)
    turned = picture.transpose(turn) if turn is not None else picture
    # A picture carries its notes along, and some writers store them unasked.
    kept = profile if turned.mode in {"RGB", "RGBA"} and _space(profile) == "RGB" else None
    turned.info = {"icc_profile": kept} if kept else {}
    return turned


def _in_web_mode(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Change colours into those that browsers know: grey, RGB, or RGB with transparency."""
    if picture.has_transparency_data:
        return picture.convert("RGBA")
    if picture.mode in {"I", "F"} or picture.mode.startswith("I;16"):
        # Sixteen bits a pixel; a plain conversion would cut off what is brighter than 255.
        picture = picture.convert("I").point(lambda level: level / 256).convert("L")
    elif picture.mode == "1":
        picture = picture.convert("L")
    if picture.mode in {"CMYK", "L"} and _space(profile) in {"CMYK", "GRAY"}:
        picture = _by_profile(picture, profile or b"")
    return picture if picture.mode in {"L", "RGB"} else picture.convert("RGB")


def _by_profile(picture: Image.Image, profile: bytes) -> Image.Image:
    """Change printing colours or greys into those of screens, where the profile fits."""
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        screen = ImageCms.createProfile("sRGB")
        changed = ImageCms.profileToProfile(picture, source, screen, outputMode="RGB")
    except ImageCms.PyCMSError:
        return picture
    return changed or picture


def _profile(picture: Image.Image) -> bytes | None:
    profile = picture.info.get("icc_profile")
    return profile if isinstance(profile, bytes) else None


def _space(profile: bytes | None) -> str:
    """The kind of colours that a profile is for, as "RGB"; "" for none or a broken one."""
    if not profile:
        return ""
    try:
        return ImageCms.ImageCmsProfile(BytesIO(profile)).profile.xcolor_space.strip()
    except Exception:  # noqa: BLE001  a profile may hold any nonsense
        return ""


def _encoded(picture: Image.Image, came_as: str) -> tuple[bytes, str]:
    """Write a picture as JPEG, or as what keeps its edges or its transparency."""
    out = BytesIO()
    keep = {"icc_profile": picture.info["icc_profile"]} if picture.info else {}
    if came_as == "WEBP":
        picture.save(out, "WEBP", quality=90, **keep)
        return out.getvalue(), "webp"
    if came_as in {"PNG", "GIF"} or picture.mode == "RGBA":
        picture.save(out, "PNG", **keep)
        return out.getvalue(), "png"
    picture.save(out, "JPEG", quality=92, **keep)
    return out.getvalue(), "jpg"
