"""The rows of what needs the desk, and a therapist about whom there are none."""

from datetime import datetime, timedelta

from booking.models import Practitioner
from booking.reception.presenters.attention.kinds import attention_of, count_needs
from kinesite.models import Heartbeat
from tests.factories.booking import NOW, PractitionerFactory, SlotFactory, TreatmentFactory, at


def listed(now: datetime = NOW, *, ran: datetime | None = None) -> list[str]:
    """The rows in their order, after a check that as many are counted; planned tasks `ran` now."""
    Heartbeat.beat(now=ran or now)
    found = attention_of(now=now)
    rows = [row.need.what for _group, rows in found.groups for row in rows]
    assert count_needs(now=now) == found.count == len(rows)
    return rows


def fully_opened() -> Practitioner:
    """A therapist who gives a treatment and whose hours reach further than patients can book."""
    person: Practitioner = PractitionerFactory(treatments=[TreatmentFactory()])
    for week in range(12):
        SlotFactory(
            practitioner=person,
            starts_at=at(8) + timedelta(weeks=week),
            ends_at=at(11) + timedelta(weeks=week),
        )
    return person
