"""Appointments outside working hours in the admin: their addresses and menu item."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy

from booking.reception.admin.screens import ScreenViewSet
from booking.reception.views.outside_hours import list_outside_hours


class OutsideHoursViewSet(ScreenViewSet):
    """The patients to call after changes of working hours."""

    icon = "warning"
    menu_label = gettext_lazy("Appointments outside the hours")
    permission = "booking.view_absence"

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", list_outside_hours, name="index"),
            path("<int:pk>/", list_outside_hours, name="of_change"),
        ]
