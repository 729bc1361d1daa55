"""The home page and pages with text."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PagePermissionTester

from blog import pictures
from blog.forms import CopyWithoutAlias
from blog.models import BlogIndexPage, BlogPostPage, introduction_panel, search_engines_panel
from blog.places import PageBelowHome
from blog.sorting import UnsortedChildren
from kinesite.blocks import EntryPoints, StandardBody
from kinesite.models.team import TeamPage
from references.models import CreditedImage


class HomePagePermissions(PagePermissionTester):
    """Rights on the home page, which nobody takes away: the site hangs under it."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:  # noqa: ARG002, FBT001, FBT002  Wagtail's signature
        return False

    def can_unpublish(self) -> bool:
        return False

    def can_move(self) -> bool:
        return False


class HomePage(Page):
    heading = models.CharField(
        _("heading"),
        max_length=65,
        blank=True,
        help_text=_("What you do and where. Empty: the title of the page."),
    )
    introduction = models.CharField(
        _("introduction"),
        max_length=200,
        blank=True,
        help_text=_("One sentence that says what a patient gets here."),
    )
    image = models.ForeignKey(
        CreditedImage,
        verbose_name=_("photo"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("A real photo of the practice, lying, without words in it. Empty: a drawing."),
    )
    entry_points = StreamField(EntryPoints(max_num=9), verbose_name=_("entry points"), blank=True)

    parent_page_types = ["wagtailcore.Page"]
    max_count = 1
    template = "kinesite/home_page.html"
    copy_form_class = CopyWithoutAlias
    promote_panels = [search_engines_panel()]
    content_panels = [
        *Page.content_panels,
        FieldPanel("heading"),
        introduction_panel(),
        FieldPanel("image"),
        FieldPanel("entry_points"),
    ]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def permissions_for_user(self, user: Any) -> HomePagePermissions:
        return HomePagePermissions(user, self)

    @classmethod
    def prepare_pictures(cls, instance: "HomePage", **kwargs: Any) -> None:
        """Make the sizes of the page's pictures; receiver of page_published."""
        pictures.make([instance.image] if instance.image else [], pictures.FIGURE)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        team_page = TeamPage.objects.live().public().descendant_of(self).first()
        return super().get_context(request, *args, **kwargs) | {
            "team_page": team_page,
            "members": team_page.shown_members if team_page else [],
            "articles": BlogPostPage.objects.descendant_of(self).for_cards()[:3],
            "articles_page": BlogIndexPage.objects.live().public().descendant_of(self).first(),
        }


class StandardPage(UnsortedChildren, PageBelowHome):
    introduction = models.CharField(_("introduction"), max_length=300, blank=True)
    body = StreamField(StandardBody(), verbose_name=_("text"), blank=True)

    page_description = _("Headings, text, images, notices and questions with their answers.")
    template = "kinesite/standard_page.html"
    copy_form_class = CopyWithoutAlias
    content_panels = [*Page.content_panels, introduction_panel(), FieldPanel("body")]

    class Meta:
        verbose_name = _("page with text")
        verbose_name_plural = _("pages with text")
