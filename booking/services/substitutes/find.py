"""Free times for patients whose therapist cannot come."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from booking.models import Absence, Appointment, BookingRules, Practitioner, Treatment
from booking.models.rules import practice_rules
from booking.scheduling.openings import Opening, every_start
from booking.scheduling.spans import Span
from booking.scheduling.substitutes import DAYS_AHEAD, Kind, Need, Supply, propose
from booking.services.guards.limits import limits_of_each

# A patient who is asked now needs time to read it, and to come.
SOONEST = timedelta(minutes=90)


def find_substitutes(
    visits: Sequence[Appointment], absence: Absence, *, now: datetime
) -> dict[int, list[Opening]]:
    """Propose other times for appointments that an absence hits, by their ids.

    `absence` need not be stored. The times are with therapists with whom the treatment can be
    booked online. Three queries, and one for each treatment.
    """
    if not visits:
        return {}
    practice = practice_rules()
    supply = supply_for(visits, absence, practice=practice, now=now)
    allows = limits_of_each(visits, practice=practice, now=now)
    needs = [need_of(visit, allows[visit.pk]) for visit in visits]
    return {
        visit.pk: openings for visit, openings in zip(visits, propose(needs, supply), strict=True)
    }


def supply_for(
    visits: Sequence[Appointment], absence: Absence, *, practice: BookingRules, now: datetime
) -> Supply:
    """The openings that are long enough for any of the appointments; one query a treatment."""
    soonest = now + SOONEST
    ahead = Span(soonest, max(absence.ends_at, soonest) + timedelta(days=DAYS_AHEAD))
    lengths: dict[Treatment, set[timedelta]] = {}
    for visit in visits:
        lengths.setdefault(visit.treatment, set()).add(visit.length)
    openings: dict[Kind, list[Opening]] = {}
    for treatment, needed in lengths.items():
        rules = practice.for_treatment(treatment).at_desk()
        window = ahead.overlap(rules.bookable_window(now))
        if window is None:
            continue
        giving = Practitioner.objects.giving_online(treatment)
        free = giving.free_spans(window, turnaround=treatment.turnaround, now=now)
        for length in needed:
            found = every_start(free, window=window, length=length, grid=rules.step)
            openings[treatment.pk, length] = [one for one in found if not _is_away(one, absence)]
    return Supply(openings, absence.ends_at)


def need_of(visit: Appointment, allows: Callable[[Opening], bool]) -> Need:
    """The need of an appointment for an opening that its patient is allowed to have."""
    return Need(
        visit=Opening(visit.starts_at, visit.ends_at, visit.practitioner_id),
        kind=(visit.treatment_id, visit.length),
        turnaround=visit.treatment.turnaround,
        allows=allows,
    )


def _is_away(opening: Opening, absence: Absence) -> bool:
    is_theirs = absence.is_of(opening.practitioner_id)
    return is_theirs and absence.span.overlap(opening.span) is not None
