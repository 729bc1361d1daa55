"""Register the screens of the desk with Wagtail."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.viewsets.base import ViewSet, ViewSetGroup

from booking.models import BookingRules
from booking.models.fields import LengthField
from booking.public.forms.fields import length_form_field
from booking.reception.admin import opened_cards
from booking.reception.admin.attention import AttentionSummary
from booking.reception.admin.menu import VIEWSETS
from booking.reception.admin.settings import setting_urls
from booking.services.schedule.generate_slots import generate_slots

register_form_field_override(LengthField, override=length_form_field)


@hooks.register("register_admin_viewset")
def register_desk() -> Sequence[ViewSet | ViewSetGroup]:
    """Add the lists of the desk to the menu of the Wagtail admin."""
    return VIEWSETS


# Before Wagtail's own, of which it takes the address.
hooks.register("register_admin_urls", setting_urls, order=-1)


hooks.register("register_admin_urls", opened_cards.report_urls)
hooks.register("register_reports_menu_item", opened_cards.menu_item)


@hooks.register("construct_homepage_summary_items")
def count_needs_of_the_desk(request: HttpRequest, items: list[Any]) -> None:
    """Put the number of things that need the desk on the first page."""
    items.append(AttentionSummary(request))


@hooks.register("after_edit_setting")
def generate_further(request: HttpRequest, setting: Any) -> None:
    """Generate slots up to the new horizon when the booking rules change."""
    if isinstance(setting, BookingRules):
        generate_slots(today=timezone.localdate())


@hooks.register("insert_global_admin_css")
def reception_css() -> str:
    """Load the style sheet of the desk in the Wagtail admin."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/reception.css"))
