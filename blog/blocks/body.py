"""The body of an article: a stream of blocks."""

from django.contrib.humanize.templatetags.humanize import intcomma
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import StreamBlockValidationError, StreamValue

from blog.blocks.base import INLINE, ArticleBlock
from blog.blocks.figures import FigureBlock
from blog.blocks.text import ParagraphBlock, QuoteBlock, SectionBlock
from references.models import CreditedImage

# The form of an article of this size keeps within DATA_UPLOAD_MAX_NUMBER_FIELDS and _MEMORY_SIZE.
MOST_BLOCKS = 500
MOST_CHARACTERS = 500_000
TOO_LONG = _("This is too long: at most %(most)s characters. Make two articles of it.")


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
