"""Understanding which work one line of a list names."""

import re
from typing import Any
from urllib.parse import urlsplit

from references.choices import ReferenceType
from references.parsing import books, dates, handles, heads, locator, trailers
from references.parsing.abbreviations import names_a_journal
from references.parsing.alphabet import GAP, UPPER
from references.parsing.titles import TRIM, Parted, part, part_quoted
from references.works.csl import squeezed

# The year between title and journal: "Bending knees. 2023. Br J Sports Med. 57(2):101-8."
MENTION = re.compile(rf"\bet al\b|\be\.a\.|{dates.YEAR}")
YEAR_BETWEEN = re.compile(rf"(?<=[.?!])\s?(?P<y5>{dates.YEAR})\.(?=\s?[{UPPER}])")


class Work:
    """The work that a line names, as far as it is certain.

    The values of `csl` are not yet normalised.
    """

    def __init__(self, text: str) -> None:
        self.handles = handles.take_out(text)
        self.trailers = trailers.take_off(self.handles.rest)
        self.body = self.trailers.rest.strip(" " + GAP)
        self.head = heads.read(self.body)
        if self.is_site(self.body[: self.head.names_end]):
            self.head.names = [{"literal": self.body[: self.head.names_end].strip(TRIM)}]
        self.rest = self.body[self.head.end :].lstrip(TRIM)
        self.numbers = self.read_numbers()
        self.csl: dict[str, Any] = {"accessed": self.trailers.accessed, **self.handles.csl}
        self.csl["author"] = self.head.names
        self.csl |= self.read()
        if self.head.issued:
            self.csl["issued"] = self.head.issued
        if self.head.editors:
            self.csl["editor"] = self.csl.pop("author", [])
        self.number_cut_off = self.drop_cut_off()

    def is_site(self, name: str) -> bool:
        """Tell whether the name is that of the site and no person.

        Example: nobody is called Leven in "Gezond Leven. (z.d.). https://www.gezondleven.be/…".
        """
        host = squeezed(urlsplit(self.handles.csl.get("URL", "")).netloc)
        return len(self.head.names) == 1 and " " in name.strip(TRIM) and squeezed(name) in host

    def drop_cut_off(self) -> bool:
        """Drop a PMID or PMCID that the end of the line cut off; tell whether there was one.

        Half a number is the number of another work.
        """
        last = self.handles.last
        since, length = handles.FULL_LENGTH.get(last, (0, 0))
        issued = self.csl.get("issued") or {"date-parts": [[0]]}
        cut_off = issued["date-parts"][0][0] >= since and len(self.csl.get(last, "")) < length
        if cut_off:
            del self.csl[last]
        return cut_off

    def read_numbers(self) -> locator.Locator:
        """Read the numbers of the line, or else of the text before the first identifier."""
        numbers = locator.read(self.rest, self.head.year)
        before, gap, _after = self.rest.partition(GAP)
        if gap and not numbers.in_a_journal:
            earlier = locator.read(before, self.head.year)
            if earlier.csl:
                return earlier
        return numbers

    def read(self) -> dict[str, Any]:
        """Read the title, the type and what follows from them."""
        chapter, book = books.split_chapter(self.rest)
        if book:
            return books.read_chapter(chapter, book) | {"type": ReferenceType.CHAPTER.value}
        before = self.rest[: self.numbers.start]
        dated = self.head.issued or "issued" in self.numbers.csl
        if not dated and (year := YEAR_BETWEEN.search(before)):
            self.head.issued = dates.read(year)
            before = before[: year.start()] + before[year.end() :]
        parted = part(before, of_journal=self.numbers.in_a_journal)
        if not parted.title and self.head.issued and len(self.head.names) == 1:
            parted.title = self.named_by_title()
        if not parted.title or self.is_unclear(parted):
            return {"type": self.kind_by_identifiers()}
        if self.is_article(parted):
            return self.as_article(parted)
        if ("URL" in self.csl or self.trailers.online) and not self.is_published(parted.inside):
            return self.as_page(parted)
        return self.as_book()

    def named_by_title(self) -> str:
        """Take the name as the title, since without an author the title comes first.

        Example: "Pain Guidebook. (2017). https://…".
        """
        self.csl["author"] = []
        return self.body[: self.head.names_end].rpartition(GAP)[2].strip(TRIM)

    def is_unclear(self, parted: Parted) -> bool:
        """Tell whether a line is only a remark about a work.

        Example: "Zie ook Jansen et al., 2019: https://doi.org/…".
        """
        understood = self.head.names or self.head.issued or self.numbers.csl
        return not understood and MENTION.search(parted.title + parted.inside) is not None

    def kind_by_identifiers(self) -> str:
        """The type that the identifiers suggest."""
        looked_up = any(name in self.csl for name in ("DOI", "PMID", "PMCID"))
        return (ReferenceType.ARTICLE if looked_up else ReferenceType.WEBPAGE).value

    def is_article(self, parted: Parted) -> bool:
        """Tell whether the work is an article in a journal."""
        if books.IMPRINT.fullmatch(parted.inside):
            return "volume" in self.numbers.csl
        if self.numbers.in_a_journal or "PMID" in self.csl or "PMCID" in self.csl:
            return True
        named = "URL" not in self.csl and names_a_journal(parted.inside)
        return bool(parted.inside) and ("DOI" in self.csl or named)

    def as_article(self, parted: Parted) -> dict[str, Any]:
        """The variables of an article."""
        title, journal = parted.title, parted.inside
        if not journal and any("literal" in name for name in self.csl["author"][:1]):
            # In "Knees (2019). Spine, 4(2), 1–9." the text before the year is the title.
            title, journal = self.named_by_title(), title
        numbers = self.numbers.csl
        kind = ReferenceType.ARTICLE.value
        return numbers | {"title": title, "container-title": journal, "type": kind}

    def is_published(self, inside: str) -> bool:
        """Tell whether a publisher, which may be the author, published the work, and no site."""
        makers = [name.get("literal", "") for name in self.csl["author"]]
        return bool(inside) and (inside in makers or books.IMPRINT.fullmatch(inside) is not None)

    def as_page(self, parted: Parted) -> dict[str, Any]:
        """The variables of a web page."""
        title, site = parted.title, parted.inside
        if site and squeezed(title) in squeezed(urlsplit(self.csl.get("URL", "")).netloc):
            # In "Thuisarts. Ik heb lage rugpijn. https://www.thuisarts.nl/…" the site comes first.
            title, site = site, title
            if quoted := part_quoted(title):
                title = quoted.title
        kind = ReferenceType.WEBPAGE.value
        issued = self.numbers.csl.get("issued")
        return {"title": title, "container-title": site, "issued": issued, "type": kind}

    def as_book(self) -> dict[str, Any]:
        """The variables of a book or a report."""
        before, _gap, _after = self.rest.partition(GAP)
        book = books.read_book(before, self.head.year)
        report = books.REPORT.search(book["title"])
        kind = ReferenceType.REPORT if report else ReferenceType.BOOK
        return book | {"type": kind.value}
