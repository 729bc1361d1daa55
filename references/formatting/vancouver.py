"""Vancouver style (NLM, "Citing Medicine") with Dutch words.

A journal article gets only its year, without the month, as ICMJE allows: that is shorter for
patients.
"""

import re
from collections.abc import Iterator

from references.choices import ReferenceType
from references.formatting.pages import short_pages
from references.formatting.parts import Part, Sentence, join_sentences
from references.formatting.people import bare_initials, credited, editors
from references.formatting.terms import DUTCH, Terms, written_date, years
from references.works.csl import Csl
from references.works.identifiers import doi_url, pubmed_url
from references.works.names import Name, family

MOST_AUTHORS = 6


def vancouver(csl: Csl, terms: Terms = DUTCH) -> Iterator[Part]:
    """Write the entry of a work."""
    body = {
        ReferenceType.ARTICLE: article,
        ReferenceType.CHAPTER: chapter,
        ReferenceType.WEBPAGE: webpage,
    }.get(csl.get("type", ""), book)
    return join_sentences(
        [responsible(csl, terms), title(csl, terms), *body(csl, terms), link(csl, terms)]
    )


def responsible(csl: Csl, terms: Terms) -> Sentence:
    """Write the authors or editors."""
    people = credited(csl)
    named = names(people) if csl.get("author") else edited_by(people, terms)
    return [Part(named, "authors")]


def names(people: list[Name]) -> str:
    """List up to six names; of more, the first six and "et al."."""
    listed = [vancouver_name(person) for person in people[:MOST_AUTHORS]]
    return ", ".join([*listed, "et al."] if len(people) > MOST_AUTHORS else listed)


def edited_by(people: list[Name], terms: Terms) -> str:
    """List the editors with their role; "" if there are none."""
    if not people:
        return ""
    return f"{names(people)}, {terms.editor if len(people) == 1 else terms.editors}"


def vancouver_name(name: Name) -> str:
    """Write a name: "van Dillen LR", "Popovich JM Jr"; an organisation stays as it is."""
    words = [family(name), bare_initials(name), name.get("suffix", "").rstrip(".")]
    return " ".join(word for word in words if word)


def title(csl: Csl, terms: Terms) -> Sentence:
    """Write the title, with the kind of work if that is not clear."""
    name, language = csl.get("title", "").removesuffix("."), csl.get("language", "")
    words = Part(name, "title", lang=language, element="cite")
    kind = {
        ReferenceType.WEBPAGE: terms.internet,
        ReferenceType.THESIS: csl.get("genre") or terms.thesis,
        ReferenceType.REPORT: csl.get("genre", ""),
    }.get(csl.get("type", ""))
    return [words, Part(f" [{kind}]")] if kind else [words]


def article(csl: Csl, terms: Terms) -> list[Sentence]:
    """Write the journal, year, volume, issue and pages."""
    journal = csl.get("container-title-short") or csl.get("container-title", "")
    issue = f"({csl['issue']})" if csl.get("issue") else ""
    volume = csl.get("volume", "") + issue
    pages = short_pages(csl.get("page", ""))
    where = issued(csl, terms) + (f";{volume}" if volume else "") + (f":{pages}" if pages else "")
    return [[Part(journal, "container")], [Part(where)]]


def book(csl: Csl, terms: Terms) -> list[Sentence]:
    """Write the edition, publisher and year."""
    return [[Part(edition(csl, terms))], [Part(imprint(csl, csl.get("publisher", ""), terms))]]


def chapter(csl: Csl, terms: Terms) -> list[Sentence]:
    """Write the book around a chapter, with the pages."""
    around = f"{edited_by(editors(csl), terms)}. " if editors(csl) else ""
    container = csl.get("container-title", "").removesuffix(".")
    whole = [Part(f"{terms.within} {around}"), Part(container, "container")] if container else []
    pages = short_pages(csl.get("page", ""))
    return [whole, *book(csl, terms), [Part(f"p. {pages}" if pages else "")]]


def webpage(csl: Csl, terms: Terms) -> list[Sentence]:
    """Write the site, and the day on which it was consulted."""
    site = csl.get("publisher") or csl.get("container-title", "")
    accessed = written_date(csl.get("accessed", {}), terms)
    seen = f" [{terms.accessed.format(accessed)}]" if accessed else ""
    return [[Part(imprint(csl, site, terms) + seen)]]


def imprint(csl: Csl, publisher: str, terms: Terms) -> str:
    """Write place, publisher and year as far as they are known: "Adelaide: Noigroup; 2015"."""
    published = ": ".join(filter(None, (csl.get("publisher-place"), publisher)))
    return "; ".join(filter(None, (published, issued(csl, terms))))


def issued(csl: Csl, terms: Terms) -> str:
    """The years, or the words for an unknown date."""
    return years(csl) or terms.unknown_date


def edition(csl: Csl, terms: Terms) -> str:
    """Write the edition."""
    number: str = csl.get("edition", "")
    return terms.edition.format(number) if number.isdigit() else number


def link(csl: Csl, terms: Terms) -> Sentence:
    """Write one way to the work: the DOI, else PubMed, else the web address."""
    if csl.get("DOI"):
        return [Part("doi: "), Part(csl["DOI"], href=doi_url(csl["DOI"]))]
    if csl.get("PMID"):
        return [Part("PMID: "), Part(csl["PMID"], href=pubmed_url(csl["PMID"]))]
    if csl.get("URL"):
        address = csl["URL"]
        short = re.sub(r"^https?://(?:www\.)?", "", address).rstrip("/")
        return [Part(f"{terms.available} "), Part(short, href=address, copied=address)]
    return []
