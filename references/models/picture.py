"""The field for a picture: it stores nothing that was not cleaned."""

from typing import Any

from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from references.pictures import drawing, raster
from references.pictures.clean import clean


class PictureFile(WagtailImageFieldFile):
    """The file of a picture."""

    def save(self, name: str, content: Any, save: bool = True) -> None:  # noqa: FBT001, FBT002  Django's
        """Clean the picture and store it. Raises PictureRefused, or OSError where storing fails."""
        content.name = name
        cleaned = clean(content)
        super().save(cleaned.name, cleaned, save=save)

    def get_image_dimensions(self) -> tuple[int, int] | tuple[None, None]:
        """Read width and height from the header; nothing for what turns out to be no picture."""
        was_closed = self.closed
        self.open()
        try:
            size = raster.size_in_header(self.file)
            self.seek(0)
            return size or drawing.size(self.read()) or (None, None)
        finally:
            if was_closed:
                self.close()
            else:
                self.seek(0)


class PictureField(WagtailImageField):
    """An image field for pictures of pixels and drawings."""

    attr_class = PictureFile
