"""Wishes of a waiting-list entry, and the time that a patient has to answer an offer."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from booking.scheduling.clock import clinic_date
from booking.scheduling.mail_hours import MailHours
from booking.scheduling.openings import Opening
from booking.scheduling.parts_of_day import part_of_day

# An offer ends at least this long before its time, so that a patient who says yes can still come.
OFFER_ENDS_BEFORE = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Wishes:
    """Days, parts of the day and the practitioner that somebody on the waiting list wants.

    `from_day` and `until_day` are both included. `weekdays` are ISO numbers, `parts` values of
    PartOfDay, both on the clinic's clock; when empty, any will do. `practitioner_id` None means no
    preference. `before` is the start of the appointment that an earlier one is to replace.
    """

    from_day: date
    until_day: date
    weekdays: Collection[int] = ()
    parts: Collection[str] = ()
    practitioner_id: int | None = None
    before: datetime | None = None

    def are_within(self, wider: "Wishes") -> bool:
        """Tell whether whatever is as wished here is as wished there too.

        Example: Mondays with Noor are within Mondays and Tuesdays with anybody.
        """
        return (
            wider.from_day <= self.from_day
            and self.until_day <= wider.until_day
            and _are_within(self.weekdays, wider.weekdays)
            and _are_within(self.parts, wider.parts)
            and wider.practitioner_id in {None, self.practitioner_id}
        )

    def are_alike(self, other: "Wishes") -> bool:
        """Tell whether both ask for the same, whatever the appointment that is to be replaced."""
        return self.are_within(other) and other.are_within(self)

    def fit(self, moment: Opening) -> bool:
        """Tell whether the opening is as wished, and earlier than the appointment it replaces."""
        is_earlier = self.before is None or moment.ends_at <= self.before
        return is_earlier and self.fit_apart_from_visit(moment)

    def fit_apart_from_visit(self, moment: Opening) -> bool:
        """Tell whether the opening is as wished, be it later than the appointment it replaces."""
        if self.practitioner_id not in {None, moment.practitioner_id}:
            return False
        day = clinic_date(moment.starts_at)
        return (
            self.from_day <= day <= self.until_day
            and (not self.weekdays or day.isoweekday() in self.weekdays)
            and (not self.parts or part_of_day(moment.starts_at) in self.parts)
        )


def _are_within(some: Collection[object], wider: Collection[object]) -> bool:
    """Tell whether `wider` allows all of `some`; an empty one allows anything."""
    return not wider or (bool(some) and set(some) <= set(wider))


def offer_expires_at(
    now: datetime, starts_at: datetime, offer_for: timedelta, hours: MailHours
) -> datetime:
    """The moment at which an offer made now ends; nobody has to answer outside the hours for mail.

    An offer always ends at least OFFER_ENDS_BEFORE its time. When `starts_at` is not before
    first_offered(), the patient has at least `offer_for` to answer.

    Example, with `offer_for` three hours, hours for mail from 8:00 to 20:00, and times on the
    clinic's clock: an offer made at 13:00 ends at 16:00. One made at 19:30 would end at 22:30, so
    it ends at 10:00 the next morning; but if the time on offer is 10:30 then, it ends at 9:30.
    """
    return min(hours.time_to_answer(now + offer_for), starts_at - OFFER_ENDS_BEFORE)


def first_offered(now: datetime, minimum_notice: timedelta, offer_for: timedelta) -> datetime:
    """The earliest start that is offered now: a sooner one leaves no time to answer, or to come."""
    return now + max(minimum_notice, offer_for + OFFER_ENDS_BEFORE)
