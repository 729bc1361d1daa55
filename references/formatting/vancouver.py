"""Vancouver style (NLM, "Citing Medicine") with Dutch words.

Only the year of a journal article is given, not the month, as ICMJE allows: shorter for patients.
"""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.safestring import SafeString

from references.choices import ReferenceType
from references.csl import Csl, year
from references.formatting.parts import Part, Sentence, join_sentences, text_of, to_html
from references.formatting.terms import DUTCH, Terms, written_date
from references.identifiers import doi_url, pubmed_url
from references.names import Name, family

MOST_AUTHORS = 6
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def vancouver_html(csl: Csl, terms: Terms = DUTCH) -> SafeString:
    return to_html(join_sentences(sentences(csl, terms)))


def vancouver_text(csl: Csl, terms: Terms = DUTCH) -> str:
    return text_of(join_sentences(sentences(csl, terms, full_address=True)))


def sentences(csl: Csl, terms: Terms, *, full_address: bool = False) -> list[Sentence]:
    body = {
        ReferenceType.ARTICLE: article,
        ReferenceType.CHAPTER: chapter,
        ReferenceType.WEBPAGE: webpage,
    }.get(csl.get("type", ""), book)
    return [
        responsible(csl, terms),
        title(csl, terms),
        *body(csl, terms),
        link(csl, terms, full=full_address),
    ]


def responsible(csl: Csl, terms: Terms) -> Sentence:
    if csl.get("author"):
        return [Part(names(csl["author"]), "authors")]
    if csl.get("editor") and csl.get("type") != ReferenceType.CHAPTER:
        return [Part(edited_by(csl["editor"], terms), "authors")]
    return []


def names(people: list[Name]) -> str:
    listed = [vancouver_name(person) for person in people[:MOST_AUTHORS]]
    return ", ".join([*listed, "et al."] if len(people) > MOST_AUTHORS else listed)


def edited_by(people: list[Name], terms: Terms) -> str:
    return f"{names(people)}, {terms.editor if len(people) == 1 else terms.editors}"


def vancouver_name(name: Name) -> str:
    """ "van Dillen LR", "Popovich JM Jr"; an organisation as it writes itself."""
    words = [family(name), initials(name.get("given", "")), name.get("suffix", "").rstrip(".")]
    return " ".join(word for word in words if word)


def initials(given: str) -> str:
    return "".join(part[0].upper() for part in re.split(r"[\s.\-‐’']+", given) if part)


def title(csl: Csl, terms: Terms) -> Sentence:
    language = csl.get("language", "")
    lang = language if LANGUAGE.fullmatch(language) else ""
    kind = {ReferenceType.WEBPAGE: terms.internet, ReferenceType.THESIS: terms.thesis}
    mark = kind.get(csl.get("type", ""))
    words = [Part(csl.get("title", "").removesuffix("."), "title", lang=lang)]
    return [*words, Part(f" {mark}")] if mark else words


def article(csl: Csl, terms: Terms) -> list[Sentence]:
    journal = csl.get("container-title-short") or csl.get("container-title", "")
    issue = f"({csl['issue']})" if csl.get("issue") else ""
    volume = csl.get("volume", "") + issue
    pages = short_pages(csl.get("page", ""))
    where = issued(csl, terms) + (f";{volume}" if volume else "") + (f":{pages}" if pages else "")
    return [[Part(journal, "container")], [Part(where)]]


def book(csl: Csl, terms: Terms) -> list[Sentence]:
    return [[Part(edition(csl, terms))], [Part(imprint(csl, terms))]]


def chapter(csl: Csl, terms: Terms) -> list[Sentence]:
    editors = f"{edited_by(csl['editor'], terms)}. " if csl.get("editor") else ""
    container = csl.get("container-title", "").removesuffix(".")
    whole = [Part(f"{terms.within} {editors}"), Part(container, "container")] if container else []
    pages = short_pages(csl.get("page", ""))
    return [whole, *book(csl, terms), [Part(f"p. {pages}" if pages else "")]]


def webpage(csl: Csl, terms: Terms) -> list[Sentence]:
    accessed = written_date(csl.get("accessed", {}), terms)
    seen = f" [{terms.accessed % accessed}]" if accessed else ""
    return [
        [
            Part(
                imprint(
                    csl | {"publisher": csl.get("publisher") or csl.get("container-title", "")},
                    terms,
                )
                + seen
            )
        ]
    ]


def imprint(csl: Mapping[str, Any], terms: Terms) -> str:
    """ "Adelaide: Noigroup; 2015", as far as known."""
    publisher = ": ".join(filter(None, (csl.get("publisher-place"), csl.get("publisher"))))
    return "; ".join(filter(None, (publisher, issued(csl, terms))))


def issued(csl: Mapping[str, Any], terms: Terms) -> str:
    return str(year(csl) or terms.unknown_date)


def edition(csl: Csl, terms: Terms) -> str:
    number = str(csl.get("edition", ""))
    return terms.edition % number if number.isdigit() else number


def short_pages(pages: str) -> str:
    """ "775-787" becomes "775-87"; article numbers and what else is no range stay."""
    span = re.fullmatch(r"(\D*)(\d+)\s*[-‐–—]\s*(\D*)(\d+)", pages)
    if not span:
        return pages
    prefix, first, second_prefix, last = span.groups()
    if len(first) == len(last) and second_prefix in {"", prefix}:
        same = next(
            (i for i, (a, b) in enumerate(zip(first, last, strict=True)) if a != b), len(last)
        )
        return f"{prefix}{first}" if same == len(last) else f"{prefix}{first}-{last[same:]}"
    return f"{prefix}{first}-{second_prefix}{last}"


def link(csl: Csl, terms: Terms, *, full: bool) -> Sentence:
    """One way to the work: DOI, else PubMed, else the web address."""
    if csl.get("DOI"):
        return [Part("doi: "), Part(csl["DOI"], href=doi_url(csl["DOI"]))]
    if csl.get("PMID"):
        return [Part("PMID: "), Part(csl["PMID"], href=pubmed_url(csl["PMID"]))]
    if csl.get("URL"):
        address = csl["URL"]
        shown = address if full else re.sub(r"^https?://(?:www\.)?", "", address).rstrip("/")
        return [Part(f"{terms.available} "), Part(shown, href=address)]
    return []
