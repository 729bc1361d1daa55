from collections.abc import Sequence
from datetime import datetime

from django.db.models import F, Prefetch, Q

from booking.models import Appointment, HoursChange
from booking.models.sight import EVERYBODY, Sight
from booking.services.schedule.change_hours import worked_by


def appointments_outside_hours(
    *, now: datetime, change: HoursChange | None = None, sight: Sight = EVERYBODY
) -> Sequence[Appointment]:
    """Coming appointments that a change of working time left outside it, in order of time.

    One that was moved since, that was cancelled, or that lies in working time again is left out.
    One that the desk booked outside working time on purpose never was in it, so it is not there.
    Each has `caused_by`: the changes, newest first. With `change`, only those of that change, and
    only those in `sight`. Three queries.
    """
    left = Q(hours_changes__made_at__gte=F("arranged_at"))
    if change:
        left &= Q(hours_changes=change)
    visits = (
        Appointment.objects.seen_by(sight)
        .coming(now)
        .filter(left)
        .distinct()
        .order_by("starts_at", "pk")
    )
    changes = Prefetch("hours_changes", HoursChange.objects.all(), to_attr="caused_by")
    rows = list(visits.for_page().prefetch_related(changes))
    worked = worked_by({visit.practitioner_id for visit in rows}, now)
    return [
        visit
        for visit in rows
        if not any(pk == visit.practitioner_id and span.covers(visit.span) for pk, span in worked)
    ]
