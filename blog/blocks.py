"""The blocks that the body of an article is made of."""

from typing import Any

from django.contrib.humanize.templatetags.humanize import intcomma
from django.core.exceptions import ValidationError
from django.utils.html import strip_tags
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import StreamBlockValidationError, StreamValue
from wagtail.images.blocks import ImageBlock
from wagtail.rich_text import RichText

from references.models import CreditedImage

# The form of an article of this size keeps within DATA_UPLOAD_MAX_NUMBER_FIELDS and _MEMORY_SIZE.
MOST_BLOCKS = 500
MOST_CHARACTERS = 500_000
TOO_LONG = _("This is too long: at most %(most)s characters. Make two articles of it.")
INLINE = ["bold", "italic", "link", "citation"]


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


class ArticleBlock:
    """A block of an article, without pictures and words unless it says otherwise."""

    def pictures(self, _value: Any) -> list[CreditedImage]:
        """Images to prepare in the sizes of a figure and to credit."""
        return []

    def words(self, _value: Any) -> list[str]:
        """Texts, plain or rich, that readers read on the way through; no captions."""
        return []


class SectionBlock(ArticleBlock, blocks.CharBlock):
    def words(self, value: str) -> list[str]:
        return [value]

    class Meta:
        icon = "title"
        label = _("Section heading")
        template = "blog/blocks/section.html"
        form_classname = "title"
        preview_value = "Waarom bewegen helpt"


class ParagraphBlock(ArticleBlock, blocks.RichTextBlock):
    def words(self, value: RichText) -> list[str]:
        return [value.source]

    def clean(self, value: RichText) -> RichText:
        """Refuse the mark-up of an empty paragraph, which Wagtail takes for a text."""
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


class QuoteBlock(ArticleBlock, blocks.StructBlock):
    text = blocks.TextBlock(label=_("Quote"))
    source = blocks.CharBlock(label=_("Said or written by"), required=False)

    def words(self, value: Any) -> list[str]:
        return [value["text"]]

    class Meta:
        icon = "openquote"
        label = _("Quote")
        template = "blog/blocks/quote.html"


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


class BodyBlock(ArticleBlock, blocks.StreamBlock):
    section = SectionBlock(max_length=120)
    paragraph = ParagraphBlock(features=[*INLINE, "ul", "ol"])
    quote = QuoteBlock()
    figure = FigureBlock()

    def clean(self, value: StreamValue) -> StreamValue:
        """Refuse a text that a form could soon not save any more."""
        cleaned = super().clean(value)
        if sum(map(len, self.words(cleaned))) > MOST_CHARACTERS:
            error = ValidationError(TOO_LONG, params={"most": intcomma(MOST_CHARACTERS)})
            raise StreamBlockValidationError(non_block_errors=[error])
        return cleaned

    def pictures(self, value: StreamValue) -> list[CreditedImage]:
        return [image for child in value for image in child.block.pictures(child.value)]

    def words(self, value: StreamValue) -> list[str]:
        return [text for child in value for text in child.block.words(child.value)]

    class Meta:
        max_num = MOST_BLOCKS


def sections(body: StreamValue) -> list[StreamValue.StreamChild]:
    return [child for child in body if isinstance(child.block, SectionBlock)]
