"""The pieces that a reader finds in a file, and the batch that they become."""

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

# The variables in which registries and publishers use markup.
MARKED_UP = {"title", "container-title", "container-title-short", "collection-title", "abstract"}


@dataclass(frozen=True, slots=True)
class Loose:
    """Text between the records, which may hold typed sources."""

    raw: str


Piece: TypeAlias = Entry | SetAside | Loose


def collect(origin: str, pieces: Iterable[Piece]) -> Batch:
    """Build the batch of all pieces; loose text is read as a typed list."""
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
    """Build the entry of a record, with a warning for each variable that is invalid.

    A record without any usable variable is set aside.
    """
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
    """Remove markup from the variables in which it occurs."""
    if variable not in MARKED_UP:
        return value
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    return plain(value) if isinstance(value, str) else value


def nearest_type(name: str, known: Mapping[str, str], warnings: list[str]) -> str:
    """Our type for the type of a format; an unknown one becomes an article with a warning."""
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
