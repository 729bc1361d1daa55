"""The articles of the practice."""

import uuid
from typing import Any, Self

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, MultipleChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index
from wagtail.url_routing import RouteResult

from blog import anchors, article, evidence, exports, pictures, reading_time
from blog.blocks import BodyBlock, sections
from blog.forms import ArticleForm, CopyWithoutAlias
from blog.models.panels import introduction_panel, search_engines_panel
from blog.sorting import UnsortedChildren
from booking.models import Practitioner
from references.models import CreditedImage


class BlogPostQuerySet(PageQuerySet):
    def for_cards(self) -> Self:
        """Articles with all that a card shows of each, newest first."""
        return (
            self.live()
            .public()
            .order_by("-published_on", "-pk")
            .select_related("author", "hero_image")
            .prefetch_related("hero_image__renditions")
            .defer_streamfields()
        )


class BlogPostPage(UnsortedChildren, Page):
    introduction = models.CharField(
        _("introduction"),
        max_length=300,
        help_text=_(
            "Stands above the article, on its card and in search results. At most 300 characters."
        ),
    )
    author = models.ForeignKey(
        Practitioner, verbose_name=_("author"), on_delete=models.PROTECT, related_name="articles"
    )
    published_on = models.DateField(_("publication date"), default=timezone.localdate)
    hero_image = models.ForeignKey(
        CreditedImage,
        verbose_name=_("image at the top"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    hero_alt = models.CharField(
        _("what the image shows"),
        max_length=255,
        blank=True,
        help_text=_("For who does not see it. Leave empty when it only decorates."),
    )
    body = StreamField(BodyBlock(), verbose_name=_("article"))
    sources_reviewed_on = models.DateField(
        _("sources gone through on"),
        null=True,
        blank=True,
        help_text=_("The day on which you last looked whether there is newer research."),
    )
    reading_minutes = models.PositiveSmallIntegerField(_("reading time"), default=1, editable=False)
    # Block id -> address of the section, kept from the first time it is saved.
    anchors = models.JSONField(default=dict, editable=False)

    objects = PageManager.from_queryset(BlogPostQuerySet)()

    content_panels = [
        *Page.content_panels,
        introduction_panel(),
        MultiFieldPanel(
            [FieldPanel("author"), FieldPanel("published_on")], heading=_("Author and date")
        ),
        MultiFieldPanel(
            [FieldPanel("hero_image"), FieldPanel("hero_alt")], heading=_("Image at the top")
        ),
        FieldPanel("body"),
        MultiFieldPanel(
            [
                MultipleChooserPanel(
                    "listed_sources",
                    chooser_field_name="reference",
                    label=_("source"),
                    help_text=_(
                        "Also sources that the text does not cite: those come under “Read more”."
                    ),
                ),
                FieldPanel("sources_reviewed_on"),
            ],
            heading=_("Sources"),
        ),
    ]
    promote_panels = [search_engines_panel()]
    copy_form_class = CopyWithoutAlias
    search_fields = [
        *Page.search_fields,
        index.SearchField("introduction"),
        index.SearchField("body"),
    ]
    base_form_class = ArticleForm
    parent_page_types = ["blog.BlogIndexPage"]
    subpage_types: list[str] = []
    template = "blog/article_detail.html"

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Compute the fields that lists and links need, so that these need no body."""
        self.reading_minutes = reading_time.minutes(self.body.stream_block.words(self.body))
        self.anchors = self.kept_anchors()
        super().save(*args, **kwargs)

    def kept_anchors(self) -> dict[str, str]:
        """Anchors by block id; those that are online win over those of an older revision."""
        on_line = (
            BlogPostPage.objects.filter(pk=self.pk).values_list("anchors", flat=True).first() or {}
        )
        found = sections(self.body)
        for block in found:
            block.id = block.id or str(uuid.uuid4())
        return anchors.assign([(block.id, block.value) for block in found], self.anchors | on_line)

    @classmethod
    def prepare_pictures(cls, instance: "BlogPostPage", **kwargs: Any) -> None:
        """Make the sizes of an article's pictures; receiver of page_published."""
        pictures.make(instance.body.stream_block.pictures(instance.body), pictures.FIGURE)
        if instance.hero_image:
            pictures.make([instance.hero_image], pictures.FIGURE)
            pictures.make([instance.hero_image], pictures.CARD)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return kwargs["view"](request) if "view" in kwargs else super().serve(request)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Lead addresses under an article to its sources as files."""
        if path_components and self.live:
            return RouteResult(self, kwargs={"view": exports.view_under(self, path_components)})
        return super().route(request, path_components)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["parent"] = self.get_parent()
        composed = context["article"] = article.compose(self)
        context["evidence"] = evidence.age(
            (source.reference.year for source in composed.sources),
            timezone.localdate().year,
            composed.old_after_years,
        )
        return context
