"""Appointments that need the desk: those in an absence or a block, and those without an outcome."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from booking.models import Absence, Appointment
from booking.reception.presenters.attention.base import (
    MOST,
    Group,
    Kind,
    Need,
    Verb,
    by_hour,
    joined,
    keyed,
    ways_to_reach,
)
from booking.scheduling.clock import clinic_day
from booking.services.schedule.visits_in_absence import absences_with_visits, visits_in_absences
from booking.services.visits.outcomes import count_without_outcome, days_without_outcome
from booking.text.formats import short_day_text

# So many patients are named in one row.
NAMED = 3


class HitVisits(Kind):
    """Absences and internal blocks in which patients are still expected: one row for each."""

    group = Group.UNTOLD
    is_urgent = True

    def keys(self, now: datetime) -> QuerySet[Any]:
        return keyed(absences_with_visits(now=now))

    def needs(self, now: datetime) -> Sequence[Need]:
        return [
            self._need(absence, visits, now)
            for absence, visits in visits_in_absences(now=now, most=MOST)
            if visits
        ]

    def _need(self, absence: Absence, visits: Sequence[Appointment], now: datetime) -> Need:
        first, alone = visits[0], len(visits) == 1
        words = ngettext(
            "%(patient)s is expected, %(away)s",
            "%(count)d patients are expected, %(away)s",
            len(visits),
        )
        names = [str(visit.patient) for visit in visits[:NAMED]]
        more = len(visits) - len(names)
        others = [_("and %(count)d more") % {"count": more}] if more else []
        return Need(
            what=words % {"patient": first.patient, "count": len(visits), "away": _away(absence)},
            details=ways_to_reach(first.patient) if alone else ", ".join([*names, *others]),
            until=first.starts_at,
            deadline=by_hour(first.starts_at, now),
            patient=first.patient if alone else None,
            verbs=[
                Verb(
                    label=_("Call and move"), url=reverse("afwezigheden:visits", args=[absence.pk])
                )
            ],
        )

    def in_order(self, now: datetime) -> str:  # noqa: ARG002  the same whenever
        return _("nobody is expected by a therapist who is away or has an internal block")


def _away(absence: Absence) -> str:
    who = absence.practitioner
    if who is None:
        return _("the practice is closed")
    if absence.is_internal:
        return _("%(name)s has an internal block") % {"name": who}
    return _("%(name)s is away") % {"name": who}


class VisitsWithoutOutcome(Kind):
    """Past days of which nobody noted who came: one row for each day."""

    group = Group.TO_FINISH

    def keys(self, now: datetime) -> QuerySet[Any]:
        return keyed(days_without_outcome(now=now), "day").distinct()

    def needs(self, now: datetime) -> Sequence[Need]:
        counted = count_without_outcome(now=now)
        return [self._need(day, by_therapist) for day, by_therapist in counted.items()]

    def _need(self, day: date, by_therapist: dict[str, int]) -> Need:
        count, midnight = sum(by_therapist.values()), clinic_day(day).starts_at
        words = ngettext(
            "%(count)d appointment of %(day)s without an outcome",
            "%(count)d appointments of %(day)s without an outcome",
            count,
        )
        return Need(
            what=words % {"count": count, "day": short_day_text(midnight)},
            details=joined(*(f"{name} {many}" for name, many in by_therapist.items())),
            until=midnight,
            deadline=short_day_text(midnight),
            verbs=[Verb(label=_("Note who came"), url=reverse("aandacht:day", args=[day]))],
        )

    def in_order(self, now: datetime) -> str:  # noqa: ARG002  the same whenever
        return _("of each appointment of the last weeks it is noted who came")
