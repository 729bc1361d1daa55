"""Varied works to compare with another formatter: those of the demo, and invented ones."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings

from references.works.csl import normalise
from tests.factories.references import SLEEP_CSL
from tests.references.formatting.works import (
    BOOK,
    CHAPTER,
    REPORT,
    THESIS,
    WEBPAGE,
    people,
    without_nothing,
    work,
)

DEMO = Path(settings.BASE_DIR) / "kinesite" / "demo" / "references.json"


def author(*names: dict[str, str]) -> dict[str, Any]:
    return {"author": list(names)}


def issued(*dates: list[int]) -> dict[str, Any]:
    return {"issued": {"date-parts": list(dates)}}


ARTICLES = {
    "an article": SLEEP_CSL,
    "one author": work(author=people(1)),
    "two authors": work(author=people(2)),
    "six authors": work(author=people(6)),
    "seven authors": work(author=people(7)),
    "twenty authors": work(author=people(20)),
    "twenty-one authors": work(author=people(21)),
    "a particle": work(**author({"family": "van Dillen", "given": "Linda R."})),
    "a double given name": work(**author({"family": "Dupont", "given": "Jean-Pierre"})),
    "a family name of two words": work(**author({"family": "De Smet", "given": "Lore"})),
    "a hyphen in the family name": work(**author({"family": "Ramirez-Campillo", "given": "R."})),
    "three initials": work(**author({"family": "Zhou", "given": "X Y Z"})),
    "accents": work(**author({"family": "Battié", "given": "Émile Ö."})),
    "an organisation": work(**author({"literal": "Werkgroep Rug"})),
    "a person and an organisation": work(author=[*people(1), {"literal": "Werkgroep Rug"}]),
    "twins": work(**author(*[{"family": "Wang", "given": "Y."}] * 2)),
    "a question": work(title="Is it the disc?"),
    "a colon": work(title="Is it the disc? A review: part 2"),
    "an ampersand": work(**{"container-title": "Pain & Therapy"}),
    "supplement pages": work(page="S1-S9"),
    "pages of another length": work(page="98-107"),
    "one page": work(page="213"),
    "the number of an article": work(page="e15723"),
    "a long number of an article": work(page="740200"),
    "no issue": work(issue=None),
    "no volume": work(volume=None),
    "no pages": work(page=None),
    "two years": work(**issued([2005, 12], [2006, 1])),
    "two months": work(**issued([2005, 1], [2005, 2])),
    "an issue of two numbers": work(issue="3-4"),
    "no author": work(author=None),
    "no DOI": work(DOI=None),
    "an address alone": work(DOI=None, PMID=None, URL="https://journal.example/a/1"),
    "signs in the DOI": work(DOI="10.1002/(SICI)1097-0258(1998)17:15"),
}
OTHERS = {
    "a book": BOOK,
    "a second edition": BOOK | {"edition": "2"},
    "a book by an editor": without_nothing(BOOK | {"author": None, "editor": people(1)}),
    "a book by editors": without_nothing(BOOK | {"author": None, "editor": people(2)}),
    "a book without author": without_nothing(BOOK | {"author": None}),
    "a book on the web": BOOK | {"URL": "https://noigroup.example/book"},
    "a book with DOI": BOOK | {"DOI": "10.1000/182"},
    "a chapter": CHAPTER,
    "a chapter with one editor": CHAPTER | {"editor": people(1)},
    "a chapter with three editors": CHAPTER | {"editor": people(3)},
    "a chapter without editors": without_nothing(CHAPTER | {"editor": None}),
    "a chapter of one page": CHAPTER | {"page": "120"},
    "a report": REPORT | {"publisher": "Uitgeverij Rug"},
    "a guideline": REPORT | {"publisher": "Uitgeverij Rug", "genre": "Guideline"},
    "a page of a day": without_nothing(WEBPAGE | issued([2024, 5, 1]) | {"accessed": None}),
    "a page of a year": without_nothing(WEBPAGE | {"accessed": None}),
    "a page of a site": without_nothing(
        WEBPAGE | {"accessed": None, "container-title": "Pain Science"}
    ),
}
# Alike in APA only.
IN_APA = {
    "no date": work(issued=None),
    "an undated page": without_nothing(WEBPAGE | {"issued": None}),
    "an undated book": without_nothing(BOOK | {"issued": None}),
}
# Alike in Vancouver only.
IN_VANCOUVER = {
    "a page with the day of the visit": WEBPAGE,
    "a thesis": THESIS | {"genre": "Doctoral dissertation"},
    "a report by its publisher": REPORT,
}


def demo() -> dict[str, dict[str, Any]]:
    return {record["id"]: normalise(record) for record in json.loads(DEMO.read_text())}
