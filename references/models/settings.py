"""Settings about sources that hold for the whole site."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from references.choices import CitationStyle


@register_setting(icon="doc-full", order=210)
class SourceSettings(BaseGenericSetting):
    """The citation style, the age of old sources, and the looking up in registries."""

    citation_style = models.CharField(
        _("how articles cite"),
        max_length=20,
        choices=CitationStyle,
        default=CitationStyle.VANCOUVER,
        help_text=_("Holds for every article at once; nothing has to be saved again."),
    )
    old_after_years = models.PositiveSmallIntegerField(
        _("a source is old after so many years"),
        default=10,
        validators=[MinValueValidator(1), MaxValueValidator(50)],
        help_text=_("When half of the sources of an article are older, the editors are reminded."),
    )
    lookup_enabled = models.BooleanField(
        _("look sources up"),
        default=False,
        help_text=_(
            "Asks Crossref and PubMed, by DOI or PMID, whether a source is right and whether it "
            "was retracted. Works only where the server allows it."
        ),
    )
    contact_email = models.EmailField(
        _("address for the registries"),
        blank=True,
        help_text=_("Crossref and PubMed want to know whom to write when something goes wrong."),
    )

    panels = [
        FieldPanel("citation_style"),
        FieldPanel("old_after_years"),
        MultiFieldPanel(
            [FieldPanel("lookup_enabled"), FieldPanel("contact_email")], heading=_("Looking up")
        ),
    ]

    class Meta:
        verbose_name = _("sources")
        verbose_name_plural = _("sources")
