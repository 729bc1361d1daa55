"""Hooks that make the staff's screens look like those of the practice."""

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.wagtail_hooks import register_keyboard_shortcuts_menu_item

from kinesite.staff.approval import offer_what_helps, warn_if_nobody_hears
from kinesite.staff.asked_anew import log_deletions
from kinesite.staff.controls import count_what_lists_show, pages_with_a_pencil
from kinesite.staff.left_out import without_left_out
from kinesite.staff.own_articles import articles_of
from kinesite.staff.standstill import StoppedSchedule

hooks.register("construct_settings_menu", without_left_out)
hooks.register("construct_page_action_menu", offer_what_helps)
hooks.register("construct_explorer_page_queryset", pages_with_a_pencil)
hooks.register("after_create_page", warn_if_nobody_hears)
hooks.register("after_edit_page", warn_if_nobody_hears)
hooks.register("after_bulk_action", log_deletions)
hooks.register("register_attention", StoppedSchedule)
hooks.register("register_on_own_day", articles_of)


@hooks.register("insert_global_admin_css")
def colours_of_the_practice() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("insert_global_admin_js")
def focus_returns() -> SafeString:
    """Bring the focus back to the button that opened what was closed by the keyboard."""
    return format_html('<script src="{}"></script>', static("js/focus-returns.js"))


@hooks.register("insert_global_admin_js")
def keep_dates_as_typed() -> SafeString:
    """Leave a day that was mistyped to the form, which says so: no picker writes another."""
    return format_html('<script src="{}"></script>', static("js/dates-as-typed.js"))


@hooks.register("insert_global_admin_js")
def keep_typed() -> SafeString:
    """Keep what is typed in the forms of the desk, so that reloading and Back give it back."""
    return format_html('<script src="{}" defer></script>', static("js/keep-typed.js"))


@hooks.register("insert_global_admin_js")
def order_as_shown() -> SafeString:
    """Let pages that are dragged carry the order that their list shows."""
    return format_html('<script src="{}"></script>', static("js/page-order.js"))


@hooks.register("insert_editor_js")
def tell_which_version_was_told() -> SafeString:
    return format_html('<script src="{}" defer></script>', static("js/told-version.js"))


@hooks.register("insert_editor_js")
def tell_what_is_gone() -> SafeString:
    return format_html('<script src="{}" defer></script>', static("js/page-gone.js"))


@hooks.register("insert_global_admin_js")
def press_after_saving() -> SafeString:
    """Let what is pressed wait while the form saves itself, and count two presses as one."""
    return format_html('<script src="{}"></script>', static("js/press-after-saving.js"))


@hooks.register("construct_main_menu")
def without_help_of_others(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Leave of Wagtail's help only the list of shortcuts: the rest leads to a site in English."""
    menu_items[:] = [item for item in menu_items if item.name != "help"]
    shortcuts = register_keyboard_shortcuts_menu_item()
    shortcuts.order = 20_000  # last
    menu_items.append(shortcuts)


# After Wagtail's own, whose numbers are counted anew.
hooks.register("construct_homepage_summary_items", count_what_lists_show, order=1)
