"""The date of a prescription: when to start, and how kindly the pages say so."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from booking.public.forms import PrescriptionForm
from booking.scheduling.clock import CLINIC_TZ
from booking.scheduling.prescription import PRESCRIPTION_MONTHS, Prescription, last_day_to_start
from tests.booking.conftest import OpenPractice

OPENINGS = "/afspraak/momenten/"
TODAY = date(2027, 1, 11)
prescription_days = st.dates(date(2000, 1, 1), date(2199, 12, 31))


@pytest.mark.parametrize(
    ("prescribed_on", "last_day"),
    [
        (date(2026, 12, 31), date(2027, 2, 28)),
        (date(2027, 12, 31), date(2028, 2, 29)),
        (date(2027, 1, 31), date(2027, 3, 31)),
        (date(2027, 7, 31), date(2027, 9, 30)),
        (date(2026, 11, 15), date(2027, 1, 15)),
    ],
)
def test_treatment_starts_within_two_months(prescribed_on: date, last_day: date) -> None:
    assert last_day_to_start(prescribed_on) == last_day


@given(prescription_days)
def test_the_last_day_lies_that_many_months_on(prescribed_on: date) -> None:
    last_day = last_day_to_start(prescribed_on)

    months = (last_day.year - prescribed_on.year) * 12 + last_day.month - prescribed_on.month
    assert months == PRESCRIPTION_MONTHS


@given(prescription_days)
def test_the_last_day_has_the_same_number_unless_its_month_is_too_short(
    prescribed_on: date,
) -> None:
    last_day = last_day_to_start(prescribed_on)

    longest = monthrange(last_day.year, last_day.month)[1]
    assert last_day.day == min(prescribed_on.day, longest)


@given(prescription_days)
def test_a_later_prescription_never_has_to_start_earlier(prescribed_on: date) -> None:
    assert last_day_to_start(prescribed_on) <= last_day_to_start(prescribed_on + timedelta(days=1))


def test_the_first_visit_is_late_after_the_last_day_only() -> None:
    prescription = Prescription(date(2026, 12, 31))
    last_day, day_after = date(2027, 2, 28), date(2027, 3, 1)

    assert (prescription.missed_by(last_day), prescription.missed_by(day_after)) == (None, last_day)
    assert Prescription().missed_by(day_after) is None


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2026-12-01", date(2026, 12, 1)),
        ("1/12/2026", date(2026, 12, 1)),
        ("01-12-2026", date(2026, 12, 1)),
        ("2027-01-11", TODAY),
        ("", None),
    ],
)
def test_a_date_is_read_as_people_here_write_it(typed: str, read: date | None) -> None:
    assert PrescriptionForm({"voorschrift": typed}, today=TODAY).prescription == Prescription(read)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("2027-01-12", "Deze datum moet nog komen. Kijk het voorschrift nog eens na."),
        ("2028-01-11", "Deze datum moet nog komen. Kijk het voorschrift nog eens na."),
        ("9999-12-31", "Deze datum moet nog komen. Kijk het voorschrift nog eens na."),
        ("1926-12-01", "Deze datum is heel lang geleden. Kijk het voorschrift nog eens na."),
        ("0001-01-01", "Deze datum is heel lang geleden. Kijk het voorschrift nog eens na."),
        ("gisteren", "We kunnen deze datum niet lezen. Schrijf hem zo: 24/11/2026."),
        ("2026-02-30", "We kunnen deze datum niet lezen. Schrijf hem zo: 24/11/2026."),
        ("1" * 10_000, "We kunnen deze datum niet lezen. Schrijf hem zo: 24/11/2026."),
    ],
)
def test_a_date_that_cannot_be_gets_a_kind_message(typed: str, message: str) -> None:
    form = PrescriptionForm({"voorschrift": typed}, today=TODAY)

    assert form.prescription == Prescription()
    assert form.errors == {"voorschrift": [message]}


def prescribed(*, days_ago: int) -> str:
    return (timezone.localdate(timezone=CLINIC_TZ) - timedelta(days=days_ago)).isoformat()


@pytest.mark.django_db
def test_a_fresh_prescription_marks_no_day(
    client: Client, practice_with_room: OpenPractice
) -> None:
    page = client.get(OPENINGS, practice_with_room.choice(voorschrift=prescribed(days_ago=1)))

    assert [day.is_late for day in page.context["calendar"].days] == [False]
    assert "Start met dit voorschrift ten laatste op" in page.content.decode()


@pytest.mark.django_db
def test_days_after_the_last_day_to_start_are_marked_and_can_be_booked(
    client: Client, practice_with_room: OpenPractice
) -> None:
    old = {"voorschrift": prescribed(days_ago=70)}

    page = client.get(OPENINGS, practice_with_room.choice(**old))
    asked = client.post(OPENINGS, practice_with_room.press(practice_with_room.at(9), **old))
    details = client.get(asked.url)

    assert [day.is_late for day in page.context["calendar"].days] == [True]
    assert "na de uiterste startdatum van je voorschrift" in page.content.decode()
    assert "Met dit voorschrift moest je starten ten laatste op" in page.content.decode()
    assert "de uiterste startdatum van je voorschrift" in details.content.decode()


@pytest.mark.django_db
def test_a_wrong_date_stands_in_nobodys_way(
    client: Client, practice_with_room: OpenPractice
) -> None:
    page = client.get(OPENINGS, practice_with_room.choice(voorschrift="morgen"))

    assert "We kunnen deze datum niet lezen." in page.content.decode()
    assert [day.count for day in page.context["calendar"].days] == [6]


@pytest.mark.django_db
def test_nobody_is_asked_for_a_prescription_under_way(
    client: Client, practice_with_room: OpenPractice
) -> None:
    page = client.get(OPENINGS, practice_with_room.choice(klacht="running"))

    assert "Heb je een voorschrift?" not in page.content.decode()
