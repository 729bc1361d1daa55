"""Each address of the site as the resolver has it: its route, its name, its view."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from kinesite.staff.left_out import SCREENS

SITE = "kinesite.urls"
PART = re.compile(r"<(?:\w+:)?(?P<name>\w+)>")
# What is left out, and what only a machine of a developer has.
NOT_THERE = re.compile(rf"beheer/(?:{SCREENS})|media/|mailbox/")
# Two patterns without a name are no screen: what is left out, and what is left over.
NAMES = {f"beheer/(?:{SCREENS})": "left out", "beheer/.*/$": "nothing there"}


@dataclass(frozen=True)
class Address:
    """A pattern of the site; `name` has its namespaces in front: `agenda:visit`."""

    route: str
    name: str
    view: Any

    @property
    def shown(self) -> str:
        """The route as people write it: `/beheer/agenda/afspraak/<pk>/`."""
        return "/" + re.split(r"[(]|\.\*", PART.sub(r"<\g<name>>", self.route))[0]

    def filled_in(self, values: dict[str, str]) -> str:
        """Return a path. `pk` has the value of `agenda:visit:pk`, or of `agenda:pk`, or of `pk`.

        A route that is a regular expression has a whole path, under its name. Raises KeyError with
        the name of what has no value.
        """
        if whole := values.get(self.name):
            return whole
        if re.search(r"[()$*]", self.route):
            raise KeyError(self.name)
        return "/" + PART.sub(lambda part: self._value(values, part["name"]), self.route)

    def _value(self, values: dict[str, str], part: str) -> str:
        for place in (f"{self.name}:", f"{self.name.rpartition(':')[0]}:", ""):
            if place + part in values:
                return values[place + part]
        raise KeyError(f"{self.name}:{part}")


def patterns(found: list[Any] | None = None, route: str = "", names: str = "") -> Iterator[Address]:
    """Each pattern of the site. A screen of ours in place of one of Wagtail's has no name."""
    for one in get_resolver(SITE).url_patterns if found is None else found:
        here = route + str(one.pattern).replace("^", "")
        if isinstance(one, URLResolver):
            inner = f"{names}{one.namespace}:" if one.namespace else names
            yield from patterns(one.url_patterns, here, inner)
        else:
            assert isinstance(one, URLPattern)
            name = names + one.name if one.name else NAMES.get(here, "")
            yield Address(here, name, one.callback)


def addresses() -> list[Address]:
    """Each address that answers, once, by the name that leads to it."""
    found: dict[str, Address] = {}
    for one in patterns():
        if NOT_THERE.match(PART.sub("1", one.route)):
            continue
        if one.route not in found or not found[one.route].name:
            found[one.route] = one
    return list(found.values())
