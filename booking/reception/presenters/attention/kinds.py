"""The kinds of things that need the desk, and their number."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from django.db.models import QuerySet
from wagtail import hooks

from booking.reception.presenters.attention.base import MOST, Group, Kind, Need
from booking.reception.presenters.attention.hours import HolesInHours, HoursRunOut, WithoutHours
from booking.reception.presenters.attention.mails import FailedMails, StuckMails
from booking.reception.presenters.attention.offers import EndingOffers, UntoldOffers
from booking.reception.presenters.attention.sheets import FailedSheets
from booking.reception.presenters.attention.visits import HitVisits, VisitsWithoutOutcome

KINDS: Sequence[type[Kind]] = (
    HitVisits,
    FailedMails,
    UntoldOffers,
    StuckMails,
    EndingOffers,
    HoursRunOut,
    FailedSheets,
    VisitsWithoutOutcome,
    WithoutHours,
    HolesInHours,
)
# A row without a deadline stands below those that have one.
_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Row:
    """A thing that needs the desk, and whether somebody waits for it."""

    need: Need
    is_urgent: bool


@dataclass(frozen=True, slots=True)
class Attention:
    """The list of what needs the desk: rows by group, urgent ones first, and what is in order."""

    groups: Sequence[tuple[Group, Sequence[Row]]]
    in_order: Sequence[str]
    is_cut: bool

    @property
    def count(self) -> int:
        return sum(len(rows) for _group, rows in self.groups)


def all_kinds() -> list[Kind]:
    """The kinds of booking, and those that other apps register."""
    return [kind() for kind in (*KINDS, *hooks.get_hooks("register_attention"))]


def count_needs(*, now: datetime) -> int:
    """Number of rows that the list has; one query, whatever their number."""
    return len(keys_of_needs(now=now))


def keys_of_needs(*, now: datetime) -> QuerySet[Any, Any]:
    """Something for each row that the list has; one query that is not asked yet."""
    first, *others = (kind.keys(now)[:MOST] for kind in all_kinds())
    return first.union(*others, all=True)


def attention_of(*, now: datetime) -> Attention:
    """The whole list. Takes the same number of queries for any number of rows."""
    places = list(Group)
    found = [(kind, kind.needs(now)) for kind in all_kinds()]
    rows = sorted(
        ((kind, need) for kind, needs in found for need in needs),
        key=lambda one: (
            places.index(one[0].group),
            not one[0].is_urgent,
            one[1].until or _NEVER,
        ),
    )
    groups = [
        (group, [Row(need, kind.is_urgent) for kind, need in each])
        for group, each in groupby(rows, key=lambda one: one[0].group)
    ]
    words = [kind.in_order(now) for kind, needs in found if not needs]
    is_cut = any(len(needs) >= MOST for _kind, needs in found)
    return Attention(groups, list(filter(None, words)), is_cut)
