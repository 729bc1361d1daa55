"""The parts of the list of what needs the desk: kinds of things, and the rows of each.

To add a kind: write a Kind, and put it in KINDS (kinds.py). An app above booking registers a
function that gives one: `hooks.register("register_attention", StoppedSchedule)`.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.db.models import CharField, QuerySet, TextChoices
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from booking.models import Patient
from booking.scheduling.clock import clinic_date
from booking.text.formats import short_day_text, time_text, typed_phone_text

# Of one kind no more are counted and shown: the rest comes when these are done.
MOST = 100


class Group(TextChoices):
    """Headings of the list, in the order in which they stand."""

    UNTOLD = "untold", gettext_lazy("Patients who do not know something")
    ENDING = "ending", gettext_lazy("Runs out")
    TO_FINISH = "to-finish", gettext_lazy("Still to be finished")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """A link, or with `sends` a form of one button that posts these fields."""

    label: str
    url: str
    sends: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One row. `until` is when it is too late, None for no such moment; `patient` is to be called.

    The first of the verbs is the one that solves it.
    """

    what: str
    details: str
    until: datetime | None
    deadline: str
    patient: Patient | None = None
    verbs: Sequence[Verb]


class Kind(ABC):
    """One kind of thing that needs the desk."""

    group: ClassVar[Group]
    # Somebody may stand before a closed door, or wait for nothing: the row is red.
    is_urgent: ClassVar[bool] = False

    @abstractmethod
    def keys(self, now: datetime) -> QuerySet[Any]:
        """One short text for each row, as keyed() gives it: these are counted on each screen."""

    @abstractmethod
    def needs(self, now: datetime) -> Sequence[Need]:
        """The rows, of which there are as many as keys; the same number of queries for any."""

    def in_order(self, now: datetime) -> str:  # noqa: ARG002  one kind tells since when
        """A few words for the foot of the list when there are no rows; empty for none."""
        return ""


def keyed(rows: QuerySet[Any], field: str = "pk") -> QuerySet[Any]:
    """The rows as texts in one column, so that those of all kinds go into one query."""
    return rows.order_by().values_list(Cast(field, CharField()))


def by_hour(instant: datetime, now: datetime) -> str:
    """The moment in short. Example: "vandaag 11.00 u", "wo 9 dec 11.00 u"."""
    day = _("today") if clinic_date(instant) == clinic_date(now) else short_day_text(instant)
    return f"{day} {time_text(instant)}"


def in_days(instant: datetime, now: datetime) -> str:
    """The number of days until a day. Example: "over 46 dagen"."""
    days = (clinic_date(instant) - clinic_date(now)).days
    if days < 1:
        return _("today")
    return _("tomorrow") if days == 1 else _("in %(days)d days") % {"days": days}


def ways_to_reach(patient: Patient | None) -> str:
    """The ways to reach a patient that are missing. Example: "Geen e-mail"."""
    if patient is None:
        return ""
    missing = []
    if not patient.email:
        missing.append(_("No e-mail"))
    if not typed_phone_text(patient.phone):
        missing.append(_("No phone"))
    return " · ".join(missing)


def joined(*parts: str) -> str:
    """The parts that say anything, with a dot between them."""
    return " · ".join(filter(None, parts))
