"""The holidays in the admin: their address and menu item."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy

from booking.reception.admin.screens import ScreenViewSet
from booking.reception.views.holidays import list_holidays


class HolidaysViewSet(ScreenViewSet):
    """The legal holidays, each with a tick for closed."""

    icon = "calendar"
    menu_label = gettext_lazy("Holidays")
    permission = "booking.view_absence"

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path("", list_holidays, name="index")]
