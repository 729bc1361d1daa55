"""The table of docs/roles.md: read, and written anew from what the site answered."""

import re
from collections import Counter
from itertools import groupby
from pathlib import Path

PATH = Path("docs/roles.md")
ROLES = ["anonymous", "Receptie", "Kinesitherapeut", "Redactie", "Beheer"]
ROW = re.compile(r"^\| `?(?P<name>[^`|]+?)`? \| `(?P<address>[^`]+)` \| (?P<cells>.+) \|$", re.M)
BEGIN = (
    "<!-- The rows begin here: WRITE_ROLES=1 pytest tests/site/test_roles.py -n 0 writes them. -->"
)

# The name of an address and its shown route, and what each role gets: `page, takes`.
Key = tuple[str, str]
Rows = dict[Key, list[str]]
Cells = dict[Key, str]


def read_rows() -> Rows:
    """The rows of the page."""
    return {
        (row["name"], row["address"]): row["cells"].split(" | ")
        for row in ROW.finditer(PATH.read_text())
    }


def write_column(role: str, cells: Cells) -> None:
    """Put what a role gets into the page; rows without a cell go."""
    rows, place = read_rows(), ROLES.index(role)
    told = {key: rows.get(key, ["?"] * len(ROLES)) for key in cells}
    for key, cell in cells.items():
        told[key][place] = cell
    PATH.write_text(written_anew(told))


def written_anew(rows: Rows) -> str:
    """The whole page with these rows, grouped by the first parts of their addresses."""
    text = PATH.read_text().partition(BEGIN)[0] + BEGIN + "\n"
    places = Counter(place_of(address) for _name, address in rows)

    def heading(key: Key) -> str:
        place = place_of(key[1])
        return place if places[place] > 2 or not place.startswith("/beheer/") else "/beheer/"

    ordered = sorted(rows, key=lambda key: (heading(key), key[1], key[0]))
    for place, keys in groupby(ordered, key=heading):
        text += f"\n## {place}\n\n| name | address | {' | '.join(ROLES)} |\n"
        text += "|---" * (2 + len(ROLES)) + "|\n"
        text += "".join(f"{line_of(key, rows[key])}\n" for key in keys)
    return text


def line_of(key: Key, cells: list[str]) -> str:
    name, address = key
    shown = name if " " in name else f"`{name}`"
    return f"| {shown} | `{address}` | {' | '.join(cells)} |"


def place_of(address: str) -> str:
    """`/beheer/agenda/` for all that is in it, and `/bronnen/` outside of the admin."""
    parts = [part for part in address.split("/") if part and "<" not in part]
    depth = 2 if address.startswith("/beheer/") else 1
    return "/" + "".join(f"{part}/" for part in parts[:depth])
