"""Each address of the site, asked and posted to by each role, beside the table of docs/roles.md."""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

import pytest
from django.conf import settings
from django.contrib.messages import ERROR, get_messages
from django.db import connection, transaction
from django.http import HttpResponse
from django.template import Origin
from django.template.loaders.base import Loader
from django.test import Client, override_settings
from wagtail.users.models import UserProfile

from references.models import SourceSettings
from tests.factories.users import UserFactory
from tests.site.addresses import addresses
from tests.site.made_rows import made_values
from tests.site.roles_table import PATH, ROLES, Cells, read_rows, write_column

pytestmark = pytest.mark.django_db

GROUPS = {"Receptie": "Receptie", "Kinesitherapeut": "Kinesitherapeuten", "Redactie": "Redactie"}
# Nothing that a form of the site would send, but for what Wagtail answers nothing without.
NONSENSE = {
    "verb": "onzin",
    "body-count": "0",
    "new_parent_page": "1",
    "external-link-chooser-url": "x",
}
# Written while a page is shown, and no part of what it is about: who opened the card of a patient,
# thumbnails, who has a form open, who follows a page, the link of a forgotten password.
MAY_BE_WRITTEN = {
    "booking_cardopening",
    "references_creditedrendition",
    "wagtailadmin_editingsession",
    "wagtailcore_pagesubscription",
    "django_session",
}
WRITING = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM) "?(\w+)')
HOW_TO_MEND = f"""
Is it as it should be? Then let the table say so, and read what changed in {PATH}:
WRITE_ROLES=1 python -m pytest tests/site/test_roles.py -n 0
If not, mend the right where it is asked for.
"""


class BlankTemplates(Loader):
    """Finds each template, and each is blank: this is about rights, and pages take their time.

    That each screen of staff can be drawn is held by test_left_out.py.
    """

    def get_template_sources(self, name: str) -> Iterator[Origin]:
        yield Origin(name=name, template_name=name, loader=self)

    def get_contents(self, origin: Origin) -> str:
        return " "  # a message without a sign would not be one


@contextmanager
def blank_templates() -> Iterator[None]:
    [engine] = settings.TEMPLATES
    options = engine["OPTIONS"] | {"loaders": [f"{__name__}.BlankTemplates"]}
    with override_settings(TEMPLATES=[engine | {"APP_DIRS": False, "OPTIONS": options}]):
        yield


class Visitor(Client):
    """A browser of one role, whose requests are taken back one by one."""

    def __init__(self, role: str) -> None:
        super().__init__(raise_request_exception=False)
        self.written: set[str] = set()
        if role != "anonymous":
            groups = [GROUPS[role]] if role in GROUPS else []
            user = UserFactory(groups=groups, is_superuser=not groups)
            UserProfile.get_for_user(user)
            self.force_login(user)

    def request(self, **request: Any) -> HttpResponse:
        """Answer without the copies of each template that Django keeps for tests."""
        answer: HttpResponse = self.handler(self._base_environ(**request))
        return answer

    def outcome(self, send: Callable[..., HttpResponse], *args: object) -> str:
        """Send a request and return the word for its answer; its cookies are kept by nobody."""
        with transaction.atomic(), connection.execute_wrapper(self.note):
            answer = send(*args)
            if answer.streaming:
                list(answer)  # closes the file
            transaction.set_rollback(True)
        return word_for(answer)

    def note(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        """Note the table that a statement writes to."""
        if wrote := WRITING.match(sql):
            self.written.add(wrote[1])
        return execute(sql, params, many, context)


def word_for(answer: HttpResponse) -> str:
    to = answer.headers.get("Location", "")
    if to.startswith(("/beheer/login/?", "/_util/login/")) or asks_to_sign_in(answer):
        return "login"
    if answer.status_code == 403 or (to == "/beheer/" and says_refused(answer)):
        return "refused"
    words = {404: "not there", 405: "–"}
    # A page may well say that a form was wrong (400) or came too late (409).
    kind = "leads on" if to else "page" if answer.status_code < 500 else str(answer.status_code)
    return words.get(answer.status_code, kind)


def asks_to_sign_in(answer: HttpResponse) -> bool:
    return answer.status_code == 403 and b'name="password"' in answer.content


def says_refused(answer: Any) -> bool:
    return any(one.level == ERROR for one in get_messages(answer.wsgi_request))


def cell_of(asked: str, posted: str) -> str:
    """`page` when nothing can be posted, `takes` when there is no page, `login` if both end so."""
    taken = "takes" if posted in {"page", "leads on"} else posted
    if asked == taken or taken == "–":
        return asked
    return taken if asked == "–" else f"{asked}, {taken}"


@pytest.mark.parametrize("role", ROLES)
def test_each_address_gives_each_role_what_the_table_says(role: str) -> None:
    values, visitor = made_values(), Visitor(role)
    SourceSettings.load()
    found: Cells = {}
    wrote = {}
    with nullcontext() if role == "anonymous" else blank_templates():
        for one in addresses():
            path = one.filled_in(values)  # a KeyError names what made_rows.py has to make
            visitor.written.clear()
            asked = visitor.outcome(visitor.get, path)
            if odd := visitor.written - MAY_BE_WRITTEN:
                wrote[one.name] = odd
            posted = visitor.outcome(visitor.post, path, NONSENSE)
            found[one.name, one.shown] = cell_of(asked, posted)

    if os.environ.get("WRITE_ROLES"):
        write_column(role, found)
    told = {key: cells[ROLES.index(role)] for key, cells in read_rows().items()}
    wrong = {
        key: f"says {told.get(key, 'nothing')}, is {found.get(key, 'gone')}"
        for key in told | found
        if told.get(key) != found.get(key)
    }
    assert not [key for key, cell in found.items() if "50" in cell], "An address fails."
    assert wrote == {}, "Asking for a page changes nothing."
    assert wrong == {}, HOW_TO_MEND
