"""One way for all changes of working time.

Example: Noor works on Tuesday from 9:00 to 12:00. A patient has booked 9:00, a visitor holds 10:00
and 11:00 is on offer to the waiting list. The desk enters that she is away until noon. In one
transaction the absence is stored, the hold released, the offer withdrawn and its mail owed; the
appointment stays, and is listed for the desk to call.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.db import transaction

from booking.models import (
    Appointment,
    HoursChange,
    Practitioner,
    Substitution,
    WaitlistEntry,
    WaitlistOffer,
)
from booking.scheduling.clock import PLAUSIBLE_YEARS
from booking.scheduling.spans import Span, less
from booking.services.guards.freed import note_freed_hours
from booking.services.guards.working_time import locked_working_time
from booking.services.mail.nudge import nudge_offers
from booking.services.schedule.withdraw import withdraw_what_is_closed
from booking.services.substitutes.lift import lift_substitutions

# Pairs of a practitioner's id and a span.
Hours = list[tuple[int, Span]]
# Later than anybody can work.
_THE_END = datetime(PLAUSIBLE_YEARS.stop, 1, 1, tzinfo=UTC)


@dataclass(slots=True)
class Outcome:
    """The consequences of a change of working time.

    `change` lists appointments that it left outside working time, None for none. `withdrawn` are
    offers of the waiting list, `unserved` entries of it to which nothing can be offered any more,
    `left_out` stretches of a roster line that a slot is in the way of. `opened` and `closed` are
    the hours that are worked from now on and were not, and the reverse. `lifted` are substitutions
    whose appointments take place after all.
    """

    change: HoursChange | None = None
    withdrawn: list[WaitlistOffer] = field(default_factory=list)
    unserved: list[WaitlistEntry] = field(default_factory=list)
    left_out: list[Span] = field(default_factory=list)
    opened: Hours = field(default_factory=list)
    closed: Hours = field(default_factory=list)
    lifted: list[Substitution] = field(default_factory=list)


def change_hours(
    people: Collection[int], write: Callable[[], object], change: HoursChange, *, now: datetime
) -> Outcome:
    """Let `write` change the working time of `people` (ids), and do all that has to follow.

    Holds and offers that no longer lie in working time are withdrawn. `change` is stored if
    appointments that lay at least partly in working time no longer do; they stay booked. Raises
    HoursBusy, and whatever `write` raises; then nothing has changed.
    """
    with locked_working_time(people):
        before = worked_by(people, now)
        write()
        after = worked_by(people, now)
        withdrawn = withdraw_what_is_closed(people, after, now=now)
        lifted = lift_substitutions(people, now=now)
        opened, closed = less(after, before), less(before, after)
        note_freed_hours(opened, now=now)
        transaction.on_commit(nudge_offers)
        stored = _store(change, _visits_in(closed, now), now)
        return Outcome(stored, withdrawn, opened=opened, closed=closed, lifted=lifted)


def everybody() -> list[int]:
    """Ids of all practitioners, for a change of the whole practice."""
    return list(Practitioner.objects.order_by("pk").values_list("pk", flat=True))


def worked_by(people: Collection[int], now: datetime) -> Hours:
    """Working time of these practitioners (ids) from now on; somebody who left has none."""
    working = Practitioner.objects.active().filter(pk__in=people)
    return working.worked_spans(Span(now, _THE_END))


def _visits_in(lost: Hours, now: datetime) -> list[Appointment]:
    coming = Appointment.objects.coming(now).filter(practitioner__in={pk for pk, _span in lost})
    return [
        visit
        for visit in coming
        if any(pk == visit.practitioner_id and span.overlap(visit.span) for pk, span in lost)
    ]


def _store(
    change: HoursChange, visits: Collection[Appointment], now: datetime
) -> HoursChange | None:
    if not visits:
        return None
    change.made_at = now
    change.save()
    change.visits.set(visits)
    return change
