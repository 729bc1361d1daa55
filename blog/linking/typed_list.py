"""A source list that was typed in the body of an article.

Its lines are no citations, and the site shows a list of its own.
"""

import re
from collections.abc import Iterator, Sequence

from blog.linking.plain import Text
from blog.linking.works import Work, words
from references.works.csl import squeezed

TITLE = re.compile(
    r"\W{0,4}(?:(?:wetenschappelijke )?bron(?:nen)?(?:lijst|vermelding)?(?: (?:van (?:de )?)?"
    r"(?:afbeelding|beeld|foto)(?:en|'s)?)?|referenties|literatuur(?:lijst)?|references)\W{0,4}",
    re.IGNORECASE,
)
# "Bron: " with the first source on the same line.
LABEL = re.compile(r"\W{0,4}bron(?:nen)? ?: ?(?=\S)", re.IGNORECASE)
MARK = re.compile(r"[\W\d_]{0,6}")
# A shorter title may stand in a sentence as well.
LONG_TITLE = 20


def lines(text: Text, heading: str, works: Sequence[Work]) -> Iterator[tuple[int, int]]:
    """Begin and end of each line of a typed source list; `heading` is that of the section."""
    listing = TITLE.fullmatch(heading.strip()) is not None
    position = 0
    for line in text.even.split("\n"):
        start, position = position, position + len(line) + 1
        if TITLE.fullmatch(line.strip()):
            listing = True
        if line.strip() and (listing or is_entry(line, works)):
            yield start, start + len(line)


def is_entry(line: str, works: Sequence[Work]) -> bool:
    """Tell whether a line is an entry: it begins with a work's author and holds its whole title."""
    label = LABEL.match(line)
    entry = MARK.sub("", line[label.end() if label else 0 :], count=1)
    first = words(entry[:100])
    named = [
        work
        for work in works
        if work.families and first[: len(work.families[0])] == work.families[0]
    ]
    letters = squeezed(entry) if named else ""
    titles = (squeezed(work.title) for work in named)
    return any(title in letters for title in titles if len(title) >= LONG_TITLE)
