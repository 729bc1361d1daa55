"""The frame that the screens beside the list of sources share, and the way back to the list."""

from typing import Any

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from references.models import Reference


class LibraryScreen(PermissionRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    """A screen under the list of sources, for those with its permission."""

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        library = {"url": reverse(url_name("list")), "label": _("Sources")}
        return [*super().get_breadcrumbs_items(), library, {"url": "", "label": self.page_title}]


def viewset() -> Any:
    """The viewset of the sources."""
    return Reference.snippet_viewset  # type: ignore[attr-defined]  # Wagtail sets it


def url_name(view: str) -> str:
    """The name of the address of one of its views, such as "list" and "edit"."""
    return str(viewset().get_url_name(view))
