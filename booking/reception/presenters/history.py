"""History of one row in words: when, by which door and whom, and what became what."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from booking.choices import AppointmentStatus, DeskRule
from booking.models import Appointment
from booking.models.changed import staff_name
from booking.models.history import ADDED, DELETED, EVENTS, MERGED, Door
from booking.models.shown import shown_value
from booking.text.formats import length_text, short_day_text, time_text

# A row that changed more often than this shows its last changes.
MOST_SHOWN = 100
TIME = ("practitioner", "starts_at", "ends_at")
STATUS = ("status", "arrived_at", "cancelled_by", "cancellation_reason")
# What the desk took back, in the words of its buttons.
UNDONE: dict[str, Promise] = {
    AppointmentStatus.ARRIVED: gettext_lazy("Not arrived after all"),
    AppointmentStatus.FULFILLED: gettext_lazy("Not finished after all"),
    AppointmentStatus.NOSHOW: gettext_lazy("Not missed after all"),
    AppointmentStatus.CANCELLED: gettext_lazy("Not cancelled after all"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One change in words. Example: "Aan de balie (Ann)", ["Aangekomen"]."""

    at: datetime
    by: str
    what: list[str]


def history_of(row: models.Model) -> list[Change]:
    """Changes of the row, the newest first; two queries for any number of them.

    Takes an appointment, a patient, an absence, a roster line or a tariff.
    """
    model = EVENTS[type(row)]
    related = [field.name for field in model._meta.fields if field.many_to_one]
    shown = [name for name in related if name not in {"pgh_obj", "patient"}]
    rows = model.objects.filter(pgh_obj=row.pk).order_by("-pgh_id")
    events = list(reversed(rows.select_related(*shown)[:MOST_SHOWN]))
    staff = _names(event.pgh_context for event in events)
    changes = [
        Change(event.pgh_created_at, _by(event.pgh_context, staff), what)
        for event, after in pairwise([*events, row])
        if (what := [*_words(event, after), *_overruled(event.pgh_context)])
    ]
    return changes[::-1]


def _names(contexts: Iterable[dict[str, Any] | None]) -> dict[int, str]:
    ids = {context["user"] for context in contexts if context and context.get("user")}
    if not ids:
        return {}
    return {user.pk: staff_name(user) for user in get_user_model().objects.filter(pk__in=ids)}


def _by(context: dict[str, Any] | None, staff: dict[int, str]) -> str:
    context = context or {}
    door = str(Door(context.get("door", "")).label)
    user = context.get("user")
    if not user:
        return door
    return f"{door} ({staff.get(user) or _('a login that is gone')})"


def _overruled(context: dict[str, Any] | None) -> Iterator[str]:
    """Name the rules that a change of an appointment overruled, and the reason that was given."""
    broken = (context or {}).get("overruled", [])
    if not broken:
        return
    names = "; ".join(str(DeskRule(rule).label) for rule in broken if rule in DeskRule.values)
    yield _("Outside the rules: %(rules)s") % {"rules": names}
    if because := (context or {}).get("because"):
        yield _("Reason: %(reason)s") % {"reason": because}


def _words(event: Any, after: Any) -> Iterator[str]:
    """Tell in a phrase for each part of the row what the event did."""
    if event.pgh_label == ADDED:
        yield _added(event)
    elif event.pgh_label == DELETED:
        yield _("Deleted")
    elif event.pgh_label == MERGED:
        yield _("Merged with %(name)s") % {"name": event.pgh_context["merged"]}
    elif isinstance(event, EVENTS[Appointment]):
        yield from _visit_words(event, after)
    else:
        yield from _field_words(event, after)


def _added(event: Any) -> str:
    if isinstance(event, EVENTS[Appointment]):
        return _("Booked for %(moment)s") % {"moment": _moment(event, event)}
    return _("Added")


def _visit_words(event: Any, after: Any) -> Iterator[str]:
    if event.status == AppointmentStatus.PENDING:
        yield _("Booked for %(moment)s") % {"moment": _moment(after, after)}
        return
    if _differs(event, after, TIME):
        yield _("Moved from %(before)s to %(after)s") % {
            "before": _moment(event, after),
            "after": _moment(after, event),
        }
    if _differs(event, after, STATUS):
        yield _status_words(event, after)
    if _differs(event, after, ("patient",)):
        yield _came_by_merging(event)
    yield from _field_words(event, after, leave_out=(*TIME, *STATUS, "patient"))


def _came_by_merging(event: Any) -> str:
    if name := (event.pgh_context or {}).get("merged"):
        return _("Came to this patient by merging with %(name)s") % {"name": name}
    return _("Came to this patient by merging")  # before the history kept the name


def _status_words(event: Any, after: Any) -> str:
    if after.status == AppointmentStatus.BOOKED and event.status in UNDONE:
        return str(UNDONE[event.status])
    status: str = after.get_status_display()
    if after.status != AppointmentStatus.CANCELLED:
        return status
    parts = [after.get_cancelled_by_display(), after.get_cancellation_reason_display()]
    told = ", ".join(filter(None, parts))
    return f"{status}: {told}" if told else status


def _field_words(event: Any, after: Any, leave_out: Iterable[str] = ()) -> Iterator[str]:
    for field in event._meta.fields:
        name = field.name
        if name.startswith("pgh_") or name in leave_out or not _differs(event, after, (name,)):
            continue
        yield _("%(field)s: from %(before)s to %(after)s") % {
            "field": capfirst(str(field.verbose_name)),
            "before": _value(event, field, after),
            "after": _value(after, field, event),
        }


def _value(row: Any, field: Any, beside: Any) -> str:
    if field.name == "practitioner" and row.practitioner_id is None:
        return _("The whole practice")
    return shown_value(row, field, beside)


def _differs(event: Any, after: Any, names: Iterable[str]) -> bool:
    fields = (event._meta.get_field(name) for name in names)
    return any(getattr(event, one.attname) != getattr(after, one.attname) for one in fields)


def _moment(row: Any, other: Any) -> str:
    """The time of an appointment and its therapist; its length too if that of `other` differs."""
    words = f"{short_day_text(row.starts_at)} {time_text(row.starts_at)}"
    length, others = row.ends_at - row.starts_at, other.ends_at - other.starts_at
    if length != others:
        words = f"{words} ({length_text(length)})"
    return f"{words}, {row.practitioner}" if row.practitioner else words
