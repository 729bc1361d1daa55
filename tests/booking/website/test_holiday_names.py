"""Patients read by name on which holiday the practice is closed, and no reason of the staff."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation

from booking.models import Practitioner, Treatment
from booking.scheduling.clock import CLINIC_TZ, clinic_day
from booking.scheduling.holidays import holiday_on, legal_holidays
from booking.services.practice.closed_days import ClosedDay, closed_days
from booking.services.schedule.holidays import close_holidays
from tests.factories.booking import (
    AbsenceFactory,
    PractitionerFactory,
    SlotFactory,
    TreatmentFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def holiday() -> date:
    """The next one that patients can book a moment around."""
    today = timezone.localdate()
    return min(legal_holidays(today + timedelta(days=2), date(today.year + 1, 12, 31)))


@pytest.fixture
def treatment() -> Treatment:
    treatment: Treatment = TreatmentFactory(horizon=timedelta(weeks=52))
    return treatment


@pytest.fixture
def noor(treatment: Treatment, holiday: date) -> Practitioner:
    """Works on all days of the week of the holiday, and of three weeks after it."""
    person: Practitioner = PractitionerFactory(name="Noor Tester", treatments=[treatment])
    monday = holiday - timedelta(days=holiday.weekday())
    for day in (monday + timedelta(days=number) for number in range(28)):
        SlotFactory(
            practitioner=person,
            starts_at=datetime.combine(day, time(9), CLINIC_TZ),
            ends_at=datetime.combine(day, time(12), CLINIC_TZ),
        )
    close_holidays(today=timezone.localdate(), now=timezone.now())
    return person


def page_of(client: Client, treatment: Treatment, noor: Practitioner, day: date, start: str) -> str:
    choice = f"?behandeling={treatment.slug}&kinesitherapeut={noor.slug}&dag={day}"
    return client.get(f"{start}{choice}").content.decode()


@pytest.mark.parametrize(
    ("start", "language"), [("/afspraak/momenten/", "nl"), ("/fr/afspraak/momenten/", "fr")]
)
def test_the_days_to_choose_from_name_the_holiday(
    client: Client,
    treatment: Treatment,
    noor: Practitioner,
    holiday: date,
    start: str,
    language: str,
) -> None:

    text = page_of(client, treatment, noor, holiday - timedelta(days=1), start)

    named = holiday_on(holiday)
    assert named
    with translation.override(language):
        assert f"({named.label})".replace("'", "&#x27;") in text


def test_the_reason_of_another_closing_is_not_told(
    treatment: Treatment, noor: Practitioner, holiday: date
) -> None:
    other = holiday + timedelta(days=1 if holiday.weekday() < 6 else -1)
    whole = clinic_day(other)
    AbsenceFactory(
        practitioner=None, starts_at=whole.starts_at, ends_at=whole.ends_at, reason="Verhuis"
    )

    days = closed_days(whole, [noor])

    assert days == [ClosedDay(other, None)]


def test_days_on_which_nobody_would_work_are_not_named(noor: Practitioner, holiday: date) -> None:
    noor.slots.all().delete()

    assert closed_days(clinic_day(holiday), [noor]) == []


def test_the_plan_of_a_series_says_which_holiday_it_skips(
    client: Client, treatment: Treatment, noor: Practitioner, holiday: date
) -> None:
    wish: dict[str, Any] = {
        "behandeling": treatment.slug,
        "kinesitherapeut": noor.slug,
        "aantal": str(holiday.weekday() + 1),
        "dag": [str(day) for day in range(1, 8)],
        "van": "09:00",
        "tot": "12:00",
        "vanaf": (holiday - timedelta(days=holiday.weekday())).isoformat(),
    }
    text = client.get("/afspraak/reeks/", wish).content.decode()

    named = holiday_on(holiday)
    assert named
    assert f"gesloten ({named.label})" in text
