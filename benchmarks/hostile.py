"""Longest time that hostile text keeps a reader of texts busy: `python -m benchmarks.hostile`.

Shows for each reader the slowest kinds of text, at 20,000 characters, and marks those that take
more than a tenth of a second.
"""

import os
import sys
from collections.abc import Callable
from time import process_time
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")

import django

django.setup()

from blog import citations, reading_time  # noqa: E402
from blog.linking import claims, plain, typed_citations, typed_list  # noqa: E402
from references.formats.detect import read  # noqa: E402
from references.formatting.styles import STYLES  # noqa: E402
from references.library.mentions import cited_in  # noqa: E402
from tests.blog.linking.works import LIST  # noqa: E402

SIGNS = 20_000
LIMIT = 0.1  # seconds
SLOWEST = 3
PIECES = (
    *"aA1.,;:()[]<>{}/-–_*&=?!'\"“”’\\$%#@~^| \t\n\r",
    "1;", "A. ", "Aa A, ", "Aa, A., ", "van ", "10.1/", "10.5555/a.", "doi: ", "PMID: ",
    "https://", "www.", "(2019) ", "2019;", "Jan-", "1 Jan 2019", "et al. ", "“a”. ", "In: ",
    "(Eds.) ", "pp. 1-2", "vol. 1, ", "Suppl 1", "[PubMed] ", "PubMed ", "Geraadpleegd op ",
    "Epub 2019 ", "1. ", "[1] ", "J. A. ", "a\n", "1.\n", "10.5555/a\n", "Jansen PA. “",
    "Naam ", "Naam et al. (2019) ", "(Naam, 2019; ", " 2019,", "2019 en ", "en collega's ",
    "onderzoek ", "een recente ", "5 % van ", "bron: ", "<a ", "<a>", '<a "', "&amp;", "&#",
    '<a linktype="citation" ', '<a data-citation="1">', '<a id="1" linktype="citation">',
)  # fmt: skip
# Beginnings of files, by which their format is recognised.
STARTS = {
    "BibTeX": "@a{b, title={",
    "RIS": "TY  - JOUR\nTI  - ",
    "CSL-JSON": '[{"title": "',
    "NBIB": "PMID- 1\nTI  - ",
}


def of_file(start: str) -> Callable[[str], Any]:
    return lambda text: read(start + text)


def row(text: str) -> None:
    """Format a work with this text in every field, in each style."""
    names = [{"family": text, "given": text}]
    fields = ("title", "container-title", "publisher", "volume", "issue", "page", "DOI", "URL")
    csl = {"type": "article-journal", "author": names, **dict.fromkeys(fields, text)}
    for style in STYLES.values():
        style.entry_html(csl)


READERS: dict[str, Callable[[str], Any]] = {
    "pasted list": read,
    **{name: of_file(start) for name, start in STARTS.items()},
    "row in both styles": row,
    "stored citations": cited_in,
    "citations of a page": lambda text: citations.cite(text, {}, STYLES["vancouver"]),
    "reading time": reading_time.without_citations,
    "typed citations": lambda text: typed_citations.find(plain.read(text), LIST),
    "typed list": lambda text: list(typed_list.lines(plain.read(text), "", LIST)),
    "claims": lambda text: list(claims.unsourced(plain.read(text), [])),
}


def main() -> None:
    """Print the slowest kinds of hostile text for each reader."""
    write = sys.stdout.write
    write(f"{SIGNS} characters, {len(PIECES)} kinds of hostile text; the slowest, in ms\n")
    for name, reader in READERS.items():
        reader("Naam A. Titel. J Tests. 2019;1(2):3-4.")  # loads what is loaded on first use
        took = sorted(((seconds(reader, piece), piece) for piece in PIECES), reverse=True)
        shown = ", ".join(f"{cost * 1000:.0f} {piece!r}" for cost, piece in took[:SLOWEST])
        write(f"{name:22}{shown}{'  TOO SLOW' if took[0][0] > LIMIT else ''}\n")


def seconds(reader: Callable[[str], Any], piece: str) -> float:
    """Seconds of processor time, on which other programs have no influence."""
    text = (piece * SIGNS)[:SIGNS]
    began = process_time()
    reader(text)
    return process_time() - began


if __name__ == "__main__":
    main()
