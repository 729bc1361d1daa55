"""Cutting a pasted list into one line per work, joining those that were wrapped."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from references.parsing import asides, authors
from references.parsing.alphabet import LOWER, clean
from references.parsing.dates import MONTH, YEAR

PHYSICAL = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
# "1.", "[1]", "(1)", "1)", "•", "-", "27" before a tab; but not the number at the start of a DOI.
MARK = re.compile(
    r"\s*(?:\[\^?(?P<a>\d{1,3})\][.:]?|\((?P<b>\d{1,3})\)|(?P<c>\d{1,3})\s?[.)](?!\d)|(?P<d>\d{1,3})\t|"
    r"[•·▪▫◦‣⁃∙●○■□►▸➤➢✓✔→*–—-](?=\s|[^\W\d_])|[¹²³⁰-⁹]+(?=\D)|"
    r"[\U0001f300-\U0001faff\u2600-\u27bf\ufe0f]+)\s*"
)
# "12 Jansen PA": a number is a mark if names follow, and part of a title otherwise.
BARE_MARK = re.compile(r"\d{1,3}\s?(?=[^\W\d_])")
LABEL = re.compile(
    r"(?:bron(?:nen)?|referenties?|references?|sources?|studie|onderzoek|artikel|literatuur|ref)"
    r"\s?\d{0,2}\s?:\s*(?=\S)",
    re.IGNORECASE,
)
# Lists are not wrapped wider than this: longer lines mean that each work has its own line.
WIDEST_WRAP = 130
# A wrapped line is full, for the next word did not fit. As letters differ in width, nearly full
# is enough.
NEARLY_FULL = 0.85
# The most lines of one work.
MOST_WRAPPED = 30
UNFINISHED = re.compile(
    r"(?:[,;:&(\[–-]|\([^()]{1,40}|(?<=\s)[A-Z]\.|(?<=\s)(?:and|en|of|the|in|van|de|et|with|for|a|to|on|via|from|at|doi))$"
)
FINISHED = re.compile(r"(?:[.!?\])>”\"/]|\d|10\.\d{4,9}/\S{1,300}|https?://\S{1,2000})$")
# Numbers as they stand at the end of a source, and identifiers.
COMPLETE = re.compile(
    r";\s?\d|\d\s?\(\d|:\s?[A-Za-z]{0,3}\d|\d[-–]\d|\bpp?\.\s?\d|10\.\d{4,9}/|https?://|PMID",
)
BROKEN_HANDLE = re.compile(r"(?:10\.\d{4,9}/|https?://)\S{0,300}[-/._=?&]$")
HANDLE_PART = re.compile(r"[\w./()%=&?#-]+(?:$|(?<=[\d.])\s)")
BLANK_LINE = re.compile(r"\n\s*\n|\r\s*\r|\u2029")
DATED = re.compile(YEAR)
GOES_ON = re.compile(
    rf"[{LOWER};:,)\]&]|\d{{4}}[;,\s]|\d{{1,5}}[(:;–-]|\(|\[(?:Pub|PMC|Cross|Google)|PMC?ID\b|DOI\b|Epub|"
    rf"(?i:{MONTH})[\s\d;–-]|"
    r"(?:Beschikbaar|Available|Verkregen|Retrieved|Geraadpleegd|Accessed)\b"
)
HANDLE = re.compile(
    r"(?P<label>doi\s?:|PMC?ID\s?:|(?:https?://)?(?:dx\.)?doi\.org/"
    r"|https?://pubmed\.ncbi\.nlm\.nih\.gov/(?=\d))|10\.\d{4,9}/|https?://|www\.",
    re.IGNORECASE,
)


A_DOI = re.compile(r"10\.\d{4,9}/")


@dataclass(slots=True)
class Line:
    """One line of a list, or several that were joined.

    `raw` is the text as it came in; while lines are joined it is the last one. `text` is clean and
    has no list mark. `mark` is the number in the list mark. `aside` says why the line is no source.
    `wrapped` counts the lines that were joined.
    """

    raw: str
    text: str
    mark: str = ""
    wrapped: int = 1
    aside: str = ""


def cut(pasted: str) -> Iterator[Line]:
    """Yield the lines of a pasted list, one per work."""
    physical = [found for found in PHYSICAL.finditer(pasted) if found[0].strip()]
    width = max((len(found[0].strip()) for found in physical), default=0)
    in_paragraphs = are_paragraphs(pasted, physical)
    start = end = 0
    so_far: Line | None = None
    for found in physical:
        line = read(found[0])
        apart = BLANK_LINE.search(pasted, end, found.start())
        inside = in_paragraphs and so_far and belongs_to(so_far, line)
        if so_far and not apart and (inside or continues(so_far, line, width)):
            so_far = joined(so_far, line)
        else:
            if so_far:
                yield replace(so_far, raw=pasted[start:end].strip())
            start, so_far = found.start(), line
        end = found.end()
    if so_far:
        yield replace(so_far, raw=pasted[start:end].strip())


def read(physical: str) -> Line:
    """Read one line as it was pasted."""
    mark = MARK.match(physical)
    while mark and (another := MARK.match(physical, mark.end())) and another.end() > mark.end():
        mark = another
    text = clean(physical[mark.end() :] if mark else physical)
    number = next(filter(None, mark.groups()), "•") if mark else ""
    text = LABEL.sub("", text, count=1) if LABEL.match(text) else text
    bare = BARE_MARK.match(text)
    if bare and not mark and authors.read(text[bare.end() :]).names:
        text, number = text[bare.end() :], bare[0].strip()
    return Line(physical.strip(), text, number, aside=asides.reason(text))


def are_paragraphs(pasted: str, physical: list[re.Match[str]]) -> bool:
    """Tell whether a blank line stands before each line with which a work begins."""
    if not BLANK_LINE.search(pasted.strip()):
        return False
    ends = [0, *(found.end() for found in physical)]
    return not any(
        is_start(read(found[0]))
        for end, found in zip(ends[1:], physical[1:], strict=False)
        if not BLANK_LINE.search(pasted, end, found.start())
    )


def belongs_to(before: Line, line: Line) -> bool:
    """Tell whether `line` belongs to the work of the line before, in the same paragraph.

    Names, title and address may stand on lines of their own.
    """
    if before.wrapped >= MOST_WRAPPED or before.aside or line.aside or line.mark:
        return False
    if HANDLE.match(before.text):
        return False
    if HANDLE.match(line.text):
        return bool(DATED.search(before.text)) and "http" not in before.text
    return not DATED.search(before.text) and bool(authors.read(before.text).names)


def continues(before: Line, line: Line, width: int) -> bool:
    """Tell whether `line` continues the work of `before`, with no blank line between them."""
    if before.wrapped >= MOST_WRAPPED or before.aside or line.aside:
        return False
    if line.mark:
        return is_no_mark(before, line, width)
    handle = HANDLE.match(line.text)
    if handle and HANDLE.match(before.text):
        return False
    if handle and handle["label"] and DATED.search(before.text):
        return not has_one(before.text, handle["label"].lower())
    if width > WIDEST_WRAP:
        return bool(UNFINISHED.search(before.text)) and not is_start(line)
    first_word = line.text.partition(" ")[0]
    if len(before.raw) + 1 + len(first_word) < NEARLY_FULL * width:
        return False
    return bool(before.mark or UNFINISHED.search(before.text)) or not ends(before, line)


def has_one(text: str, label: str) -> bool:
    """Tell whether a text has such an identifier already, so that another is of another work."""
    if "doi" in label:
        return A_DOI.search(text) is not None
    name = "pmid" if "pubmed" in label else label.rstrip(" :")
    return name in text.lower()


def is_no_mark(before: Line, line: Line, width: int) -> bool:
    """Tell whether the number that looks like a list mark is part of the work before.

    Example: "…Epub 2005 Jul" on one line and "7. PMID: 16002437" on the next: the 7 is a day.
    """
    if not line.mark.isdigit() or follows(before.mark, line.mark):
        return False
    if UNFINISHED.search(before.text) or GOES_ON.match(line.text):
        return True
    full = len(before.raw) > NEARLY_FULL * width
    return full and width <= WIDEST_WRAP and not FINISHED.search(before.text)


def ends(before: Line, line: Line) -> bool:
    """Tell whether the second of two full lines is a work of its own."""
    if not FINISHED.search(before.text):
        return False
    # A name may begin with a small letter, as "van Tulder MW".
    named = bool(authors.read(line.text).names)
    goes_on = GOES_ON.match(line.text) and not HANDLE.match(line.text) and not named
    if goes_on or COMPLETE.search(before.text):
        return not goes_on
    return bool(DATED.search(before.text)) and named


def is_start(line: Line) -> bool:
    """Tell whether a line has a year and begins with names."""
    return bool(DATED.search(line.text) and authors.read(line.text).names)


def follows(before: str, mark: str) -> bool:
    """Tell whether a list mark is one higher than the mark before."""
    return before.isdigit() and int(mark) == int(before) + 1


def joined(before: Line, line: Line) -> Line:
    """Join two lines, without a space if an address or DOI was cut in two."""
    broken = BROKEN_HANDLE.search(before.text) and HANDLE_PART.match(line.text)
    text = before.text + ("" if broken else " ") + clean(line.raw)
    return replace(before, raw=line.raw.strip(), text=text, wrapped=before.wrapped + 1)
