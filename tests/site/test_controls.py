"""Whatever takes a POST has a row in the list of controls, docs/controls.md."""

import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from kinesite.left_out import SCREENS

LIST = Path("docs/controls.md")
SITE = "kinesite.urls"
# What is left out, what answers 404 where nothing else does, files of a development machine.
NO_SCREEN = re.compile(rf"beheer/(?:{SCREENS}|\^\(\?:{re.escape(SCREENS)}|\^\.\*)|\^media/")


def patterns(
    found: list[Any] | None = None, route: str = "", names: str = ""
) -> Iterator[tuple[str, str, Any]]:
    """Route, name with its place, and view of each address of the site."""
    for one in get_resolver(SITE).url_patterns if found is None else found:
        here = route + str(one.pattern)
        if isinstance(one, URLResolver):
            inner = f"{names}{one.namespace}:" if one.namespace else names
            yield from patterns(one.url_patterns, here, inner)
        else:
            assert isinstance(one, URLPattern)
            yield here, names + one.name if one.name else "", one.callback


def takes_post(view: Any) -> bool:
    """Tell whether the view may take a POST; a function says so unless it is decorated."""
    while view is not None:
        if hasattr(view, "view_class"):
            kind = view.view_class
            return "post" in kind.http_method_names and hasattr(kind, "post")
        if hasattr(view, "actions"):
            return "post" in view.actions
        if inspect.isfunction(view):
            allowed = inspect.getclosurevars(view).nonlocals.get("request_method_list")
            if allowed is not None:
                return "POST" in allowed
        view = getattr(view, "__wrapped__", None)
    return True


def addresses_that_take_a_post() -> set[str]:
    """Their names. A screen of ours in place of one of Wagtail's goes by the name of that one."""
    found = list(patterns())
    named = {route: name for route, name, _view in found if name}
    return {
        name or named.get(route, f"without a name: {route}")
        for route, name, view in found
        if takes_post(view) and not NO_SCREEN.match(route)
    }


def listed() -> set[str]:
    """The names in the last column of each row; `:edit` belongs to the place before it."""
    names = set()
    for row in re.findall(r"^\|.*\|$", LIST.read_text(), re.MULTILINE):
        place = ""
        for name in re.findall(r"`([\w:]+)`", row.split(" | ")[-1]):
            place = name.rpartition(":")[0] if name[0] != ":" else place
            names.add(name if name[0] != ":" else place + name)
    return names


def test_every_address_that_takes_a_post_has_a_row_in_the_list_of_controls() -> None:
    missing = addresses_that_take_a_post() - listed()

    assert missing == set(), f"Try it from the other side, and give it a row in {LIST}."


def test_the_list_of_controls_names_addresses_that_are_there() -> None:
    assert listed() - {name for _route, name, _view in patterns()} == set()


def test_views_of_each_kind_are_seen_to_take_a_post() -> None:
    """A class, a function, a decorated one, and one for reading only."""
    found = {name: takes_post(view) for _route, name, view in patterns()}

    assert found["wagtailadmin_account"]
    assert found["wagtailadmin_pages:delete"]
    assert found["agenda:change"]
    assert not found["agenda:index"]
    assert not found["references:library"]
    assert len(addresses_that_take_a_post()) > 120
