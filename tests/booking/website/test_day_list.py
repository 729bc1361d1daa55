"""Free time as pages show it: the days of a week, and the moments of one of them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from booking.models import Practitioner
from booking.public.presenters.calendar import Calendar, calendar, part_of_day
from booking.scheduling.openings import Opening
from booking.scheduling.parts_of_day import PartOfDay

NOOR = Practitioner(pk=1, name="Noor Tester", slug="noor")
JO = Practitioner(pk=2, name="Jo Tester", slug="jo")
MONDAY = date(2027, 1, 11)


def opening(day: date, hour: int = 9, person: Practitioner = NOOR) -> Opening:
    starts_at = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
    return Opening(starts_at, starts_at + timedelta(minutes=30), person.pk)


def shown(openings: list[Opening], asked: date | None = None) -> Calendar:
    return calendar(openings, [NOOR, JO], asked=asked, address=date.isoformat)


def day(number: int) -> date:
    """So many days after the Monday."""
    return MONDAY + timedelta(days=number)


def test_without_anything_free_there_is_no_calendar() -> None:
    assert shown([]) is None


def test_the_first_free_week_is_shown_with_its_first_day() -> None:
    page = shown([opening(day(8)), opening(day(10)), opening(day(15))])

    assert [one.date for one in page.days] == [day(8), day(10)]
    assert page.shown.date == day(8)


def test_a_day_counts_each_start_once_however_many_therapists_have_it() -> None:
    page = shown([opening(MONDAY), opening(MONDAY, person=JO), opening(MONDAY, 10)])

    assert page.shown.count == 2
    assert [len(part.moments) for part in page.parts] == [2]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (day(2), day(2)),
        (day(1), day(2)),
        (day(4), day(21)),
        (day(300), day(21)),
        (day(-300), MONDAY),
        (date.min, MONDAY),
        (date.max, day(21)),
    ],
)
def test_the_day_asked_for_is_shown_or_else_the_next_that_has_something(
    asked: date, found: date
) -> None:
    page = shown([opening(MONDAY), opening(day(2)), opening(day(21))], asked)

    assert page.shown.date == found


def test_weeks_without_anything_are_skipped_both_ways() -> None:
    openings = [opening(MONDAY), opening(day(2)), opening(day(21)), opening(day(50))]

    page = shown(openings, day(21))

    assert (page.earlier_url, page.later_url) == (MONDAY.isoformat(), day(50).isoformat())


def test_following_the_links_shows_every_free_day_once() -> None:
    free = [day(number) for number in (0, 3, 6, 7, 20, 27, 28, 55)]
    openings = [opening(one) for one in free]
    page = shown(openings)
    seen = [one.date for one in page.days]

    while page.later_url:
        page = shown(openings, date.fromisoformat(page.later_url))
        seen += [one.date for one in page.days]

    assert seen == free


@pytest.mark.parametrize(
    ("hour", "part"),
    [
        (10, PartOfDay.MORNING),
        (11, PartOfDay.AFTERNOON),
        (15, PartOfDay.AFTERNOON),
        (16, PartOfDay.EVENING),
    ],
)
def test_parts_of_the_day_go_by_the_clock_of_the_clinic(hour: int, part: PartOfDay) -> None:
    assert part_of_day(datetime(2027, 1, 11, hour, tzinfo=UTC)) == part


def test_parts_are_in_order_and_name_who_gives_the_moment() -> None:
    page = shown([opening(MONDAY, 17, JO), opening(MONDAY, 8)])

    assert [
        (part.name, [str(one.practitioner) for one in part.moments]) for part in page.parts
    ] == [
        ("Voormiddag", ["Noor Tester"]),
        ("Avond", ["Jo Tester"]),
    ]
