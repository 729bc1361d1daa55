"""The blocks that the body of an article is made of."""

from blog.blocks.base import INLINE, ArticleBlock
from blog.blocks.body import MOST_BLOCKS, MOST_CHARACTERS, BodyBlock, sections
from blog.blocks.figures import CaptionedImageBlock, FigureBlock
from blog.blocks.text import ParagraphBlock, QuoteBlock, SectionBlock

__all__ = [
    "INLINE",
    "MOST_BLOCKS",
    "MOST_CHARACTERS",
    "ArticleBlock",
    "BodyBlock",
    "CaptionedImageBlock",
    "FigureBlock",
    "ParagraphBlock",
    "QuoteBlock",
    "SectionBlock",
    "sections",
]
