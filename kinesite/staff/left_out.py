"""Screens of Wagtail that a practice does not need (ADR 0053).

Each is left out whole: no menu, button or link leads there, and nothing answers at its address. The
addresses keep their names, because templates of Wagtail ask for them.
"""

from django.contrib.auth.models import Group
from django.http import HttpRequest
from django.urls import URLPattern, re_path
from wagtail.admin.admin_url_finder import NullAdminURLFinder, register_admin_url_finder
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.admin.views.home import default as nothing_here
from wagtail.models import Collection, Task, Workflow

# As the addresses begin, after that of the admin. Of Wagtail's API its screens ask for pages only,
# and its list of subjects to choose from has no form to add one.
SCREENS = (
    "workflows/|collections/|redirects/import/|failwhale/|test404/|"
    r"api/main/images/|api/main/documents/|api/main/pages/\d+/action/|"
    "snippets/choose/references/subject/create/"
)
MENU = frozenset({"workflows", "workflow-tasks", "collections"})
BULK_ACTIONS = (
    ("references", "creditedimage", "add_tags"),
    ("references", "creditedimage", "add_to_collection"),
    ("wagtaildocs", "document", "add_tags"),
    ("wagtaildocs", "document", "add_to_collection"),
    ("auth", "user", "assign_role"),
    ("auth", "user", "delete"),
    ("auth", "user", "set_active_state"),
)


def addresses() -> list[URLPattern]:
    """The addresses at which nothing is, which come before Wagtail's own.

    Call it once all apps are ready: it also takes the bulk actions and the links out of the lists.
    """
    for app, model, action in BULK_ACTIONS:
        bulk_action_registry.get_bulk_actions_for_model(app, model)  # reads the hooks
        bulk_action_registry.actions[app][model].pop(action, None)
    for row in (Workflow, Task, Collection, Group):
        register_admin_url_finder(row, NullAdminURLFinder)
    return [re_path(rf"^(?:{SCREENS})", nothing_here)]


def without_left_out(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Take the screens that are left out of a menu."""
    menu_items[:] = [item for item in menu_items if item.name not in MENU]
