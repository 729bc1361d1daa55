"""Each screen of the desk by axe's rules, in light and dark, on a desk and on a telephone.

The screens are those of docs/roles.md, which has each address of the site: a new one is seen too.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from booking.reception.admin.menu import VIEWSETS
from tests.browser.conftest import (
    ACCESSIBILITY_RULES,
    COLOUR_RULES,
    PHONE,
    WIDTH_RULES,
    faults_by_axe,
)
from tests.browser.desk_day import HEIGHT
from tests.site.addresses import addresses
from tests.site.made_rows import made_values
from tests.site.roles_table import ROLES, read_rows

pytestmark = pytest.mark.django_db(transaction=True)
# What a link of the desk leads to that is no screen: a browser stores it.
FILES = {"agenda:day_sheet_file"}
PARTS = 4


def desk_screens() -> list[str]:
    """Names of the addresses in the desk's part of the menu that are shown to whoever asks."""
    rooms = {one.url_namespace for each in VIEWSETS for one in getattr(each, "items", [each])}
    return sorted(
        name
        for (name, _address), cells in read_rows().items()
        if name.split(":")[0] in rooms and name not in FILES
        if cells[ROLES.index("Beheer")].startswith("page")
    )


def faults_of(page: Page) -> Iterator[str]:
    """What axe finds on the page, at the width of a desk and at that of a telephone."""
    for size, rules in ((HEIGHT, ACCESSIBILITY_RULES), (PHONE, WIDTH_RULES)):
        page.set_viewport_size(size)  # type: ignore[arg-type]  # a width and a height
        yield from faults_by_axe(page, "light", rules)
        yield from faults_by_axe(page, "dark", COLOUR_RULES)


@pytest.mark.parametrize("part", range(PARTS))
def test_each_screen_of_the_desk_is_accessible_at_each_width(editor: Page, part: int) -> None:
    paths = {one.name: one for one in addresses()}
    values = made_values()
    found = {}
    for name in desk_screens()[part::PARTS]:
        editor.goto(paths[name].filled_in(values))
        # Only a whole page has a title: the rest of them are parts of one, for a script.
        if editor.title() and (faults := sorted(set(faults_of(editor)))):
            found[name] = faults

    assert found == {}


def test_the_screens_of_the_desk_are_found() -> None:
    assert {"agenda:index", "ziek:absence", "mailteksten:edit"} <= set(desk_screens())
