"""The page of the team, with a card for each therapist."""

from typing import Any

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable, Page

from blog import pictures
from blog.forms import CopyWithoutAlias
from blog.models import introduction_panel
from blog.sorting import UnsortedChildren
from booking.models import Practitioner
from references.models import CreditedImage


class TeamPage(UnsortedChildren, Page):
    introduction = models.CharField(_("introduction"), max_length=300, blank=True)

    parent_page_types = ["kinesite.HomePage"]
    subpage_types: list[str] = []
    max_count = 1
    page_description = _("Shows who works here, with a photo and a button to book.")
    copy_form_class = CopyWithoutAlias
    template = "kinesite/team_page.html"
    content_panels = [
        *Page.content_panels,
        introduction_panel(),
        InlinePanel("members", heading=_("Team"), label=_("therapist")),
    ]

    class Meta:
        verbose_name = _("team page")
        verbose_name_plural = _("team pages")

    @classmethod
    def prepare_pictures(cls, instance: "TeamPage", **kwargs: Any) -> None:
        """Make the sizes of the page's pictures; receiver of page_published."""
        photos = [member.photo for member in instance.members.select_related("photo")]
        pictures.make(filter(None, photos), pictures.CARD)

    @cached_property
    def shown_members(self) -> list["TeamMember"]:
        """Members who work here, each with the practitioner, the photo and its rendition loaded."""
        members = self.members.select_related("practitioner", "photo")
        members = members.prefetch_related("photo__renditions")
        return [member for member in members if member.practitioner.is_active]


class TeamMember(Orderable):
    page = ParentalKey(TeamPage, on_delete=models.CASCADE, related_name="members")
    practitioner = models.ForeignKey(
        Practitioner, verbose_name=_("therapist"), on_delete=models.CASCADE, related_name="+"
    )
    photo = models.ForeignKey(
        CreditedImage,
        verbose_name=_("photo"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Looking at the visitor, before a quiet background. Empty: the initials."),
    )

    panels = [FieldPanel("practitioner"), FieldPanel("photo")]

    class Meta(Orderable.Meta):
        verbose_name = _("team member")
        verbose_name_plural = _("team members")
        constraints = [
            models.UniqueConstraint(
                fields=["page", "practitioner"],
                name="one_card_per_practitioner",
                violation_error_message=_("This therapist is on the page already."),
            )
        ]

    def __str__(self) -> str:
        return str(self.practitioner)
