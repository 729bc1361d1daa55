"""Headings, texts and quotes of an article."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.rich_text import RichText

from blog.blocks.base import ArticleBlock


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
