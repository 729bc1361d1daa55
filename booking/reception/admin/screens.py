"""Screens of our own in the Wagtail admin, beside the lists that Wagtail makes of a model."""

from functools import partial
from typing import Any

from django.http import HttpRequest
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet


class ScreenMenuItem(MenuItem):
    """Menu item that only users with a permission see."""

    def __init__(self, *args: Any, permission: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.permission = permission

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(self.permission)


class ScreenViewSet(ViewSet):
    """Addresses of our own views, and a menu item for users with `permission`.

    The views ask for their permissions themselves: this one only decides about the menu.
    """

    permission: str

    @property
    def menu_item_class(self) -> partial[ScreenMenuItem]:
        return partial(ScreenMenuItem, permission=self.permission)
