"""Works of every kind to format; invented but for the first two and SLEEP_CSL."""

from typing import Any

from tests.factories.references import SLEEP_CSL

BOOK: dict[str, Any] = {
    "type": "book",
    "title": "The Explain Pain Handbook: Protectometer",
    "author": [{"family": "Moseley", "given": "G. L."}, {"family": "Butler", "given": "D. S."}],
    "issued": {"date-parts": [[2015]]},
    "publisher": "Noigroup",
    "publisher-place": "Adelaide",
}
WEBPAGE: dict[str, Any] = {
    "type": "webpage",
    "title": "Pain Guidebook",
    "author": [{"family": "Lehman", "given": "G."}],
    "issued": {"date-parts": [[2017]]},
    "accessed": {"date-parts": [[2026, 3, 3]]},
    "URL": "https://www.greglehman.ca/pain-science-workbooks",
}
CHAPTER: dict[str, Any] = {
    "type": "chapter",
    "title": "Thoracic disc herniation",
    "author": [{"family": "Jansen", "given": "Piet"}],
    "editor": [{"family": "Vos", "given": "A."}, {"family": "Beer", "given": "B."}],
    "container-title": "Handbook of the spine",
    "edition": "2",
    "publisher": "Boekhuis",
    "publisher-place": "Gent",
    "issued": {"date-parts": [[2021]]},
    "page": "120-134",
}
THESIS: dict[str, Any] = {
    "type": "thesis",
    "title": "Walking after a hernia",
    "author": [{"family": "De Smet", "given": "Lore"}],
    "publisher": "KU Leuven",
    "publisher-place": "Leuven",
    "issued": {"date-parts": [[2019]]},
}
REPORT: dict[str, Any] = {
    "type": "report",
    "title": "Low back pain in primary care",
    "author": [{"literal": "Centrum voor Rugzorg"}],
    "publisher": "Centrum voor Rugzorg",
    "issued": {"date-parts": [[2022, 5]]},
    "URL": "https://rugzorg.example/richtlijn.pdf",
}


def work(**changes: Any) -> dict[str, Any]:
    """An article with other fields; None takes one away."""
    return without_nothing(SLEEP_CSL | changes)


def without_nothing(csl: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in csl.items() if value is not None}


def people(count: int) -> list[dict[str, str]]:
    return [{"family": f"Naam{n}", "given": "A. B."} for n in range(1, count + 1)]
