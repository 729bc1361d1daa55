"""When winter time begins, an hour comes twice: nobody may confuse the two."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from booking.models import Practitioner
from booking.public.presenters.calendar import Moment
from booking.scheduling.clock import clinic_date, comes_twice, is_summer_time
from booking.text.formats import moment_text, time_text
from tests.booking.support.letters import deliver_all, parsed
from tests.factories.booking import NotificationFactory

# Half past two by summer time, and again by winter time.
FIRST, SECOND = (datetime(2027, 10, 31, hour, 30, tzinfo=UTC) for hour in (0, 1))
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
# Midnight to six on the clinic's clock, when it changes.
AUTUMN_NIGHT = datetime(2027, 10, 30, 22, tzinfo=UTC)
SPRING_NIGHT = datetime(2027, 3, 27, 23, tzinfo=UTC)
any_minute = st.integers(0, 16 * 366 * 24 * 60).map(
    lambda minutes: datetime(2020, 1, 1, tzinfo=UTC) + MINUTE * minutes
)
last_sundays_of_october = st.sampled_from(
    [
        max(
            day
            for day in (date(year, 10, number) for number in range(25, 32))
            if day.isoweekday() == 7
        )
        for year in range(2020, 2037)
    ]
)


def minutes_of(night: datetime) -> list[datetime]:
    return [night + MINUTE * number for number in range(7 * 60)]


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("nl", ["2.30\xa0u (zomertijd)", "2.30\xa0u (wintertijd)"]),
        ("fr", ["2\u00a0h\u00a030 (heure d’été)", "2\u00a0h\u00a030 (heure d’hiver)"]),
        ("en", ["2:30 (summer time)", "2:30 (winter time)"]),
    ],
)
def test_the_two_are_told_apart_in_each_language(language: str, texts: list[str]) -> None:
    with override(language):
        assert [time_text(FIRST), time_text(SECOND)] == texts


@pytest.mark.parametrize("edge", [FIRST - HOUR, FIRST + 2 * HOUR])
def test_an_hour_before_and_after_there_is_nothing_to_tell(edge: datetime) -> None:
    assert "(" not in time_text(edge)


def test_it_begins_at_two_and_ends_at_three() -> None:
    twice = [minute for minute in minutes_of(AUTUMN_NIGHT) if comes_twice(minute)]

    assert twice == [FIRST - HOUR / 2 + MINUTE * number for number in range(120)]
    assert [is_summer_time(minute) for minute in twice] == [True] * 60 + [False] * 60


def test_no_hour_of_the_night_that_summer_time_begins_comes_twice() -> None:
    assert not any(comes_twice(minute) for minute in minutes_of(SPRING_NIGHT))


@pytest.mark.parametrize("night", [AUTUMN_NIGHT, SPRING_NIGHT])
def test_no_two_minutes_of_a_night_are_written_alike(night: datetime) -> None:
    texts = {moment_text(minute) for minute in minutes_of(night)}

    assert len(texts) == 7 * 60


@given(any_minute)
def test_it_comes_twice_only_on_the_day_of_winter_time(instant: datetime) -> None:
    day = clinic_date(instant)
    is_last_sunday = day.month == 10 and day.isoweekday() == 7 and day.day > 24

    assert comes_twice(instant) <= is_last_sunday


@given(last_sundays_of_october, st.integers(0, 59))
def test_in_every_year_both_are_an_hour_apart(day: date, minute: int) -> None:
    first = datetime(day.year, day.month, day.day, 0, minute, tzinfo=UTC)

    assert [comes_twice(first + HOUR * hours) for hours in (-1, 0, 1, 2)] == [
        False,
        True,
        True,
        False,
    ]


def test_the_buttons_of_the_two_moments_differ() -> None:
    noor = Practitioner(name="Noor Tester")

    buttons = [
        render_to_string(
            "booking/includes/moment.html",
            {"moment": Moment("x", start, noor), "show_day": True, "show_name": False},
        )
        for start in (FIRST, SECOND)
    ]

    assert ["2.30\xa0u (zomertijd)" in button for button in buttons] == [True, False]
    assert ["2.30\xa0u (wintertijd)" in button for button in buttons] == [False, True]


@pytest.mark.django_db
def test_the_mail_says_which_of_the_two_was_booked() -> None:
    NotificationFactory(appointment__starts_at=SECOND)

    [message] = deliver_all()

    assert message.subject == "Je afspraak op zondag 31 oktober 2027 om 2.30\xa0u (wintertijd)"
    for kind in ("plain", "html"):
        text = parsed(message).get_body((kind,)).get_content()
        assert "zondag 31 oktober 2027, 2.30\xa0u (wintertijd)" in text
