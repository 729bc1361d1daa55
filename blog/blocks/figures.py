"""Figures of an article."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

from blog.blocks.base import INLINE, ArticleBlock
from references.models import CreditedImage


class CaptionedImageBlock(ImageBlock):
    """An image with labels in plain words, where Wagtail says "Alt text" and "Image"."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.child_blocks["image"].label = _("Image")
        self.child_blocks["decorative"].label = _("The image only decorates")
        # Where two versions of an article are compared.
        self.child_blocks["decorative"].render_basic = _yes_or_no
        self.child_blocks["alt_text"].label = _("What the image shows")
        self.child_blocks["alt_text"].field.help_text = _("For who does not see it.")


def _yes_or_no(value: bool, context: object = None) -> str:  # noqa: ARG001, FBT001  Wagtail's
    return gettext("yes") if value else gettext("no")


class FigureBlock(ArticleBlock, blocks.StructBlock):
    """A figure: the credit comes from the image, the alternative text from its use here."""

    image = CaptionedImageBlock(label=_("Image"))
    caption = blocks.RichTextBlock(
        label=_("Caption"),
        features=INLINE,
        required=False,
        help_text=_("Says what to conclude from it."),
    )

    def pictures(self, value: Any) -> list[CreditedImage]:
        return [value["image"]] if value["image"] else []

    class Meta:
        icon = "image"
        label = _("Figure")
        template = "blog/blocks/figure.html"
