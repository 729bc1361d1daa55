"""Panels that the pages of this app share."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput


def introduction_panel() -> FieldPanel:
    return FieldPanel("introduction", widget=AdminAutoHeightTextInput())


def search_engines_panel() -> MultiFieldPanel:
    """The tab for search engines, for pages that the menu never shows."""
    fields = ["slug", "seo_title", "search_description"]
    return MultiFieldPanel([FieldPanel(name) for name in fields], heading=_("For search engines"))
