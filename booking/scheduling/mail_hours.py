"""Hours in which the practice mails what nobody is waiting for, and in which patients answer."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from booking.scheduling.clock import CLINIC_TZ

DAY = timedelta(days=1)
# The hours are at least this long, so that a day's mail and its answers fit in them.
SHORTEST_MAIL_HOURS = timedelta(hours=4)
# Whoever finds a mail in the morning has this long to answer it.
TIME_TO_WAKE = timedelta(hours=2)
# A reminder that has to go before the night goes at least this long before the hours end.
BEFORE_THE_NIGHT = timedelta(hours=1)


@dataclass(frozen=True)
class MailHours:
    """The hours of a day, on the clinic's clock, in which offers and reminders are mailed."""

    begins: time = time(8)
    ends: time = time(20)

    @property
    def are_long_enough(self) -> bool:
        """Tell whether they last for SHORTEST_MAIL_HOURS, and end on the day they begin."""
        day = date.min
        return datetime.combine(day, self.ends) - datetime.combine(day, self.begins) >= (
            SHORTEST_MAIL_HOURS
        )

    def include(self, instant: datetime) -> bool:
        """Tell whether such a mail may go out at that moment."""
        return self.begins <= instant.astimezone(CLINIC_TZ).time() < self.ends

    def next_time(self, instant: datetime) -> datetime:
        """The moment itself if it lies in the hours, else their next beginning; in UTC."""
        local = instant.astimezone(CLINIC_TZ)
        if self.begins <= local.time() < self.ends:
            return instant
        day = local.date() if local.time() < self.begins else local.date() + DAY
        return datetime.combine(day, self.begins, CLINIC_TZ).astimezone(UTC)

    def time_to_answer(self, instant: datetime) -> datetime:
        """The moment at which an answer that is expected then is really due, in UTC.

        Nobody has to answer outside the hours, nor within TIME_TO_WAKE of their beginning. Example,
        with hours from 8:00 to 20:00: 16:00 stays 16:00, and 21:00 becomes 10:00 the next morning.
        """
        local = instant.astimezone(CLINIC_TZ)
        day = local.date() + DAY if local.time() > self.ends else local.date()
        awake = datetime.combine(day, self.begins, CLINIC_TZ) + TIME_TO_WAKE
        return max(instant, awake).astimezone(UTC)

    def reminder_due(self, starts_at: datetime, before: timedelta, latest: timedelta) -> datetime:
        """The moment at which the reminder of an appointment is due, in UTC.

        That is `before` its start or, by night, when the hours begin. If that leaves less than
        `latest` before the appointment, it is an hour before the hours end on the evening before.

        Example, with hours from 8:00 to 20:00 and `latest` an hour: 24 hours before 7:30 is 8:00
        the day before. Two hours before 8:30 is by night, and 8:00 is too late: the reminder is due
        at 19:00 the day before.
        """
        due = self.next_time(starts_at - before)
        if due <= starts_at - latest:
            return due
        evening = (starts_at - before).astimezone(CLINIC_TZ)
        day = evening.date() if evening.time() >= self.ends else evening.date() - DAY
        ends = datetime.combine(day, self.ends, CLINIC_TZ)
        return (ends - BEFORE_THE_NIGHT).astimezone(UTC)
