"""Notes of time that came free, which is what the waiting list is offered.

Whoever gives time back notes it in the same transaction, so that no offer is made of time that was
free when its patient began to wait.

Example: Ann joins the list on Monday, when Friday 9:00 is free and 10:00 is booked. On Tuesday the
10:00 is cancelled, and an absence on Friday from 11:00 to 12:00 is deleted. Both are noted; Ann can
be offered 10:00 and 11:00, and not 9:00.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from booking.models import Appointment, FreedTime
from booking.scheduling.spans import Span


def note_freed(
    visits: Iterable[Appointment], *, now: datetime, rest: timedelta = timedelta(0)
) -> None:
    """Note that these appointments give their time back. Call it before they are changed.

    The waiting list is offered it after `rest`: what the desk frees can be undone until then.
    """
    until = now + rest if rest else None
    _store((FreedTime.of_visit(visit, now, until) for visit in visits), now)


def note_freed_holds(holds: Iterable[Appointment], *, now: datetime) -> None:
    """Note that these holds are given back, or ran out. Call it before they are changed."""
    _store((FreedTime.of_hold(hold, now) for hold in holds), now)


def note_freed_hours(hours: Iterable[tuple[int, Span]], *, now: datetime) -> None:
    """Note hours that a change of working time opened: pairs of a practitioner's id and a span.

    Example: an absence from 9:00 to 12:00 is shortened to 9:00-10:00. The roster's hours between
    10:00 and 12:00 are noted.
    """
    _store(FreedTime.of_hours(hours, now), now)


def _store(rows: Iterable[FreedTime], now: datetime) -> None:
    if coming := [row for row in rows if row.ends_at > now]:
        FreedTime.objects.bulk_create(coming)
