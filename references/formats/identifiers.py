"""Lists that hold only DOIs, PMIDs and PMCIDs."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from references.choices import Origin, ReferenceType
from references.formats.pieces import Loose, Piece, collect, understood
from references.works.entries import Batch
from references.works.identifiers import DOI, RESOLVER

LABEL = re.compile(r"(?<![\w/.])(?:doi|pmcid)(?:\s?:\s?|\s)", re.IGNORECASE)
KINDS = {
    # The resolver is kept, since percent signs are decoded only behind one.
    "DOI": re.compile(rf"((?:{RESOLVER})?{DOI.pattern})", re.IGNORECASE),
    "PMCID": re.compile(r"(?:https?://\S{1,60}/)?(PMC\d{1,8})[/.,;)\]]*", re.IGNORECASE),
    # A bare number of four digits is a year.
    "PMID": re.compile(r"(?:https?://pubmed\.ncbi\.nlm\.nih\.gov/|(?=\d{5}))(\d{1,8})[/.,;)\]]*"),
}
LABELLED_PMID = re.compile(r"pmid\s?:?\s?(\d{1,8})\b", re.IGNORECASE)
LIST_MARK = re.compile(r"(?:[-•*]|\[?\d{1,3}[.)\]])\s+")
LONGEST_LINE = 1000


def read(text: str) -> Batch:
    return collect(Origin.IDENTIFIERS.value, pieces(text))


def is_list(text: str) -> bool:
    """Tell whether all lines hold identifiers alone."""
    lines = [line for line in text.splitlines() if line.strip()]
    return bool(lines) and all(works_on(line) for line in lines)


def pieces(text: str) -> Iterator[Piece]:
    """Yield an entry for each work, and other lines as loose text."""
    for line in text.splitlines():
        works = works_on(line)
        if not works:
            yield Loose(line)
        for work in works:
            warning = _("Only its number is known. Fill in the rest.")
            draft = {"type": ReferenceType.ARTICLE.value, **work}
            yield understood(line.strip(), draft, [warning])


def works_on(line: str) -> list[dict[str, str]]:
    """Read the identifiers of a line; [] if it holds anything else.

    A DOI and a PMID on one line are one work, two DOIs are two.
    """
    if len(line) > LONGEST_LINE:
        return []
    works: list[dict[str, str]] = []
    line = LIST_MARK.sub("", line.strip(), count=1)
    line = LABELLED_PMID.sub(r"https://pubmed.ncbi.nlm.nih.gov/\1 ", line)
    for word in LABEL.sub(" ", line).split():
        # A bracket at the end may belong to the DOI.
        if not (word := word.lstrip("([,;").rstrip(",;")):
            continue
        kind, number = identify(word)
        if not kind:
            return []
        if not works or kind in works[-1]:
            works.append({})
        works[-1][kind] = number
    return works


def identify(word: str) -> tuple[str, str]:
    """Recognise the kind and the number of an identifier; ("", "") if it is none."""
    for kind, pattern in KINDS.items():
        if match := pattern.fullmatch(word):
            return kind, match[1]
    return "", ""
