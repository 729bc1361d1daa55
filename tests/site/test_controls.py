"""Whatever takes a POST has a row in the list of controls, docs/controls.md."""

import re
from pathlib import Path

from tests.site.addresses import patterns
from tests.site.roles_table import read_rows

LIST = Path("docs/controls.md")


def addresses_that_take_a_post() -> set[str]:
    """Their names, by the table of roles, which a test holds to what the site answers."""
    return {
        name
        for (name, _address), cells in read_rows().items()
        if any("takes" in one for one in cells)
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
    assert listed() - {one.name for one in patterns()} == set()
