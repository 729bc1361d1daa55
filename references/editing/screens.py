"""What the screens beside the list of sources share: their frame and the way back to the list."""

from typing import Any

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from references.models import Reference


class LibraryScreen(PermissionRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    """Stands under the list of sources."""

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        library = {"url": reverse(url_name("list")), "label": _("Sources")}
        return [*super().get_breadcrumbs_items(), library, {"url": "", "label": self.page_title}]


def url_name(view: str) -> str:
    """Of the views that Wagtail makes of the sources: "list", "edit"."""
    return Reference.snippet_viewset.get_url_name(view)
