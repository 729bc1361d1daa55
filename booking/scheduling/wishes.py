"""What those who wait for an earlier moment want, and how long they have to answer an offer."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from booking.scheduling.clock import CLINIC_TZ, clinic_date
from booking.scheduling.openings import Opening
from booking.scheduling.parts_of_day import part_of_day

# Nobody on the waiting list has to answer by night, on the clinic's clock.
NIGHT_BEGINS, NIGHT_ENDS = time(21), time(10)
# An offer ends at least so long before the visit: the next one still has to come.
OFFER_ENDS_BEFORE = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Wishes:
    """Days and parts of the day are on the clinic's clock; none of them is any of them.

    Both days are included. No `practitioner_id` is no preference. `before` is the start of the
    visit that the earlier moment is to replace.
    """

    from_day: date
    until_day: date
    weekdays: Collection[int] = ()
    parts: Collection[str] = ()
    practitioner_id: int | None = None
    before: datetime | None = None

    def fit(self, moment: Opening) -> bool:
        is_earlier = self.before is None or moment.ends_at <= self.before
        return is_earlier and self.fit_apart_from_visit(moment)

    def fit_apart_from_visit(self, moment: Opening) -> bool:
        if self.practitioner_id not in {None, moment.practitioner_id}:
            return False
        day = clinic_date(moment.starts_at)
        return (
            self.from_day <= day <= self.until_day
            and (not self.weekdays or day.isoweekday() in self.weekdays)
            and (not self.parts or part_of_day(moment.starts_at) in self.parts)
        )


def offer_expires_at(now: datetime, starts_at: datetime, offer_for: timedelta) -> datetime:
    """Until when an offer made now is kept: what would end by night ends in the morning.

    But always a while before the visit starts. For a visit after first_offered() that is never
    sooner than `offer_for` from now.
    """
    local = (now + offer_for).astimezone(CLINIC_TZ)
    if local.time() >= NIGHT_BEGINS:
        local = datetime.combine(local.date() + timedelta(days=1), NIGHT_ENDS, CLINIC_TZ)
    elif local.time() < NIGHT_ENDS:
        local = datetime.combine(local.date(), NIGHT_ENDS, CLINIC_TZ)
    return min(local.astimezone(UTC), starts_at - OFFER_ENDS_BEFORE)


def first_offered(now: datetime, minimum_notice: timedelta, offer_for: timedelta) -> datetime:
    """What starts sooner leaves no time to answer, or to come."""
    return now + max(minimum_notice, offer_for + OFFER_ENDS_BEFORE)
