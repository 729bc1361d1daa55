"""Recognising which works of a pasted list the library has, and saving the others.

Two records are one work if they share an identifier or a web address, or if their titles agree but
for spaces and signs and neither year nor first author speaks against it. Records that agree in
every field are one work too. Author and year alone never suffice: one team is cited with two works.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from references.models import Reference
from references.works.csl import Columns, Csl, columns, title_key
from references.works.entries import Entry

IDENTIFIERS = ("doi", "pmid", "pmcid", "url")
# For a shorter title ("Editorial") year and author must be known and agree.
TELLING_TITLE = 20
# Two arbitrary numbers that no other lock of the site has.
LOCK = (20_826, 2)


@dataclass(frozen=True, slots=True)
class Row:
    """An entry with the sources that are its work.

    `known` are sources in the library, the surest first; `twin` is the index of the first earlier
    row with the same work, if there is one.
    """

    entry: Entry
    known: list[Reference]
    twin: int | None


@dataclass(frozen=True, slots=True)
class Wish:
    """A work that an editor wants to save.

    `completes` is the id of the source that it completes, if it is to be no new one.
    """

    raw: str
    csl: Csl
    completes: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of a wish: the saved source, or the `problems` that prevented it."""

    wish: Wish
    reference: Reference | None
    problems: list[str] = field(default_factory=list)


def recognise(entries: Sequence[Entry]) -> list[Row]:
    """Find the sources and earlier entries that are the work of each entry. One query."""
    works = [indexed(entry.csl) for entry in entries]
    library = shelved(candidates(works))
    seen: dict[tuple[str, str], list[int]] = defaultdict(list)
    rows = []
    for place, (entry, work) in enumerate(zip(entries, works, strict=True)):
        handles = handles_of(work)
        near = {
            reference.pk: reference for handle in handles for reference in library.get(handle, [])
        }
        known = [
            reference
            for reference in near.values()
            if reference.csl == entry.csl or is_same(work, reference)
        ]
        twins = [
            other
            for handle in handles
            for other in seen[handle]
            if entries[other].csl == entry.csl or is_same(work, works[other])
        ]
        rows.append(Row(entry, known, min(twins, default=None)))
        for handle in handles:
            seen[handle].append(place)
    return rows


def indexed(csl: Csl) -> Columns:
    """Derive the columns of an entry, even if its title or kind is not known yet."""
    return columns({"type": "", "title": "", **csl})


def handles_of(work: Columns | Reference) -> list[tuple[str, str]]:
    """The values by which another record of the work can be found, the surest first."""
    names = (*IDENTIFIERS, "title_key")
    return [(name, getattr(work, name)) for name in names if getattr(work, name)]


def candidates(works: Iterable[Columns]) -> Iterable[Reference]:
    """Load the sources that share an identifier or a title with one of the works. One query."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for work in works:
        for name, value in handles_of(work):
            wanted[name].add(value)
    shared = Q()
    for name, values in wanted.items():
        shared |= Q(**{f"{name}__in": values})
    return Reference.objects.filter(shared) if shared else []


def shelved(references: Iterable[Reference]) -> dict[tuple[str, str], list[Reference]]:
    """Index sources by each of their handles."""
    shelves: dict[tuple[str, str], list[Reference]] = defaultdict(list)
    for reference in references:
        for handle in handles_of(reference):
            shelves[handle].append(reference)
    return shelves


def is_same(one: Columns | Reference, other: Columns | Reference) -> bool:
    """Tell whether two records are one work, by the rule above."""
    pairs = {name: (getattr(one, name), getattr(other, name)) for name in IDENTIFIERS}
    if any(left and left == right for left, right in pairs.values()):
        return True
    # Two papers with one title, such as a study and its correction, have different identifiers.
    # One paper may have two web addresses.
    del pairs["url"]
    if any(left and right and left != right for left, right in pairs.values()):
        return False
    return bool(one.title_key) and one.title_key == other.title_key and may_be_one(one, other)


def may_be_one(one: Columns | Reference, other: Columns | Reference) -> bool:
    """Tell whether year and first author allow that two records are one work.

    A publication online is often a year earlier than the issue.
    """
    telling = len(one.title_key) >= TELLING_TITLE
    years = abs(one.year - other.year) <= 1 if one.year and other.year else telling
    # A name may have initials glued to it, or lack a particle.
    names = title_key(one.first_author), title_key(other.first_author)
    authors = (names[0] in names[1] or names[1] in names[0]) if all(names) else telling
    return years and authors


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Let only one process at a time recognise and save a list.

    A second one waits and then recognises what the first one saved. Without this, two works without
    an identifier could be saved twice, since the database only keeps identifiers apart.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", LOCK)
        yield


def save(
    wishes: Iterable[Wish], *, origin: str, user: User | AnonymousUser | None = None
) -> list[Outcome]:
    """Save each wish by itself, so that one that fails does not stop the others.

    The log names the user.
    """
    return [save_one(wish, origin, user) for wish in wishes]


def save_one(wish: Wish, origin: str, user: User | AnonymousUser | None) -> Outcome:
    """Save one wish, or say why that is not possible."""
    try:
        with transaction.atomic():
            if wish.completes:
                reference = complete(wish, wish.completes)
            else:
                reference = Reference(csl=wish.csl, raw=wish.raw, origin=origin)
            reference.full_clean()
            reference.save()
            action = "wagtail.edit" if wish.completes else "wagtail.create"
            log(instance=reference, action=action, user=user, content_changed=True)
    except ValidationError as error:
        return Outcome(wish, None, error.messages)
    except Reference.DoesNotExist:
        return Outcome(wish, None, [_("This source is no longer in the library.")])
    except IntegrityError:
        return Outcome(wish, None, [_("Somebody else has just saved this source.")])
    return Outcome(wish, reference)


def lacking(reference: Reference, csl: Csl) -> list[str]:
    """The variables that the entry has and the source lacks."""
    return [variable for variable in csl if variable not in reference.csl]


def complete(wish: Wish, pk: int) -> Reference:
    """Give a source what it lacks; values that it has stay. Does not save."""
    reference = Reference.objects.select_for_update().get(pk=pk)
    reference.csl = {**wish.csl, **reference.csl}
    reference.raw = reference.raw or wish.raw
    return reference
