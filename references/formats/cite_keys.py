"""The keys of works within one file: "marucha1998", "marucha1998a"."""

import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator

from references.works.csl import Csl, columns


def cite_keys(csls: Iterable[Csl]) -> Iterator[str]:
    """Yield a key for each work, each different, in letters and digits that every program takes."""
    given: set[str] = set()
    for csl in csls:
        work = columns(csl)
        stem = ascii_letters(work.first_author) or ascii_letters(work.title)[:20] or "work"
        stem += str(work.year or "")
        key = next(key for key in with_endings(stem) if key not in given)
        given.add(key)
        yield key


def ascii_letters(text: str) -> str:
    """Reduce a text to ASCII letters and digits in lower case."""
    decomposed = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]", "", decomposed.lower())


def with_endings(stem: str) -> Iterator[str]:
    """Yield the stem, and then the stem with "a", "b" … "z", "aa" and so on."""
    yield stem
    letters = "abcdefghijklmnopqrstuvwxyz"
    for length in itertools.count(1):
        for ending in itertools.product(letters, repeat=length):
            yield stem + "".join(ending)
