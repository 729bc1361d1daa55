"""The site's own pages, and what the practice says of itself."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from phonenumber_field.modelfields import PhoneNumberField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page

from blog import pictures
from blog.models import BlogIndexPage, BlogPostPage, introduction_panel
from booking.models import Practitioner
from booking.text.translated import translated_lines
from kinesite import enterprise_number
from kinesite.blocks import EntryPoints, StandardBody
from references.models import CreditedImage


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

    @classmethod
    def prepare_pictures(cls, instance: "HomePage", **kwargs: Any) -> None:
        """Receiver of page_published."""
        pictures.make([instance.image] if instance.image else [], pictures.FIGURE)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        team_page = TeamPage.objects.live().descendant_of(self).first()
        return super().get_context(request, *args, **kwargs) | {
            "team_page": team_page,
            "members": team_page.shown_members if team_page else [],
            "articles": BlogPostPage.objects.descendant_of(self).for_cards()[:3],
            "articles_page": BlogIndexPage.objects.live().descendant_of(self).first(),
        }


class StandardPage(Page):
    introduction = models.CharField(_("introduction"), max_length=300, blank=True)
    body = StreamField(StandardBody(), verbose_name=_("text"), blank=True)

    page_description = _("Headings, text, images, notices and questions with their answers.")
    template = "kinesite/standard_page.html"
    content_panels = [*Page.content_panels, introduction_panel(), FieldPanel("body")]

    class Meta:
        verbose_name = _("page with text")
        verbose_name_plural = _("pages with text")


class TeamPage(Page):
    introduction = models.CharField(_("introduction"), max_length=300, blank=True)

    parent_page_types = ["kinesite.HomePage"]
    subpage_types: list[str] = []
    max_count = 1
    page_description = _("Shows who works here, with a photo and a button to book.")
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
        """Receiver of page_published."""
        photos = [member.photo for member in instance.members.select_related("photo")]
        pictures.make(filter(None, photos), pictures.CARD)

    @cached_property
    def shown_members(self) -> list["TeamMember"]:
        """Who works here, each with the practitioner, the photo and its rendition loaded."""
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


@register_setting(icon="home")
class PracticeSettings(BaseGenericSetting):
    """One for the installation and not one per site: it is one practice, whatever its host names,
    and its mails are written outside any request."""

    name = models.CharField(_("name of the practice"), max_length=100, default="Kinepraktijk")
    street = models.CharField(_("street and number"), max_length=120, blank=True)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    city = models.CharField(_("town"), max_length=60, blank=True)
    phone = PhoneNumberField(_("phone"), blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    opening_hours = models.TextField(
        _("opening hours"),
        max_length=600,
        blank=True,
        help_text=_("A line for each day or group of days."),
    )
    opening_hours_fr = models.TextField(_("the same in French"), max_length=600, blank=True)
    opening_hours_en = models.TextField(_("the same in English"), max_length=600, blank=True)
    arrival = models.TextField(
        _("getting here"),
        max_length=600,
        blank=True,
        help_text=_("Parking, bus, bicycles, steps at the door. A line for each."),
    )
    cancellation_policy = models.TextField(
        _("when somebody cannot come"),
        max_length=600,
        blank=True,
        help_text=_(
            "How long beforehand to cancel and what happens otherwise. It is in every confirmation."
        ),
    )
    cancellation_policy_fr = models.TextField(_("the same in French"), max_length=600, blank=True)
    cancellation_policy_en = models.TextField(_("the same in English"), max_length=600, blank=True)
    enterprise_number = models.CharField(
        _("enterprise number"),
        max_length=16,
        blank=True,
        help_text=_("Required by law on the website."),
    )
    riziv_number = models.CharField(
        _("RIZIV number"), max_length=20, blank=True, help_text=_("Of the practice, if it has one.")
    )
    privacy_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page about privacy"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    select_related = ("privacy_page",)
    panels = [
        FieldPanel("name"),
        MultiFieldPanel(
            [
                FieldPanel("street"),
                FieldRowPanel([FieldPanel("postcode"), FieldPanel("city")]),
                FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
            ],
            heading=_("Contact"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("opening_hours"),
                FieldPanel("opening_hours_fr"),
                FieldPanel("opening_hours_en"),
                FieldPanel("arrival"),
                FieldPanel("cancellation_policy"),
                FieldPanel("cancellation_policy_fr"),
                FieldPanel("cancellation_policy_en"),
            ],
            heading=_("For patients"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("enterprise_number"), FieldPanel("riziv_number")]),
                FieldPanel("privacy_page"),
            ],
            heading=_("Legal"),
        ),
    ]

    class Meta:
        verbose_name = _("practice")
        verbose_name_plural = _("practices")

    @property
    def shown_opening_hours(self) -> list[str]:
        """Line by line, in the language that is active."""
        return translated_lines(self, "opening_hours")

    def clean(self) -> None:
        super().clean()
        if self.enterprise_number:
            try:
                self.enterprise_number = enterprise_number.normalise(self.enterprise_number)
            except ValidationError as error:
                raise ValidationError({"enterprise_number": error}) from error
