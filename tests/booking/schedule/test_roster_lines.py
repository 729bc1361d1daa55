"""Lines of a roster that open the same hours are refused, with their names."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from booking.errors import LinesOverlap
from booking.models import Slot, WorkingHours
from booking.scheduling.clock import CLINIC_TZ
from booking.services.schedule.roster import save_line
from tests.booking.support.previews import saved
from tests.booking.support.racing import together
from tests.booking.support.working_time import TODAY
from tests.factories.booking import NOW, PractitionerFactory, SlotFactory, WorkingHoursFactory, at

JAN_5, JAN_12, JAN_19 = date(2027, 1, 5), date(2027, 1, 12), date(2027, 1, 19)


def line(**changes: Any) -> WorkingHours:
    usual = {"weekday": 2, "opens": time(9), "closes": time(12), "valid_from": JAN_5}
    return WorkingHours(**usual | changes)


@pytest.mark.parametrize(
    ("one", "other", "first"),
    [
        ({}, {"opens": time(11), "closes": time(14)}, JAN_12),
        ({}, {"opens": time(8), "closes": time(18)}, JAN_12),
        ({}, {"opens": time(12), "closes": time(14)}, None),
        ({}, {"weekday": 3}, None),
        ({"valid_until": JAN_12}, {"valid_from": JAN_19}, None),
        ({"valid_until": JAN_19}, {"valid_from": JAN_19}, JAN_19),
        # Both every other week: in turn, or together.
        ({"every_n_weeks": 2}, {"every_n_weeks": 2, "valid_from": JAN_12}, None),
        ({"every_n_weeks": 2}, {"every_n_weeks": 2, "valid_from": JAN_19}, JAN_19),
        ({"every_n_weeks": 2}, {"every_n_weeks": 4, "valid_from": JAN_12}, None),
        ({"every_n_weeks": 2}, {"every_n_weeks": 3, "valid_from": JAN_12}, date(2027, 2, 2)),
        # They would meet on 2 February, and by then one is over.
        (
            {"every_n_weeks": 2, "valid_until": date(2027, 2, 1)},
            {"every_n_weeks": 3, "valid_from": JAN_12},
            None,
        ),
        # What met only in the past does not matter any more.
        ({"valid_until": date(2027, 1, 11)}, {"valid_from": date(2026, 1, 6)}, None),
        ({"valid_from": date(2026, 1, 6)}, {"valid_from": date(2020, 1, 7)}, JAN_12),
        ({"valid_from": date(9999, 12, 28)}, {"valid_from": date(9999, 12, 20)}, None),
    ],
)
def test_lines_clash_on_the_first_day_on_which_both_open_the_same_hours(
    one: dict[str, Any], other: dict[str, Any], first: date | None
) -> None:
    clashes = [
        line(**one).first_clash(line(**other), since=TODAY),
        line(**other).first_clash(line(**one), since=TODAY),
    ]

    assert clashes == [first, first]


lines = st.builds(
    line,
    weekday=st.integers(2, 3),
    opens=st.sampled_from([time(8), time(9), time(12)]),
    closes=st.sampled_from([time(13), time(14)]),
    valid_from=st.dates(date(2026, 1, 1), date(2027, 6, 1)),
    valid_until=st.none() | st.dates(date(2027, 6, 1), date(2027, 12, 1)),
    every_n_weeks=st.integers(1, 8),
)


@given(lines, lines)
def test_lines_clash_exactly_when_their_hours_meet(one: WorkingHours, other: WorkingHours) -> None:
    last = TODAY + timedelta(weeks=110)
    others = list(other.spans(TODAY, last))
    meetings = [a for a in one.spans(TODAY, last) if any(a.overlap(b) for b in others)]
    first = meetings[0].starts_at.astimezone(CLINIC_TZ).date() if meetings else None

    assert one.first_clash(other, since=TODAY) == first


@pytest.mark.django_db
def test_all_lines_in_the_way_are_named_and_nothing_is_saved() -> None:
    person = PractitionerFactory()
    for opens, closes in ((9, 12), (13, 17)):
        WorkingHoursFactory(practitioner=person, opens=time(opens), closes=time(closes))
    WorkingHoursFactory()  # of somebody else

    new = WorkingHours(
        practitioner=person, weekday=2, opens=time(11), closes=time(14), valid_from=JAN_12
    )
    with pytest.raises(LinesOverlap) as refused:
        save_line(new, today=TODAY, now=NOW)

    assert all(
        hours in str(refused.value) for hours in ("11.00–14.00", "9.00–12.00", "13.00–17.00")
    )
    assert WorkingHours.objects.filter(practitioner=person).count() == 2
    assert not Slot.objects.exists()


@pytest.mark.django_db
def test_a_line_does_not_stand_in_its_own_way() -> None:
    kept = WorkingHoursFactory(valid_from=TODAY)
    save_line(kept, today=TODAY, now=NOW)
    kept.closes = time(13)

    outcome = save_line(kept, today=TODAY, now=NOW)

    assert outcome.left_out == []
    assert kept.slots.order_by("starts_at")[0].ends_at == at(12)


@pytest.mark.django_db
def test_what_a_slot_by_hand_keeps_from_opening_is_told() -> None:
    person = PractitionerFactory()
    by_hand = SlotFactory(practitioner=person, starts_at=at(10), ends_at=at(13))

    outcome = save_line(
        WorkingHoursFactory.build(practitioner=person, valid_from=TODAY), today=TODAY, now=NOW
    )

    assert outcome.left_out == [(at(8), at(11))]
    assert list(person.slots.filter(starts_at__date=JAN_12)) == [by_hand]


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_of_two_desks_that_add_the_same_line_at_once_one_is_refused() -> None:
    person = PractitionerFactory()

    def add() -> None:
        new = WorkingHoursFactory.build(practitioner=person, valid_from=TODAY)
        save_line(new, today=TODAY, now=NOW)

    outcomes = together(add, add)

    assert sorted(type(one).__name__ for one in outcomes) == ["LinesOverlap", "NoneType"]
    assert WorkingHours.objects.count() == 1


def typed(person: Any, **changes: str) -> dict[str, Any]:
    return {
        "practitioner": person.pk,
        "weekday": "2",
        "opens": "11:00",
        "closes": "14:00",
        "valid_from": f"{timezone.localdate():%d/%m/%Y}",
        "every_n_weeks": "1",
    } | changes


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["new/", "edit/{pk}/"])
def test_the_screen_says_which_lines_overlap_and_keeps_what_was_typed(
    desk: Client, path: str
) -> None:
    there = WorkingHoursFactory(valid_from=date(2026, 1, 6))
    own = WorkingHoursFactory(
        practitioner=there.practitioner, opens=time(15), closes=time(16), valid_from=JAN_5
    )

    page = desk.post(f"/beheer/werkroosters/{path.format(pk=own.pk)}", typed(there.practitioner))

    text = page.content.decode()
    assert page.status_code == 200
    assert all(
        words in text for words in ("dinsdag 11.00–14.00", "dinsdag 9.00–12.00", 'value="14:00"')
    )
    own.refresh_from_db()
    assert own.opens == time(15)


@pytest.mark.django_db
def test_the_screen_says_which_stretches_stay_closed(desk: Client) -> None:
    person = PractitionerFactory()
    day = timezone.localdate() + timedelta(days=8)
    SlotFactory(
        practitioner=person,
        starts_at=datetime.combine(day, time(10), CLINIC_TZ),
        ends_at=datetime.combine(day, time(12), CLINIC_TZ),
    )

    page = saved(desk, "/beheer/werkroosters/new/", typed(person, weekday=str(day.isoweekday())))

    [message] = page.context["messages"]
    assert f"{day.year}, 11.00–14.00" in str(message)
