"""Permissions of the desk's lists that are narrower than those of the model."""

from collections.abc import Iterable
from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy


class ViewOnly(ModelPermissionPolicy):
    """Permission to look only: even an administrator adds, edits and deletes nothing by hand."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == "view" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)
