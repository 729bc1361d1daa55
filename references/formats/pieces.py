"""What a reader finds in a text, piece by piece, and the batch that it comes down to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from django.utils.translation import gettext as _

from references.choices import ReferenceType
from references.formats.markup import plain
from references.parsing import parse_list
from references.works.csl import sift
from references.works.entries import Batch, Entry, SetAside
from references.works.labels import LABELS

# What registries and publishers write with markup.
MARKED_UP = {"title", "container-title", "container-title-short", "collection-title", "abstract"}


@dataclass(frozen=True, slots=True)
class Loose:
    """Text between the records; there may be typed references in it."""

    raw: str


Piece: TypeAlias = Entry | SetAside | Loose


def collect(origin: str, pieces: Iterable[Piece]) -> Batch:
    batch = Batch(origin)
    for piece in pieces:
        if isinstance(piece, Entry):
            batch.entries.append(piece)
        elif isinstance(piece, SetAside):
            batch.set_aside.append(piece)
        elif piece.raw.strip():
            free = parse_list(piece.raw)
            batch.entries.extend(free.entries)
            batch.set_aside.extend(free.set_aside)
    return batch


def understood(
    raw: str, draft: Mapping[str, Any], warnings: Sequence[str] = ()
) -> Entry | SetAside:
    """The record with each variable in our spelling; of one that cannot be, a warning tells."""
    csl, problems = sift({name: without_markup(name, value) for name, value in draft.items()})
    told = [
        _("%(field)s is left empty: %(problem)s")
        % {"field": LABELS.get(variable, variable), "problem": problem}
        for variable, problem in problems.items()
    ]
    if not csl.keys() - {"type"}:
        return SetAside(raw, " ".join([_("There is nothing in it to make a source of."), *told]))
    if "title" not in csl and not [*warnings, *told]:
        told.append(_("A work has a title."))
    return Entry(raw, csl, [*warnings, *told])


def without_markup(variable: str, value: object) -> object:
    if variable not in MARKED_UP:
        return value
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    return plain(value) if isinstance(value, str) else value


def nearest_type(name: str, known: Mapping[str, str], warnings: list[str]) -> str:
    """Our type for the format's own; for one that it has no entry for, an article and a warning."""
    found = known.get(name.strip().lower())
    if found:
        return found
    if not name.strip():
        warnings.append(_("Say what kind of work this is."))
        return ReferenceType.ARTICLE.value
    warnings.append(
        _("We do not know the kind “%(kind)s”. Say yourself what kind of work this is.")
        % {"kind": name.strip()[:50]}
    )
    return ReferenceType.ARTICLE.value
