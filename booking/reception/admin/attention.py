"""The list of what needs the desk: its addresses, menu item and place on the first page."""

from functools import partial
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, register_converter
from django.utils.translation import gettext_lazy
from wagtail.admin.site_summary import SummaryItem

from booking.reception.admin.screens import ScreenMenuItem, ScreenViewSet
from booking.reception.views.attention import (
    DayConverter,
    attention_url,
    generate,
    note_day,
    show_attention,
    show_day,
)
from booking.reception.views.support.attention import NEEDS, needs_count

register_converter(DayConverter, "day")
# A badge has room for two digits.
MOST_SHOWN = 99


class AttentionMenuItem(ScreenMenuItem):
    """The menu item, with the number of things that need the desk."""

    def render_component(self, request: HttpRequest) -> Any:
        """The item for this page; the stylesheet draws `data-needs` as a badge."""
        item = super().render_component(request)
        if count := needs_count(request):
            item.attrs = {**item.attrs, "data-needs": shown_count(count)}
        return item


class AttentionViewSet(ScreenViewSet):
    """The list of what needs the desk, and what is done there."""

    icon = "warning"
    menu_label = gettext_lazy("Needs attention")
    permission = NEEDS

    @property
    def menu_item_class(self) -> partial[ScreenMenuItem]:
        return partial(AttentionMenuItem, permission=self.permission)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", show_attention, name="index"),
            path("uren/", generate, name="generate"),
            path("<day:day>/", show_day, name="day"),
            path("<day:day>/gekomen/", note_day, name="note_day"),
        ]


class AttentionSummary(SummaryItem):
    """The number of things that need the desk, on the first page of who sees pages too."""

    order = 50
    template_name = "booking/reception/attention_summary.html"

    def is_shown(self) -> bool:
        may_act: bool = self.request.user.has_perm(NEEDS)
        return may_act

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        return context | {"count": needs_count(self.request), "url": attention_url()}


def shown_count(count: int) -> str:
    """The number as a badge has it. Example: "6"; "99+" for more."""
    return str(count) if count <= MOST_SHOWN else f"{MOST_SHOWN}+"
