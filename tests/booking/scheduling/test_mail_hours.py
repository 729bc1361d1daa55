"""The hours in which offers and reminders go out: pure arithmetic, on the clinic's clock."""

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from booking.scheduling.clock import CLINIC_TZ
from booking.scheduling.mail_hours import SHORTEST_MAIL_HOURS, MailHours

HOUR = timedelta(hours=1)
HOURS = MailHours(time(8), time(20))
# Both changes of the clock lie in it.
instants = st.timedeltas(timedelta(0), timedelta(days=270)).map(
    lambda later: datetime(2027, 3, 1, tzinfo=UTC) + later
)
some_hours = st.builds(MailHours, st.times(), st.times()).filter(lambda one: one.are_long_enough)


def clinic(day: int, hour: int, minute: int = 0, *, month: int = 1) -> datetime:
    return datetime(2027, month, day, hour, minute, tzinfo=CLINIC_TZ)


@pytest.mark.parametrize(
    ("instant", "is_in"),
    [
        (clinic(11, 7, 59), False),
        (clinic(11, 8), True),
        (clinic(11, 19, 59), True),
        (clinic(11, 20), False),
        (clinic(28, 8, month=3), True),
        (clinic(31, 7, 59, month=10), False),
    ],
)
def test_mail_goes_out_from_the_first_hour_until_the_last(instant: datetime, is_in: bool) -> None:
    assert HOURS.include(instant) == is_in


@pytest.mark.parametrize(
    ("starts_at", "before", "due"),
    [
        (clinic(12, 14), 24 * HOUR, clinic(11, 14)),
        (clinic(12, 7, 30), 24 * HOUR, clinic(11, 8)),
        (clinic(12, 21), 24 * HOUR, clinic(12, 8)),
        # Two hours before is by night, and eight o'clock leaves too little.
        (clinic(12, 8, 30), 2 * HOUR, clinic(11, 19)),
        (clinic(12, 9), 2 * HOUR, clinic(12, 8)),
        (clinic(12, 22, 30), 2 * HOUR, clinic(12, 19)),
        (clinic(28, 8, 30, month=3), 2 * HOUR, clinic(27, 19, month=3)),
    ],
)
def test_a_reminder_that_would_go_by_night_goes_in_the_morning_or_the_evening_before(
    starts_at: datetime, before: timedelta, due: datetime
) -> None:
    assert HOURS.reminder_due(starts_at, before, HOUR) == due


@given(instants, st.timedeltas(2 * HOUR, timedelta(days=14)), some_hours)
def test_a_reminder_is_due_in_the_hours_and_before_the_visit(
    starts_at: datetime, before: timedelta, hours: MailHours
) -> None:
    due = hours.reminder_due(starts_at, before, HOUR)

    assert hours.include(due)
    assert starts_at - before - timedelta(days=1) <= due <= starts_at - HOUR


@given(instants, some_hours)
def test_nobody_has_to_answer_outside_the_hours(instant: datetime, hours: MailHours) -> None:
    until = hours.time_to_answer(instant)

    assert until >= instant
    assert hours.begins < until.astimezone(CLINIC_TZ).time() <= hours.ends


@given(st.times(), st.times())
def test_hours_that_are_shorter_than_four_hours_are_none(begins: time, ends: time) -> None:
    seconds = [one.hour * 3600 + one.minute * 60 + one.second for one in (begins, ends)]
    assume(seconds[1] - seconds[0] < SHORTEST_MAIL_HOURS.total_seconds() - 1)

    assert not MailHours(begins, ends).are_long_enough
