"""Pages whose children the website shows by date, or nowhere: there is no order to choose."""

from typing import Any

from wagtail.models import PagePermissionTester


class NothingToSort(PagePermissionTester):
    """Permissions that leave Wagtail's screen for the order of children out."""

    def can_reorder_children(self) -> bool:
        return False


class UnsortedChildren:
    """The part of a page that says so."""

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        return NothingToSort(user, self)
