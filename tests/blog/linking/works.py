"""Invented works, as short as a test needs them."""

from typing import Any

from blog.linking.works import Work


def work(
    pk: int,
    *families: str,
    year: int | None = 2019,
    given: str = "",
    raw: str = "",
    **variables: Any,
) -> Work:
    """`variables` go into the CSL-JSON: `PMID="123"`."""
    first, *others = [{"family": name} for name in families] or [{}]
    people = [first | ({"given": given} if given else {}), *others]
    csl = {"type": "article-journal", "title": f"Work {pk}", "author": people if families else []}
    if year:
        csl["issued"] = {"date-parts": [[year]]}
    return Work(pk, csl | variables, raw)


DOI = "10.1000/S0140-6736(97)11096-0"
NAAM = work(1, "Naam", "Derde", "Vierde", given="K. L.", PMID="12345678", DOI=DOI)
BATTIE = work(2, "Battié", "Vidal", "Kaper", year=2009)
DUO = work(3, "Chiu", "Ander", year=2015, given="P. A.")
DILLEN = work(4, "van Dillen", "Maes", year=2014)
THANH = work(5, "Nguyen Thanh", "Roos", "Bos", year=2023)
GLASER = work(6, "Kiecolt-Glaser", "Roos", "Bos", year=1998)
SULLIVAN = work(7, "O'Sullivan", "Roos", "Bos", year=2018)
ALONE = work(8, "Lehman", year=2017, given="G.")
CENTRE = Work(
    9,
    {
        "type": "report",
        "title": "Guideline",
        "author": [{"literal": "Centrum voor Kennis (CK)"}],
        "issued": {"date-parts": [[2021]]},
    },
)
UNDATED = work(10, "Zonderjaar", "Roos", "Bos", year=None)
LIST = [NAAM, BATTIE, DUO, DILLEN, THANH, GLASER, SULLIVAN, ALONE, CENTRE, UNDATED]
