"""The works in the list of an article."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable, ReferenceIndex

from blog.models.articles import BlogPostPage
from references.models import Reference


class ListedSource(Orderable):
    """A work in the list of an article, whether the text cites it or not."""

    page = ParentalKey(BlogPostPage, on_delete=models.CASCADE, related_name="listed_sources")
    reference = models.ForeignKey(
        Reference,
        verbose_name=_("source"),
        # A listed reference cannot be deleted, but an old revision may list one that was: it opens
        # without it.
        on_delete=models.CASCADE,
        related_name="listings",
    )

    panels = [FieldPanel("reference")]

    class Meta(Orderable.Meta):
        verbose_name = _("listed source")
        verbose_name_plural = _("listed sources")
        constraints = [
            models.UniqueConstraint(fields=["page", "reference"], name="one_listing_per_source")
        ]

    @classmethod
    def leave_index(cls, instance: "ListedSource", **kwargs: Any) -> None:
        """Take a listed source out of Wagtail's reference index; receiver of post_delete."""
        if page := BlogPostPage.objects.filter(pk=instance.page_id).first():
            ReferenceIndex.create_or_update_for_object(page)
