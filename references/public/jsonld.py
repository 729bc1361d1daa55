"""A work as data for machines: schema.org in JSON-LD."""

import json
from collections.abc import Mapping
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from references.choices import ReferenceType
from references.models import Reference
from references.works.identifiers import doi_url, pubmed_url
from references.works.names import Name

# These keep the data from ending its script element, as in Django's json_script.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


TYPES = {
    ReferenceType.ARTICLE: "ScholarlyArticle",
    ReferenceType.BOOK: "Book",
    ReferenceType.CHAPTER: "Chapter",
    ReferenceType.REPORT: "Report",
    ReferenceType.THESIS: "Thesis",
    ReferenceType.WEBPAGE: "WebPage",
}
# The type of the whole that a work is part of.
WHOLES = {ReferenceType.ARTICLE: "Periodical", ReferenceType.CHAPTER: "Book"}


def script_content(data: Mapping[str, Any]) -> SafeString:
    """Write data for a script element, without blank values."""
    return mark_safe(json.dumps(without_blanks(data), ensure_ascii=False).translate(ESCAPES))  # noqa: S308


def work(reference: Reference) -> dict[str, Any]:
    """Describe a work."""
    csl = reference.csl
    whole = WHOLES.get(ReferenceType(reference.type))
    address = (csl.get("DOI") and doi_url(csl["DOI"])) or (
        csl.get("PMID") and pubmed_url(csl["PMID"])
    )
    return without_blanks(
        {
            "@type": TYPES[ReferenceType(reference.type)],
            "name": reference.title,
            "author": [author(name) for name in csl.get("author", [])],
            "datePublished": str(reference.year or ""),
            "isPartOf": {"@type": whole, "name": reference.container_title}
            if whole and reference.container_title
            else None,
            "identifier": csl.get("DOI") and f"doi:{csl['DOI']}",
            "sameAs": address or csl.get("URL"),
        }
    )


def author(name: Name) -> dict[str, str]:
    """Describe a person or an organisation."""
    if "literal" in name:
        return {"@type": "Organization", "name": name["literal"]}
    return {"@type": "Person", "name": " ".join(filter(None, (name.get("given"), name["family"])))}


def without_blanks(data: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out blank values."""
    return {key: value for key, value in data.items() if value not in (None, "", [], {})}
