"""Screens of the desk as a browser has them: their forms and buttons, pressed long after."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from bs4 import BeautifulSoup
from bs4.element import Tag
from django.http import HttpResponse
from django.test import Client
from django.urls import resolve


@dataclass
class Button:
    """A button that posts, with all that its form sends along."""

    address: str
    data: dict[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Name of the address that it posts to. Example: "agenda:change"."""
        return resolve(self.address.partition("?")[0]).view_name

    def press(self, browser: Client, **typed: Any) -> HttpResponse:
        """Press it, after typing; follow where it leads."""
        page: HttpResponse = browser.post(self.address, self.data | typed, follow=True)
        return page


def buttons(page: HttpResponse, address: str) -> list[Button]:
    """All buttons of our own on a page that post; `address` is that of the page."""
    html = BeautifulSoup(page.content, "html.parser")
    found = []
    for form in html.find_all("form", method=lambda method: (method or "").lower() == "post"):
        inside = form.find_all(["button", "input"], type="submit") or form.find_all("button")
        outside = html.find_all("button", form=form.get("id")) if form.get("id") else []
        for pressed in [*inside, *outside]:
            to = pressed.get("formaction") or form.get("action") or address
            data = dict(_typed(form))
            if pressed.get("name"):
                data[pressed["name"]] = pressed.get("value", "")
            found.append(Button(str(to).partition("#")[0], data))
    return [one for one in found if one.name not in ("wagtailadmin_logout", "wagtailadmin_login")]


def _typed(form: Tag) -> Iterator[tuple[str, Any]]:
    """Names and values of the fields of a form, as they stand."""
    ticked: dict[str, list[str]] = {}
    for one in form.find_all("input"):
        kind, name = one.get("type", "text"), one.get("name")
        if kind in ("checkbox", "radio"):
            if one.has_attr("checked"):
                ticked.setdefault(name, []).append(one.get("value", "on"))
        elif name and kind not in ("submit", "file") and name != "csrfmiddlewaretoken":
            yield name, one.get("value", "")
    yield from ticked.items()
    for one in form.find_all("textarea"):
        yield one["name"], one.get_text().removeprefix("\n")
    for one in form.find_all("select"):
        chosen = [option.get("value", "") for option in one.find_all("option", selected=True)]
        first = one.find("option")
        yield one["name"], chosen or ([first.get("value", "")] if first else [])


def words_of(page: HttpResponse) -> str:
    """All words of a page, white space made single."""
    return " ".join(BeautifulSoup(page.content, "html.parser").get_text(" ").split())
