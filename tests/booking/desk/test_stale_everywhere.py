"""Every address in the admin that a desk posts to has a check, or a reason to need none."""

from datetime import date
from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.booking.support.desk_rows import DELETED_ROWS
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db

# Rooms of the admin that are ours; all else is Wagtail's own.
OURS = ("booking", "kinesite")
# Tried in test_stale_visits.py, test_stale_waitlist.py, test_stale_rows.py,
# test_merging_screens.py, test_holidays_screen.py, test_notes_screen.py, test_agenda_undo.py,
# test_hand_refused.py, test_attention_screen.py, test_mails_again.py, test_illness_screen.py and
# test_illness_calls.py.
TRIED = {
    "aandacht:note_day",
    "beschikbaarheid:day",  # in test_one_day.py
    "agenda:change",
    "agenda:move",
    "agenda:note",
    "agenda:put_down",
    "agenda:patient_note",
    "agenda:series_cancel",
    "agenda:undo",
    "berichten:again",
    "berichten:change",
    "wachtlijst:add",
    "wachtlijst:change",
    "wachtlijst:confirm",
    "wachtlijst:end",
    "wachtlijst:answer",
    "patienten:erase",
    "patienten:merge",
    "patienten:tell_apart",
    "patienten:note",
    "feestdagen:index",
    "ziek:index",
    "ziek:absence",
    "ziek:call",
    "ziek:take",
    "ziek:undo",
    "mailteksten:edit",
    "mijn_kalender:index",
    "wagtailsettings:edit",
}
# These make a row and change none, so there is nothing that a colleague can have changed. Time that
# was taken meanwhile is refused as TimeTaken.
MAKES_A_ROW = {
    "agenda:book",
    "agenda:series",
    "tarieven:copy",
    "wagtailsnippets_references_reference:add",
    "wagtailsnippets_references_reference:copy",
    "wagtailsnippets_references_subject:add",
    "wagtailsnippets_references_subject:copy",
    "wagtailusers_users:add",
}
# Tried in tests/site/test_stale_sources.py.
SOURCES = {
    f"wagtailsnippets_references_{model}:{screen}"
    for model in ("reference", "subject")
    for screen in ("edit", "delete")
}
# Tried in tests/site/test_stale_logins.py.
LOGINS = {"wagtailusers_users:edit", "wagtailusers_users:delete"}
# Twice is as good as once, and an entry that has ended is refused. Hours are opened once.
# Letters are turned on or off, as the button says, for oneself.
TAKES_NOTHING_BACK = {"aandacht:generate", "agenda:keys", "wachtlijst:confirm"}

# A search is posted, as a name must not stand in an address, and so is what somebody
# types. Nobody may use the forms of the list of mails. A preview of a setting stores nothing.
STORES_NOTHING = {
    "agenda:find",
    "agenda:keep_typed",
    "patienten:index",
    "patienten:index_results",
    "berichten:index",
    "berichten:index_results",
    "berichten:add",
    "berichten:edit",
    "berichten:delete",
    "wagtailsettings:preview_on_edit",
}
# What the addresses below are filled in with.
VALUES = {
    "day": date(2027, 1, 12),
    "kind": "booked",
    "language": "nl",
    "app_name": "booking",
    "model_name": "bookingrules",
}


def posted_to() -> set[str]:
    """Names of the addresses in the rooms of the desk that answer a POST."""
    browser = Client()
    browser.force_login(UserFactory(is_superuser=True, is_staff=True))
    return {
        f"{room}:{one.name}"
        for room in rooms()
        for one in get_resolver().namespace_dict[room][1].url_patterns
        if takes_post(room, one, browser)
    }


def takes_post(room: str, one: URLPattern, browser: Client) -> bool:
    """Tell whether somebody can post to it. A view that is a class says so itself."""
    if view := getattr(one.callback, "view_class", None):
        return hasattr(view, "post")
    values = {name: VALUES.get(name, 0) for name in one.pattern.converters}
    answer = browser.post(reverse(f"{room}:{one.name}", kwargs=values))
    return answer.status_code != HTTPStatus.METHOD_NOT_ALLOWED


def rooms() -> set[str]:
    """Namespaces of the admin in which a view of ours stands, and that of the settings."""
    found = {
        one.namespace
        for admin in get_resolver().url_patterns
        if str(admin.pattern) == "beheer/"
        for one in getattr(admin, "url_patterns", ())
        if isinstance(one, URLResolver)
        and one.namespace
        and any(is_ours(each) for each in one.url_patterns)
    }
    return found | {"wagtailsettings"}


def is_ours(one: URLPattern | URLResolver) -> bool:
    view = getattr(one, "callback", None)
    return getattr(view, "view_class", view).__module__.startswith(OURS)


def test_every_address_that_a_desk_posts_to_is_tried_with_a_stale_screen() -> None:
    rows = {f"{name}:edit" for name in DELETED_ROWS} | {f"{name}:delete" for name in DELETED_ROWS}
    makes = MAKES_A_ROW | {f"{name}:add" for name in DELETED_ROWS}

    tried = TRIED | SOURCES | LOGINS | rows
    assert posted_to() == tried | makes | TAKES_NOTHING_BACK | STORES_NOTHING
