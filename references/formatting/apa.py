"""APA 7 with Dutch words, as the Flemish and Dutch universities teach it.

A DOI, else a web address, else PubMed leads to the work; APA does not print the PMID itself.
"""

from collections.abc import Iterator

from references.choices import ReferenceType
from references.formatting.pages import are_several, full_pages, is_article_number
from references.formatting.parts import Part, Sentence, join_sentences
from references.formatting.people import credited, editors, initials
from references.formatting.terms import (
    DUTCH,
    Terms,
    day_of_month,
    written_date,
    year_with_suffix,
)
from references.works import csl as csl_json
from references.works.csl import Csl
from references.works.identifiers import doi_url, pubmed_url
from references.works.names import Name, family

MOST_AUTHORS = 20


def apa(csl: Csl, suffix: str = "", terms: Terms = DUTCH) -> Iterator[Part]:
    """Write the entry of a work. `suffix` follows the year.

    If nobody is named, the title comes first.
    """
    people = responsible(csl, terms)
    date = [Part(f"({issued(csl, suffix, terms)}).")]
    front = [people, date, title(csl, terms)] if people else [title(csl, terms), date]
    return join_sentences([*front, *source(csl, terms), link(csl, terms)])


def source(csl: Csl, terms: Terms) -> list[Sentence]:
    """Write where the work appeared."""
    match csl.get("type"):
        case ReferenceType.ARTICLE:
            return [article(csl, terms)]
        case ReferenceType.CHAPTER:
            return [book_around(csl, terms), publisher(csl)]
    return [publisher(csl)]


def responsible(csl: Csl, terms: Terms) -> Sentence:
    """Write the authors or editors; [] if there are none."""
    people = [inverted(name) for name in credited(csl)]
    if not people:
        return []
    named = listed(people, ", & ")
    if not csl.get("author"):
        named += f" ({terms.editor_short if len(people) == 1 else terms.editors_short})."
    return [Part(named, "authors")]


def inverted(name: Name) -> str:
    """Write a name with the family name first: "Battié, M. C.", "Popovich, J. M., Jr."."""
    return ", ".join(filter(None, (family(name), initials(name), name_suffix(name))))


def upright(name: Name) -> str:
    """Write a name with the initials first, "M. C. Battié", as for the editors of a book."""
    words = " ".join(filter(None, (initials(name), family(name))))
    return ", ".join(filter(None, (words, name_suffix(name))))


def name_suffix(name: Name) -> str:
    """Write the suffix of a name, with a full stop after "Jr" and "Sr"."""
    suffix = name.get("suffix", "")
    return f"{suffix}." if suffix in {"Jr", "Sr"} else suffix


def listed(names: list[str], last_of_two: str) -> str:
    """List up to twenty names; of more, the first nineteen and the last."""
    if len(names) == 1:
        return names[0]
    if len(names) > MOST_AUTHORS:
        return ", ".join([*names[: MOST_AUTHORS - 1], f"… {names[-1]}"])
    last = ", & " if len(names) > 2 else last_of_two
    return ", ".join(names[:-1]) + last + names[-1]


def issued(csl: Csl, suffix: str, terms: Terms) -> str:
    """Write the year with its suffix, "2009a"; for a web page also the day, "2024, 1 mei"."""
    year = year_with_suffix(csl, suffix, terms)
    day = days(csl, terms) if csl.get("type") == ReferenceType.WEBPAGE else ""
    return f"{year}, {day}" if day else year


def days(csl: Csl, terms: Terms) -> str:
    """Write the day: "1 mei", "mei–juni"; "" for a range over two years."""
    dates = csl_json.issued(csl)
    if len({date[0] for date in dates}) > 1:
        return ""
    return "–".join(filter(None, (day_of_month(date, terms) for date in dates)))


def title(csl: Csl, terms: Terms) -> Sentence:
    """Write the title."""
    part_of_whole = csl.get("type") in {ReferenceType.ARTICLE, ReferenceType.CHAPTER}
    words = csl.get("title", "").removesuffix(".")
    # Works that stand alone are in italics: a book, a page, the journal around an article.
    element = "" if part_of_whole else "i"
    named = Part(words, "title", lang=csl.get("language", ""), element=element)
    details = "" if part_of_whole else description(csl, terms)
    return [named, Part(f" {details}.")] if details else [named]


def description(csl: Csl, terms: Terms) -> str:
    """Write the kind of work: "(2e dr.)", "[Proefschrift, KU Leuven]"; "" if that is clear."""
    kind = {
        ReferenceType.THESIS: thesis(csl, terms),
        ReferenceType.REPORT: csl.get("genre", ""),
    }.get(csl.get("type", ""))
    printed = edition(csl, terms)
    return " ".join(filter(None, (printed and f"({printed})", kind and f"[{kind}]")))


def thesis(csl: Csl, terms: Terms) -> str:
    """Write the kind of thesis and its university."""
    kind: str = csl.get("genre") or terms.thesis
    return ", ".join(filter(None, (kind[:1].upper() + kind[1:], csl.get("publisher"))))


def edition(csl: Csl, terms: Terms) -> str:
    """Write the edition."""
    number: str = csl.get("edition", "")
    return terms.edition_short.format(number) if number.isdigit() else number


def article(csl: Csl, terms: Terms) -> Sentence:
    """Write the journal, volume, issue and pages."""
    journal = csl.get("container-title") or csl.get("container-title-short", "")
    volume = csl.get("volume", "")
    issue = f"({csl['issue']})" if csl.get("issue") else ""
    page = csl.get("page", "")
    pages = terms.article_number.format(page) if is_article_number(page) else full_pages(page)
    segments = [
        [Part(journal, "container", element="i")] if journal else [],
        [Part(volume, element="i"), Part(issue)] if volume or issue else [],
        [Part(pages)] if pages else [],
    ]
    return with_commas(segments)


def with_commas(segments: list[Sentence]) -> Sentence:
    """Join the segments that are not empty with commas."""
    joined: Sentence = []
    for segment in filter(None, segments):
        joined += [Part(", "), *segment] if joined else segment
    return joined


def book_around(csl: Csl, terms: Terms) -> Sentence:
    """Write the book around a chapter.

    Example: "In A. Vos & B. Beer (Reds.), Handboek (2e dr., pp. 120–134)".
    """
    book = csl.get("container-title", "").removesuffix(".")
    if not book:
        return []
    people = [upright(name) for name in editors(csl)]
    role = terms.editor_short if len(people) == 1 else terms.editors_short
    by = f"{listed(people, ' & ')} ({role}), " if people else ""
    named = [Part(f"{terms.in_book} {by}"), Part(book, "container", element="i")]
    details = ", ".join(filter(None, (edition(csl, terms), pages_label(csl.get("page", "")))))
    return [*named, Part(f" ({details}).")] if details else named


def pages_label(page: str) -> str:
    """Write "p. 12" or "pp. 12–34"; "" without pages."""
    pages = full_pages(page)
    return f"{'pp.' if are_several(pages) else 'p.'} {pages}" if pages else ""


def publisher(csl: Csl) -> Sentence:
    """Write the publisher or the site, unless it is also the author or stands with a thesis."""
    if csl.get("type") == ReferenceType.THESIS:
        return []
    name: str = csl.get("publisher", "")
    if csl.get("type") == ReferenceType.WEBPAGE:
        name = csl.get("container-title") or name
    known = {family(person).casefold() for person in credited(csl)}
    return [] if name.casefold() in known else [Part(name)]


def link(csl: Csl, terms: Terms) -> Sentence:
    """Write the address of the work."""
    if csl.get("DOI"):
        return [Part(f"https://doi.org/{csl['DOI']}", href=doi_url(csl["DOI"]))]
    address = csl.get("URL", "")
    if not address and csl.get("PMID"):
        address = pubmed_url(csl["PMID"])
    if not address:
        return []
    consulted = csl.get("accessed", {}) if csl.get("type") == ReferenceType.WEBPAGE else {}
    accessed = written_date(consulted, terms)
    when = accessed and f"{terms.retrieved.format(accessed)} "
    return [Part(when), Part(address, href=address)]
