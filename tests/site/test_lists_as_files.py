"""Lists of the admin as files: where the screen has a button for it, and nowhere else."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from tests.factories.blog import BlogPostPageFactory
from tests.factories.booking import AppointmentFactory, NotificationFactory
from tests.factories.references import ReferenceFactory
from tests.factories.users import UserFactory
from tests.site.spreadsheets import rows_of

pytestmark = pytest.mark.django_db

# What the user is given: somebody of Receptie, and somebody who may see every list.
WHO: list[dict[str, Any]] = [{"groups": ["Receptie"]}, {"is_superuser": True}]


def lists() -> set[str]:
    """The addresses of all lists and reports that could come as a file."""
    found = set(_lists(get_resolver().url_patterns, "", ""))
    # One of the desk, of sources, of the site and of Wagtail itself.
    assert found >= {
        "/beheer/patienten/",
        "/beheer/snippets/references/reference/",
        "/beheer/reports/workflow/",
        "/beheer/users/",
    }
    return found


def _lists(patterns: list[Any], names: str, address: str) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{names}{pattern.namespace}:" if pattern.namespace else names
            yield from _lists(pattern.url_patterns, inner, address + str(pattern.pattern))
        elif _is_list(pattern):
            try:
                yield (
                    reverse(names + pattern.name)
                    if pattern.name
                    else f"/{address}{pattern.pattern}"
                )
            except NoReverseMatch:
                continue


def _is_list(pattern: URLPattern) -> bool:
    view = getattr(pattern.callback, "view_class", object)
    return issubclass(view, SpreadsheetExportMixin)


@pytest.mark.parametrize("who", WHO)
def test_a_list_comes_as_a_file_with_columns_where_it_has_the_button_and_nowhere_else(
    client: Client, who: dict[str, Any]
) -> None:
    NotificationFactory(appointment=AppointmentFactory())
    BlogPostPageFactory()
    ReferenceFactory()
    client.force_login(UserFactory(**who))

    for address in sorted(lists()):
        screen = client.get(address)
        for kind in ("csv", "xlsx"):
            answer = client.get(address, {"export": kind})
            if f"export={kind}" in screen.content.decode():
                [names, *_rows] = rows_of(answer)
                assert names, address
                assert [name for name in names if not name or "_" in name] == [], address
            else:
                assert (answer.status_code, answer["Content-Type"]) == (
                    screen.status_code,
                    screen["Content-Type"],
                ), address
