"""Recognising what an editor pasted or uploaded, and reading it with the right format."""

import codecs
import re
from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from references.choices import Origin
from references.formats import bibtex, csl_json, identifiers, nbib, ris
from references.parsing import parse_list
from references.works.entries import Batch, SetAside
from references.works.names import INVISIBLE

LARGEST = 1_000_000  # bytes of a file, characters of a text
MOST_LINES = 10_000
MOST_TYPED_LINES = 2_000  # a typed source takes one or a few lines, a record of a file many
MOST_ENTRIES = 500

BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    # UTF-32 comes before UTF-16, since its mark begins with the shorter one.
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
# The beginnings of files that are no text, also as they look when they are pasted.
PDF = gettext_lazy("This is a PDF. Open it, copy the list of sources as text and paste that.")
PICTURE = gettext_lazy("This is a picture. Type the sources over, or copy them as text.")
DOCUMENT = gettext_lazy(
    "This is a document or a zip file. Open it, copy the list of sources as text and paste that."
)
WEB_PAGE = gettext_lazy("This is the code of a web page. Copy the sources as you see them there.")
BEGINNINGS = (
    (re.compile(r"%PDF-"), PDF),
    (re.compile(r".?PNG\r?\n|GIF8[79]a|\xff\xd8\xff|.{0,12}JFIF|RIFF.{4}WEBP"), PICTURE),
    (
        re.compile(
            r"PK\x03\x04|PK\b.{0,40}(?:\[Content_Types\]|mimetype)|\xd0\xcf\x11\xe0|\{\\rtf"
        ),
        DOCUMENT,
    ),
    (re.compile(r"<!doctype html|<html", re.IGNORECASE), WEB_PAGE),
)
UNREADABLE = re.compile("[\x00-\x08\x0e-\x1b\x7f\ufffd]")

# The sign of a format -> the function that reads it
FORMATS: tuple[tuple[re.Pattern[str], Callable[[str], Batch]], ...] = (
    (re.compile(r"^[ \t]*TY {0,3}- *\w*[ \t]*$", re.MULTILINE), ris.read),
    (re.compile(r"^[ \t]*PMID *- ?\d", re.MULTILINE), nbib.read),
    (re.compile(r"^[ \t]*@[A-Za-z]+[ \t]*[{(]", re.MULTILINE), bibtex.read),
    (re.compile(r"\A\s*(?:\[\s*)?\{\s*[\"}]"), csl_json.read),
)


def read(data: str | bytes) -> Batch:
    """Read a text or the bytes of a file.

    The batch is never empty without a word: pieces that are no source, and those over the limits,
    are set aside with a reason.
    """
    text = as_text(data)
    if reason := why_no_text(text):
        return Batch(Origin.LIST.value, set_aside=[SetAside(shown(text), reason)])
    text = "\n".join(INVISIBLE.sub("", text).splitlines())
    reader = reader_of(text)
    text, rest = within_limits(text, MOST_TYPED_LINES if reader is parse_list else MOST_LINES)
    batch = within_count(reader(text))
    batch.set_aside.extend(rest)
    if not batch.entries and not batch.set_aside:
        batch.set_aside.append(SetAside(shown(text), _("There are no sources in this.")))
    return batch


def reader_of(text: str) -> Callable[[str], Batch]:
    """Choose the reader of the format whose sign comes first in the text."""
    found = [(match.start(), reader) for sign, reader in FORMATS if (match := sign.search(text))]
    if found:
        return min(found, key=lambda one: one[0])[1]
    return identifiers.read if identifiers.is_list(text) else parse_list


def as_text(data: str | bytes) -> str:
    return decode(data) if isinstance(data, bytes) else data


def decode(data: bytes) -> str:
    """Decode UTF-8 or UTF-16, and anything else line by line.

    Lists are put together from several files, so that lines can differ in encoding.
    """
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    if b"\x00" in data[:2000] and (encoding := utf_16_without_mark(data[:2000])):
        return data.decode(encoding, errors="replace")
    return "".join(map(decode_line, data.splitlines(keepends=True)))


def utf_16_without_mark(data: bytes) -> str:
    """Recognise UTF-16 in Latin text, which has a zero in nearly every second byte."""
    pairs = len(data) // 2
    for offset, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if data[offset::2].count(0) > 0.7 * pairs and data[1 - offset :: 2].count(0) < 0.1 * pairs:
            return encoding
    return ""


def decode_line(line: bytes) -> str:
    """Decode a line as UTF-8, or else as an encoding of Western Europe."""
    for encoding in ("utf-8", "cp1252"):
        try:
            return line.decode(encoding)
        except UnicodeDecodeError:
            continue
    return line.decode("latin-1")


def why_no_text(text: str) -> str:
    """The reason why a text can hold no sources, in words for an editor; "" if it can."""
    start = text[:2000].lstrip("\ufeff \t\r\n")
    for beginning, reason in BEGINNINGS:
        if beginning.match(start):
            return str(reason)
    if not INVISIBLE.sub("", text).strip():
        return _("There is nothing in it.")
    if len(UNREADABLE.findall(start)) > len(start) / 20:
        return _("This is no text that can be read. Copy the list of sources as text.")
    return ""


def shown(text: str) -> str:
    """The first characters of a text that cannot be read, without those that no database takes."""
    return INVISIBLE.sub("", text[:200]).strip()


def within_limits(text: str, most_lines: int) -> tuple[str, list[SetAside]]:
    """Cut a text that is too long, between two lines if there are any."""
    lines = text[:LARGEST].splitlines(keepends=True)
    if len(text) > LARGEST and len(lines) > 1:
        lines.pop()
    kept = "".join(lines[:most_lines])
    rest = text[len(kept) :]
    if not rest.strip():
        return kept, []
    reason = _("This was too much for one time. Paste it again, after these are saved.")
    return kept, [SetAside(rest, reason)]


def within_count(batch: Batch) -> Batch:
    """Set aside the entries over the limit as one piece of text, to be pasted again."""
    entries, set_aside = batch.entries[:MOST_ENTRIES], batch.set_aside[:MOST_ENTRIES]
    if over := batch.entries[MOST_ENTRIES:]:
        raw = "\n".join(entry.raw for entry in over)
        set_aside.append(SetAside(raw, too_many_sources(len(over))))
    if more := batch.set_aside[MOST_ENTRIES:]:
        raw = "\n".join(piece.raw for piece in more)
        set_aside.append(SetAside(raw, _("These pieces are no sources either.")))
    return Batch(batch.origin, entries, set_aside)


def too_many_sources(count: int) -> str:
    return ngettext(
        "One source is more than the %(limit)d of one time. Paste it again, after these are saved.",
        "%(count)d sources are more than the %(limit)d of one time. Paste them again, after these "
        "are saved.",
        count,
    ) % {"count": count, "limit": MOST_ENTRIES}
