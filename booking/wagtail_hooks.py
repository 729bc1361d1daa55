"""Registers the desk's screens; nothing is decided here."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks

from booking.reception.viewsets import AgendaViewSet, PracticeViewSetGroup


@hooks.register("register_admin_viewset")
def register_agenda() -> AgendaViewSet:
    return AgendaViewSet()


@hooks.register("register_admin_viewset")
def register_practice() -> PracticeViewSetGroup:
    return PracticeViewSetGroup()


@hooks.register("insert_global_admin_css")
def reception_css() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("css/reception.css"))
