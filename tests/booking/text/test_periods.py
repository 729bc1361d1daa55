"""A period in a list of the desk is said as people say it, and by its days where it can be."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from booking.scheduling.clock import CLINIC_TZ
from booking.text.formats import NO_BREAK, period_text
from tests.factories.booking import AbsenceFactory, SlotFactory
from tests.factories.hours import InternalBlockFactory


def clinic(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=CLINIC_TZ).astimezone(UTC)  # type: ignore[misc,arg-type]


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "said"),
    [
        (clinic(2026, 12, 17), clinic(2026, 12, 18), "do 17 dec 2026"),
        # The clock goes back on that Sunday, which lasts 25 hours.
        (clinic(2026, 10, 25), clinic(2026, 10, 26), "zo 25 okt 2026"),
        (clinic(2026, 12, 17), clinic(2026, 12, 19), "do 17 dec tot en met vr 18 dec 2026"),
        (clinic(2026, 12, 31), clinic(2027, 1, 2), "do 31 dec 2026 tot en met vr 1 jan 2027"),
        (clinic(2026, 12, 17, 8), clinic(2026, 12, 17, 12, 5), "do 17 dec 2026, 8.00–12.05 u"),
        (clinic(2026, 12, 17, 22), clinic(2026, 12, 18), "do 17 dec 2026, 22.00–0.00 u"),
        (
            clinic(2026, 12, 17, 12),
            clinic(2026, 12, 18, 9),
            "do 17 dec 2026, 12.00 u tot vr 18 dec 2026, 9.00 u",
        ),
    ],
)
def test_a_period_is_said_by_its_days_where_it_lasts_whole_ones(
    starts_at: datetime, ends_at: datetime, said: str
) -> None:
    assert period_text(starts_at, ends_at).replace(NO_BREAK, " ") == said


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "factory"),
    [
        ("afwezigheden", AbsenceFactory),
        ("interne_blokken", InternalBlockFactory),
        ("beschikbaarheid", SlotFactory),
    ],
)
def test_the_list_the_form_and_the_deletion_say_a_period_alike(
    desk: Client, kind: str, factory: type
) -> None:
    row = factory(starts_at=clinic(2027, 1, 14), ends_at=clinic(2027, 1, 15))

    names = [("index", ()), ("edit", (row.pk,)), ("delete", (row.pk,))]
    screens = [desk.get(reverse(f"{kind}:{name}", args=args)) for name, args in names]

    said = [screen.content.decode().replace(NO_BREAK, " ") for screen in screens]
    assert ["do 14 jan 2027" in one for one in said] == [True, True, True]
    assert ["14/01/2027 00:00" in one for one in [said[0], said[2]]] == [False, False]
