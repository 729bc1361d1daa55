"""How long an offer is kept: pure arithmetic, on the clinic's clock."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from booking.choices import Weekday
from booking.scheduling.clock import CLINIC_TZ
from booking.scheduling.mail_hours import MailHours
from booking.scheduling.openings import Opening
from booking.scheduling.parts_of_day import PartOfDay
from booking.scheduling.wishes import (
    OFFER_ENDS_BEFORE,
    Wishes,
    first_offered,
    offer_expires_at,
)

HOUR = timedelta(hours=1)
HOURS = MailHours()
# Both changes of the clock lie in it.
instants = st.timedeltas(timedelta(0), timedelta(days=270)).map(
    lambda later: datetime(2027, 3, 1, tzinfo=UTC) + later
)
terms = st.timedeltas(timedelta(minutes=15), timedelta(days=2))


def clinic(day: int, hour: int, minute: int = 0, *, month: int = 1) -> datetime:
    return datetime(2027, month, day, hour, minute, tzinfo=CLINIC_TZ)


@pytest.mark.parametrize(
    ("now", "until"),
    [
        (clinic(11, 10), clinic(11, 13)),
        (clinic(11, 17), clinic(11, 20)),
        (clinic(11, 17, 1), clinic(12, 10)),
        (clinic(11, 23), clinic(12, 10)),
        (clinic(12, 3), clinic(12, 10)),
        (clinic(12, 7), clinic(12, 10)),
        (clinic(12, 7, 30), clinic(12, 10, 30)),
        # The nights in which the clock changes.
        (clinic(27, 20, month=3), clinic(28, 10, month=3)),
        (clinic(30, 20, month=10), clinic(31, 10, month=10)),
    ],
)
def test_nobody_has_to_answer_by_night(now: datetime, until: datetime) -> None:
    visit = now + timedelta(days=7)

    assert offer_expires_at(now, visit, 3 * HOUR, HOURS) == until


def test_an_offer_of_tomorrow_morning_ends_an_hour_before_the_visit() -> None:
    made, visit = clinic(11, 20), clinic(12, 8, 30)

    assert offer_expires_at(made, visit, 3 * HOUR, HOURS) == clinic(12, 7, 30)


@given(instants, st.timedeltas(timedelta(0), timedelta(days=30)), terms)
@example(clinic(28, 1, 59, month=3).astimezone(UTC), timedelta(0), HOUR)
@example(clinic(31, 2, 30, month=10).astimezone(UTC), timedelta(0), HOUR)
def test_there_is_always_the_whole_term_to_answer_and_the_visit_is_still_to_come(
    now: datetime, beyond: timedelta, offer_for: timedelta
) -> None:
    visit = first_offered(now, timedelta(0), offer_for) + beyond

    until = offer_expires_at(now, visit, offer_for, HOURS)

    assert now + offer_for <= until <= visit - OFFER_ENDS_BEFORE


@given(instants, terms)
def test_without_a_visit_soon_it_ends_by_day_and_before_the_next_evening(
    now: datetime, offer_for: timedelta
) -> None:
    until = offer_expires_at(now, now + timedelta(days=30), offer_for, HOURS)

    assert time(10) <= until.astimezone(CLINIC_TZ).time() <= HOURS.ends
    # From eight in the evening to ten, and an hour more when the clock goes back.
    assert until - now - offer_for <= 15 * HOUR


@given(instants, st.timedeltas(timedelta(0), timedelta(days=30)), terms)
def test_what_is_offered_leaves_the_notice_that_the_rules_ask(
    now: datetime, notice: timedelta, offer_for: timedelta
) -> None:
    assert first_offered(now, notice, offer_for) >= now + notice


def monday_at(hour: int, *, practitioner: int = 1) -> Opening:
    """On Monday 11 January 2027."""
    starts_at = clinic(11, hour).astimezone(UTC)
    return Opening(starts_at, starts_at + HOUR, practitioner)


@pytest.mark.parametrize(
    ("narrower", "fits"),
    [
        ({}, True),
        ({"weekdays": [Weekday.MONDAY, Weekday.TUESDAY]}, True),
        ({"weekdays": [Weekday.TUESDAY]}, False),
        ({"parts": [PartOfDay.AFTERNOON]}, True),
        ({"parts": [PartOfDay.MORNING, PartOfDay.EVENING]}, False),
        ({"practitioner_id": 1}, True),
        ({"practitioner_id": 2}, False),
        ({"until_day": date(2027, 1, 11)}, True),
        ({"until_day": date(2027, 1, 10)}, False),
        ({"from_day": date(2027, 1, 12)}, False),
        ({"before": clinic(11, 15)}, True),
        ({"before": clinic(11, 14, 59)}, False),
    ],
)
def test_a_moment_fits_when_every_wish_agrees(narrower: dict[str, object], fits: bool) -> None:
    any_time = {"from_day": date(2027, 1, 1), "until_day": date(2027, 1, 31)}

    wishes = Wishes(**(any_time | narrower))  # type: ignore[arg-type]

    assert wishes.fit(monday_at(14)) == fits


def test_days_and_hours_are_those_of_the_clinic() -> None:
    """Half past eleven in the evening of Monday in UTC is Tuesday at the clinic."""
    late = datetime(2027, 1, 11, 23, 30, tzinfo=UTC)
    wishes = Wishes(date(2027, 1, 12), date(2027, 1, 12), weekdays=[Weekday.TUESDAY])

    assert wishes.fit(Opening(late, late + HOUR, 1))
    assert time(0, 30) == late.astimezone(CLINIC_TZ).time()
