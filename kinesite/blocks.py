"""Blocks of the site's own pages; their templates are in templates/kinesite/blocks/."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from blog.blocks import CaptionedImageBlock
from blog.blocks import ParagraphBlock as ArticleParagraphBlock

TEXT_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul"]


class NoticeLevel(models.TextChoices):
    INFO = "info", _("Information")
    WARNING = "warning", _("Important")
    URGENT = "urgent", _("Urgent")


class HeadingBlock(blocks.CharBlock):
    class Meta:
        icon = "title"
        label = _("Heading")
        template = "kinesite/blocks/heading.html"


class ParagraphBlock(ArticleParagraphBlock):
    class Meta:
        template = "kinesite/blocks/paragraph.html"


class FigureBlock(blocks.StructBlock):
    image = CaptionedImageBlock(label=_("Image"))
    caption = blocks.CharBlock(
        label=_("Caption"),
        required=False,
        max_length=300,
        help_text=_("What should the reader take from it?"),
    )

    class Meta:
        icon = "image"
        label = _("Image with caption")
        template = "kinesite/blocks/figure.html"


class NoticeBlock(blocks.StructBlock):
    level = blocks.ChoiceBlock(
        label=_("Level"), choices=NoticeLevel.choices, default=NoticeLevel.INFO
    )
    title = blocks.CharBlock(
        label=_("Title"),
        max_length=80,
        help_text=_("Say what it is about: not everybody sees the colour."),
    )
    text = blocks.RichTextBlock(label=_("Text"), features=["bold", "link", "ul"])

    class Meta:
        icon = "warning"
        label = _("Notice")
        template = "kinesite/blocks/notice.html"


class QuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock(label=_("Question"), max_length=160)
    answer = blocks.RichTextBlock(label=_("Answer"), features=TEXT_FEATURES)


class QuestionsBlock(blocks.ListBlock):
    def __init__(self, **kwargs: object) -> None:
        super().__init__(QuestionBlock(label=_("Question with answer")), **kwargs)

    class Meta:
        icon = "help"
        label = _("Questions and answers")
        template = "kinesite/blocks/questions.html"


class StandardBody(blocks.StreamBlock):
    heading = HeadingBlock(max_length=120)
    paragraph = ParagraphBlock(features=TEXT_FEATURES)
    figure = FigureBlock()
    notice = NoticeBlock()
    questions = QuestionsBlock()


class EntryBlock(blocks.StructBlock):
    """A way into the site for a visitor with a complaint or a question."""

    title = blocks.CharBlock(label=_("Title"), max_length=40)
    text = blocks.CharBlock(label=_("One line"), required=False, max_length=80)
    page = blocks.PageChooserBlock(label=_("Page"))

    class Meta:
        icon = "link"
        label = _("Entry point")


class EntryPoints(blocks.StreamBlock):
    entry = EntryBlock()
