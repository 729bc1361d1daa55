"""One press on the plan of a series changes one appointment: the others stay as they are shown."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from booking.models import Practitioner
from tests.booking.support.planned import SCREEN, others, press
from tests.booking.support.weekly import Weekly, proposed, weekly
from tests.factories.booking import AppointmentFactory, PractitionerFactory, SlotFactory

__all__ = ["weekly"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def bram(weekly: Weekly) -> Practitioner:
    """Therapist who works on every Tuesday and Friday, and is full on the first one."""
    weekly.practitioner.treatments.add(weekly.treatment)
    bram: Practitioner = PractitionerFactory(name="Bram Ander", treatments=[weekly.treatment])
    tuesdays = [day for day in weekly.days if day.isoweekday() == 2]
    for day in [*tuesdays, *(day + timedelta(days=3) for day in tuesdays)]:
        SlotFactory(practitioner=bram, starts_at=weekly.at(day, 17), ends_at=weekly.at(day, 19))
    AppointmentFactory(
        practitioner=bram,
        starts_at=weekly.at(tuesdays[0], 17),
        ends_at=weekly.at(tuesdays[0], 19),
    )
    return bram


def shown(page: Any) -> dict[str, str]:
    """The start and therapist of each appointment of the plan, by its name in the form."""
    names = [one.name for one in page.context["proposals"]]
    return dict(zip(names, proposed(page), strict=True))


@pytest.mark.parametrize("therapist", ["", "noor", "wisselend"])
def test_whoever_is_wished_each_press_changes_one_appointment_alone(
    desk: Client, weekly: Weekly, bram: Practitioner, therapist: str
) -> None:
    tuesday = next(day for day in weekly.days if day.isoweekday() == 2)
    wished = weekly.practitioner.slug if therapist == "noor" else therapist
    wish = weekly.wish(kinesitherapeut=wished, dag=["2", "5"], vanaf=str(tuesday))
    page = desk.get(SCREEN, wish)
    before = shown(page)
    first, second, *_rest = before

    start = next(iter(others(page).values()))
    changed = press(desk, page, start=start)
    assert shown(changed) == before | {first: start.partition("=")[2]}

    listed = page.context["proposals"][1].options
    chosen = next(option.value for option in listed if not option.is_proposed)
    in_list = press(desk, page, **{second: chosen, "toon": "ja"})
    assert shown(in_list) == before | {second: chosen}

    week = press(desk, in_list, toont=f"{weekly.days[4]}@{bram.pk}")
    assert shown(week) == shown(in_list)

    dropped = press(desk, week, zonder=second.removeprefix("keuze-"))
    kept = {name: value for name, value in shown(week).items() if name != second}
    assert {name: shown(dropped).get(name) for name in kept} == kept
    assert second not in shown(dropped)

    again = press(desk, dropped, toch=second.removeprefix("keuze-"))
    assert {name: shown(again).get(name) for name in kept} == kept
    assert second in shown(again)
