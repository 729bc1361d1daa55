"""The image with its maker and licence."""

import logging
from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Filter,
    SourceImageIOError,
    get_upload_to,
)

from references.choices import ASKS_ATTRIBUTION, Licence
from references.models.picture import PictureField
from references.pictures.clean import clean
from references.pictures.refused import PictureRefused

log = logging.getLogger(__name__)


class CreditedImage(AbstractImage):
    """An image that names its maker and licence, so that a page can credit them."""

    # Any, as mypy knows no type of what may be assigned to it.
    file: Any = PictureField(
        _("file"), upload_to=get_upload_to, width_field="width", height_field="height"
    )
    description = models.CharField(
        _("what the image shows"),
        max_length=255,
        blank=True,
        default="",
        help_text=_(
            "For who does not see it. The home page and a figure in an article take this over; "
            "with the image on top of an article you fill it in there."
        ),
    )
    creator = models.CharField(
        _("maker"), max_length=255, blank=True, help_text=_("Who drew it or took the photo.")
    )
    source_url = models.URLField(
        _("where it comes from"),
        max_length=2000,
        blank=True,
        help_text=_("The web address where you found it."),
    )
    licence = models.CharField(_("licence"), max_length=20, choices=Licence, default=Licence.OWN)
    licence_url = models.URLField(
        _("link to the licence"),
        max_length=2000,
        blank=True,
        help_text=_("For Creative Commons: the address of the exact version, with its number."),
    )
    ai_generated = models.BooleanField(
        _("made with AI"), default=False, help_text=_("The article says so beside the image.")
    )

    admin_form_fields = (
        "title",
        "file",
        "description",
        "creator",
        "source_url",
        "licence",
        "licence_url",
        "ai_generated",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = [("choose_image", "Can choose image")]

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        """Check the fields, and clean a file that is new. Example: HEIC becomes JPEG here."""
        super().clean_fields(exclude=exclude)
        if "file" in (exclude or ()) or self.file._committed:  # noqa: SLF001  Django has no other name
            return
        try:
            self.file = clean(self.file)
        except PictureRefused as refusal:
            raise ValidationError({"file": refusal}) from refusal

    def clean(self) -> None:
        super().clean()
        if self.licence in ASKS_ATTRIBUTION:
            missing = {
                field: _("This licence asks for it.")
                for field in ("creator", "source_url", "licence_url")
                if not getattr(self, field)
            }
            if missing:
                raise ValidationError(missing)

    def create_rendition(self, filter: Filter) -> "CreditedRendition":  # noqa: A002  Wagtail's name
        """Make a rendition. Raises SourceImageIOError whatever goes wrong, a full disk too.

        Wagtail shows a mark in the place of such an image; without this the page would fail. A
        drawing is measured in fractions: a page that is shown now would say "1200.0".
        """
        try:
            made = super().create_rendition(filter)
            made.width, made.height = round(made.width), round(made.height)
            return made
        except SourceImageIOError:
            raise
        except (OSError, ValueError, SyntaxError, EOFError, MemoryError) as error:
            log.warning("Image %s cannot be shown: %s", self.pk, type(error).__name__)
            raise SourceImageIOError(str(error)) from error

    def create_renditions(self, *filters: Filter) -> "dict[Filter, CreditedRendition]":
        """Make renditions one after the other: three at once would take three times the memory."""
        return {one: self.create_rendition(one) for one in filters}

    def generate_rendition_file(
        self,
        filter: Filter,  # noqa: A002  Wagtail's name
        *,
        source: "File[bytes] | None" = None,
    ) -> "File[bytes]":
        """Make a rendition and return it in a buffer that needs no closing.

        Wagtail leaves its own buffer open until the garbage collector comes by.
        """
        with super().generate_rendition_file(filter, source=source) as buffer:
            buffer.seek(0)
            return ContentFile(buffer.read(), name=buffer.name)

    @property
    def credit_line(self) -> str:
        """The credit under the image; "" for an own image whose maker has no name.

        Example: "An Peeters, CC BY-SA. Gemaakt met AI."
        """
        licence = "" if self.licence == Licence.OWN else self.get_licence_display()
        sentences = [", ".join(filter(None, (self.creator, licence)))]
        if self.ai_generated:
            sentences.append(gettext("Made with AI"))
        return " ".join(f"{sentence.rstrip('.')}." for sentence in sentences if sentence)


class CreditedRendition(AbstractRendition):
    """A resized copy of an image, as Wagtail makes them."""

    image = models.ForeignKey(CreditedImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_per_filter"
            )
        ]
