"""The waiting list in the admin's menu."""

from typing import Any

from django.http import HttpRequest
from django.urls import path
from django.utils.translation import gettext_lazy
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from booking.reception.views.waitlist import (
    add_entry,
    answer_for_patient,
    change_entry,
    end_entry,
    waiting_list,
)


class WaitlistMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("booking.view_waitlistentry")


class WaitlistViewSet(ViewSet):
    icon = "list-ol"
    menu_label = gettext_lazy("Waiting list")
    menu_item_class = WaitlistMenuItem

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("", waiting_list, name="index"),
            path("erbij/", add_entry, name="add"),
            path("<int:pk>/wensen/", change_entry, name="change"),
            path("<int:pk>/weg/", end_entry, name="end"),
            path("aanbod/<int:pk>/", answer_for_patient, name="answer"),
        ]
