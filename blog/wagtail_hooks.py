"""Register the editors' screens about sources; nothing is decided here."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets import Button
from wagtail.permissions import page_permission_policy

from blog.editing.linking import article_sources
from blog.editing.reports import OlderSourcesPanel, older_sources
from blog.models import BlogPostPage


@hooks.register("register_admin_urls")
def register_screens() -> list[URLPattern]:
    return [
        path("artikels/<int:pk>/bronnen/", article_sources, name="article_sources"),
        path("artikels/oudere-bronnen/", older_sources, name="older_sources"),
    ]


@hooks.register("register_page_header_buttons")
def register_sources_button(page: Any, user: Any, **kwargs: Any) -> Iterator[Button]:
    if page.specific_class is BlogPostPage and page.permissions_for_user(user).can_edit():
        url = reverse("article_sources", args=[page.pk])
        yield Button(_("Check the sources"), url, icon_name="doc-full", priority=12)


class OlderSourcesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return page_permission_policy.user_has_permission(request.user, "change")


@hooks.register("register_reports_menu_item")
def register_older_sources_menu_item() -> MenuItem:
    return OlderSourcesMenuItem(
        _("Articles with older sources"),
        reverse("older_sources"),
        name="older-sources",
        icon_name="doc-full",
        order=600,
    )


@hooks.register("construct_homepage_panels")
def remind_of_older_sources(request: HttpRequest, panels: list[Component]) -> None:
    if page_permission_policy.user_has_permission(request.user, "change"):
        panels.append(OlderSourcesPanel())
