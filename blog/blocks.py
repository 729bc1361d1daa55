"""What the body of an article is made of."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock
from wagtail.rich_text import RichText

INLINE = ["bold", "italic", "link", "citation"]


class CaptionedImageBlock(ImageBlock):
    """In plain words what Wagtail calls "Alt text", and "Image", which it does not translate."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.child_blocks["image"].label = _("Image")
        self.child_blocks["decorative"].label = _("The image only decorates")
        self.child_blocks["alt_text"].label = _("What the image shows")
        self.child_blocks["alt_text"].field.help_text = _("For who does not see it.")


class SectionBlock(blocks.CharBlock):
    class Meta:
        icon = "title"
        label = _("Section heading")
        template = "blog/blocks/section.html"
        form_classname = "title"
        preview_value = "Waarom bewegen helpt"


class ParagraphBlock(blocks.RichTextBlock):
    def clean(self, value: RichText) -> RichText:
        """Wagtail takes the mark-up of an empty paragraph for a text."""
        cleaned = super().clean(value)
        if not self.is_deferred_validation and not strip_tags(cleaned.source).strip():
            raise ValidationError(
                _("There is no text in this block. Write it or remove the block.")
            )
        return cleaned

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "blog/blocks/paragraph.html"


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Quote"))
    source = blocks.CharBlock(label=_("Said or written by"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Quote")
        template = "blog/blocks/quote.html"


class FigureBlock(blocks.StructBlock):
    """The credit comes from the image, the alternative text from its use here."""

    image = CaptionedImageBlock(label=_("Image"))
    caption = blocks.RichTextBlock(
        label=_("Caption"),
        features=INLINE,
        required=False,
        help_text=_("Says what to conclude from it."),
    )

    class Meta:
        icon = "image"
        label = _("Figure")
        template = "blog/blocks/figure.html"


class BodyBlock(blocks.StreamBlock):
    section = SectionBlock(max_length=120)
    paragraph = ParagraphBlock(features=[*INLINE, "ul", "ol"])
    quote = QuoteBlock()
    figure = FigureBlock()


def reading_matter(block: Any) -> list[str]:
    """What of a body block a reader reads on the way through; captions are not counted."""
    match block.block_type:
        case "section":
            return [block.value]
        case "paragraph":
            return [block.value.source]
        case "quote":
            return [block.value["text"]]
        case _:
            return []
