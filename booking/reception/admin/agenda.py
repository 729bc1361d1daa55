"""The agenda in the admin's menu."""

from typing import Any

from django.http import HttpRequest
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from booking.reception.views import agenda, series, visit


class AgendaMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("booking.view_appointment")


class AgendaViewSet(ViewSet):
    name = "agenda"
    icon = "calendar-alt"
    menu_label = _("Agenda")
    menu_order = 10
    menu_item_class = AgendaMenuItem
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("", agenda.agenda, name="index"),
            path("boeken/", agenda.book_visit, name="book"),
            path("reeks/", series.plan_series, name="series"),
            path("afspraak/<int:pk>/", visit.visit, name="visit"),
            path("afspraak/<int:pk>/wijzig/", visit.change_visit, name="change"),
            path("afspraak/<int:pk>/verplaats/", agenda.move_visit, name="move"),
            path("afspraak/<int:pk>/reeks/annuleer/", series.cancel_from, name="series_cancel"),
        ]
