"""Buttons of a page as a browser sees them."""

from typing import Any

from bs4 import BeautifulSoup


def default_button(page: Any) -> Any:
    """The button that Enter in a field of the last form of the page presses."""
    soup = BeautifulSoup(page.content, "html.parser")
    form = soup.find_all("form")[-1]
    buttons = soup.find_all("button", type="submit")
    return next(one for one in buttons if one.get("form") == form.get("id") or form in one.parents)
