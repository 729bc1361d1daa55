"""The waiting list in the admin: its addresses and menu item."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy

from booking.reception.admin.screens import ScreenViewSet
from booking.reception.admin.waiting_list import WaitingListView
from booking.reception.views.join_waitlist import add_entry
from booking.reception.views.waitlist import (
    answer_offer,
    change_entry,
    confirm_on_phone,
    end_entry,
)


class WaitlistViewSet(ScreenViewSet):
    """The waiting list, its entries and its offers."""

    icon = "list-ol"
    menu_label = gettext_lazy("Waiting list")
    permission = "booking.view_waitlistentry"

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", WaitingListView.as_view(), name="index"),
            path("erbij/", add_entry, name="add"),
            path("<int:pk>/wensen/", change_entry, name="change"),
            path("<int:pk>/bevestigd/", confirm_on_phone, name="confirm"),
            path("<int:pk>/weg/", end_entry, name="end"),
            path("aanbod/<int:pk>/", answer_offer, name="answer"),
        ]
