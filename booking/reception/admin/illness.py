"""Somebody is ill, in the admin: its addresses and menu item."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy

from booking.reception.admin.screens import ScreenViewSet
from booking.reception.views.illness import (
    note_call_of,
    report_illness,
    show_illness,
    take_for_patient,
    undo,
)


class IllnessViewSet(ScreenViewSet):
    """The screen for a therapist who cannot come, beside the agenda."""

    icon = "user"
    menu_label = gettext_lazy("Somebody is ill")
    menu_order = 11
    permission = "booking.add_absence"

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", report_illness, name="index"),
            path("<int:pk>/", show_illness, name="absence"),
            path("<int:pk>/ongedaan/", undo, name="undo"),
            path("keuze/<int:pk>/", take_for_patient, name="take"),
            path("belde/<int:pk>/", note_call_of, name="call"),
        ]
