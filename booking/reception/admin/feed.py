"""The calendar of a therapist in the admin: its address, and a menu item for therapists."""

from functools import partial

from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy

from booking.reception.admin.screens import ScreenMenuItem, ScreenViewSet
from booking.reception.views.feed import show_feed


class OwnMenuItem(ScreenMenuItem):
    """Menu item for whoever may treat patients, told by the rights: each screen asks for it."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether the login is no login of the desk. Takes no query of its own."""
        is_desk = request.user.has_perm("booking.add_appointment")
        return super().is_shown(request) and (request.user.is_superuser or not is_desk)


class FeedViewSet(ScreenViewSet):
    """The link by which a therapist follows the own agenda on a telephone."""

    icon = "mobile-alt"
    menu_label = gettext_lazy("My calendar")
    permission = "booking.view_appointment"

    @property
    def menu_item_class(self) -> partial[ScreenMenuItem]:
        return partial(OwnMenuItem, permission=self.permission)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path("", show_feed, name="index")]
