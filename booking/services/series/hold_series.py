from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from booking.choices import AppointmentStatus, AttemptKind
from booking.models import Appointment, AppointmentSeries, Treatment
from booking.models.rules import rules_for
from booking.scheduling.openings import Opening
from booking.scheduling.rules import Rules
from booking.services.guards.attempts import count_attempt
from booking.services.guards.checks import refuse_unless_a_series, refuse_unless_all_open
from booking.services.guards.locking import displace_all_expired_holds, locked_practitioners
from booking.services.guards.release import release_holds

# The times of a series are kept for longer than a single one, as there is more to read.
HOLD_SERIES_FOR = timedelta(minutes=15)


def hold_series(
    *,
    treatment: Treatment,
    visits: Collection[Opening],
    key: UUID,
    now: datetime,
    source: str = "",
) -> AppointmentSeries:
    """Keep all these times for a quarter of an hour while the patient types, or none of them.

    `key` identifies the visitor; times that the visitor held before are given back. A second call
    for the same times returns the same series. `source` is the visitor's network address, counted
    once for each time; an empty one is not counted. Raises TooManyAttempts, NotBookableOnline,
    NotAnOpening, TimeTaken.
    """
    refuse_unless_a_series(visits)
    count_attempt(AttemptKind.HOLD, source, now=now, times=len(visits))
    rules = rules_for(treatment)
    with locked_practitioners(visit.practitioner_id for visit in visits):
        if held := _held_by(key, visits, treatment, now):
            return held
        displace_all_expired_holds(visits, treatment, now)
        # Before the check, as the visitor's old holds may be in the way of the new ones. If the
        # check refuses, the transaction is rolled back and they stay.
        release_holds(Appointment.objects.holds_of(key), now)
        refuse_unless_all_open(visits, treatment, rules=rules, now=now)
        series = AppointmentSeries.objects.create(treatment=treatment, created_at=now)
        Appointment.objects.bulk_create(
            _hold_of(visit, series, rules, key, now) for visit in visits
        )
        return series


def _held_by(
    key: UUID, visits: Collection[Opening], treatment: Treatment, now: datetime
) -> AppointmentSeries | None:
    held = Appointment.objects.holding_time(now).holds_of(key).filter(series__treatment=treatment)
    rows = list(held.select_related("series"))
    wanted = {(visit.practitioner_id, visit.starts_at) for visit in visits}
    if {(hold.practitioner_id, hold.starts_at) for hold in rows} == wanted:
        return rows[0].series
    return None


def _hold_of(
    visit: Opening, series: AppointmentSeries, rules: Rules, key: UUID, now: datetime
) -> Appointment:
    return Appointment.objects.build_appointment(
        visit,
        series.treatment,
        rules=rules,
        now=now,
        series=series,
        status=AppointmentStatus.PENDING,
        held_until=now + HOLD_SERIES_FOR,
        hold_key=key,
    )
