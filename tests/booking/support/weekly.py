"""A practice with room on every Tuesday and Thursday, and what the planner of a series sends."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.utils import timezone

from booking.models import Practitioner, Treatment
from booking.scheduling.clock import CLINIC_TZ
from tests.factories.booking import PractitionerFactory, SlotFactory, TreatmentFactory


@dataclass
class Weekly:
    """A therapist who works from 9 to 19 on the clinic's clock on every Tuesday and Thursday."""

    treatment: Treatment
    practitioner: Practitioner
    days: list[date]

    def at(self, day: date, hour: int, minute: int = 0) -> datetime:
        return datetime.combine(day, time(hour, minute), CLINIC_TZ)

    def moment(self, day: date, hour: int, minute: int = 0) -> str:
        """What a list posts."""
        start = self.at(day, hour, minute).astimezone(timezone.get_fixed_timezone(0))
        return f"{self.practitioner.slug}|{start.isoformat()}"

    def wish(self, **changes: Any) -> dict[str, Any]:
        """What the page of the wish sends."""
        return {
            "behandeling": self.treatment.slug,
            "kinesitherapeut": self.practitioner.slug,
            "aantal": "4",
            "dag": ["2", "4"],
            "van": "17:00",
            "tot": "19:00",
            "vanaf": self.days[0].isoformat(),
        } | changes

    def address(self, **changes: Any) -> str:
        return f"/afspraak/reeks/?{urlencode(self.wish(**changes), doseq=True)}"

    def choose(self, *moments: tuple[date, int | None], **changes: Any) -> dict[str, Any]:
        """What the page of the plan sends: an hour for each wished day, or none."""
        chosen = {
            f"keuze-{day}": "" if hour is None else self.moment(day, hour) for day, hour in moments
        }
        return self.wish(**changes) | chosen


@pytest.fixture
def weekly(db: None) -> Weekly:
    treatment = TreatmentFactory(name="Oefentherapie")
    practitioner = PractitionerFactory(name="Noor Tester")
    today = timezone.localdate(timezone=CLINIC_TZ)
    ahead = [today + timedelta(days=n) for n in range(3, 45)]
    days = [day for day in ahead if day.isoweekday() in (2, 4)]
    for day in days:
        SlotFactory(
            practitioner=practitioner,
            starts_at=datetime.combine(day, time(9), CLINIC_TZ),
            ends_at=datetime.combine(day, time(19), CLINIC_TZ),
        )
    return Weekly(treatment, practitioner, days)


def hold_on(client: Client, weekly: Weekly) -> str:
    """Keep the first two days at six; the address of the page for the details."""
    first, second = weekly.days[:2]
    kept = client.post("/afspraak/reeks/", weekly.choose((first, 18), (second, 18)))
    return str(kept.url)


def proposed(page: Any) -> list[str]:
    """What the lists of the plan show."""
    return [
        option.value
        for proposal in page.context["proposals"]
        for option in proposal.options
        if option.is_proposed
    ]
