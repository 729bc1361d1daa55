"""What the body of an article is made of."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

INLINE = ["bold", "italic", "link", "citation"]


class SectionBlock(blocks.CharBlock):
    class Meta:
        icon = "title"
        label = _("Section heading")
        template = "blog/blocks/section.html"
        form_classname = "title"
        preview_value = "Waarom bewegen helpt"


class ParagraphBlock(blocks.RichTextBlock):
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

    image = ImageBlock(label=_("Image"))
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
