"""The practice as pages, mails and calendars name it: one row of settings."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.models import Page

from booking.text.translated import translated_lines
from kinesite import enterprise_number


@register_setting(icon="home")
class PracticeSettings(BaseGenericSetting):
    """The facts about the practice, one row for the installation.

    It is not one row per site: the practice has several host names, and writes its mails outside
    any request.
    """

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

    accessibility_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page about accessibility"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Both pages are linked at the foot of every page."),
    )

    select_related = ("privacy_page", "accessibility_page")
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
                FieldPanel("accessibility_page"),
            ],
            heading=_("Legal"),
        ),
    ]

    class Meta:
        verbose_name = _("practice")
        verbose_name_plural = _("practices")

    @property
    def pages_at_the_foot(self) -> list[Page]:
        """The pages that every page links to, as far as they are published."""
        pages = (self.privacy_page, self.accessibility_page)
        return [page for page in pages if page and page.live]

    @property
    def shown_opening_hours(self) -> list[str]:
        """Opening hours line by line, in the language that is active."""
        return translated_lines(self, "opening_hours")

    def clean(self) -> None:
        super().clean()
        if self.enterprise_number:
            try:
                self.enterprise_number = enterprise_number.normalise(self.enterprise_number)
            except ValidationError as error:
                raise ValidationError({"enterprise_number": error}) from error
