"""The one door for pictures: whatever is stored went through here."""

from pathlib import PurePath

from django.core.files.base import ContentFile, File
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from references.pictures import drawing, raster
from references.pictures.limits import LARGEST_FILE, MOST_PIXELS
from references.pictures.refused import PictureRefused

# A drawing is text; these are its first bytes, the last two where each letter takes two.
STARTS_OF_TEXT = (b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


class CleanPicture(ContentFile):
    """A picture with nothing in it but the picture, under a name that fits its format."""


def clean(file: "File[bytes]", *, most_pixels: int = MOST_PIXELS) -> CleanPicture:
    """Check a picture and strip it of all notes. Raises PictureRefused.

    The content decides what it is, not the name. What is clean already stays as it is.

    Example: IMG_1.HEIC becomes IMG_1.jpg.
    """
    if isinstance(file, CleanPicture):
        return file
    content = _read(file)
    if content.lstrip().startswith(STARTS_OF_TEXT):
        cleaned, extension = drawing.redraw(content), "svg"
    else:
        cleaned, extension = raster.redraw(content, most_pixels=most_pixels)
    stem = PurePath(file.name or "").stem.strip(" .") or "beeld"
    return CleanPicture(cleaned, name=f"{stem}.{extension}")


def _read(file: "File[bytes]") -> bytes:
    if file.size > LARGEST_FILE:
        raise PictureRefused(
            _(
                "This file is %(size)s: 20 MB is the most. Make the picture smaller or save it as "
                "JPEG, and choose that file."
            )
            % {"size": filesizeformat(file.size)},
            code="file_too_large",
        )
    file.seek(0)
    content = file.read()
    file.seek(0)
    if not content:
        raise PictureRefused(
            _("This file is empty. Send it to this device again, and choose it then."), code="empty"
        )
    return content
