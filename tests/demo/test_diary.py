"""The diary of the demo practice, made at chosen moments."""

from datetime import date, datetime

import pytest

from booking.choices import AppointmentStatus
from booking.models import Absence, Appointment
from booking.scheduling.clock import CLINIC_TZ
from booking.scheduling.holidays import legal_holidays
from kinesite.demo import diary, people

pytestmark = pytest.mark.django_db


def make_diary(now: datetime) -> None:
    today = now.date()
    people.make_treatments()
    people.make_therapists(roster_from=diary.first_day(today))
    diary.make_closing_days(today=today)
    diary.make_slots(today=today)
    diary.make_patients(now=now)
    diary.make_appointments(now=now)


@pytest.mark.parametrize(
    "now",
    [
        datetime(2027, 3, 25, 10, 20, tzinfo=CLINIC_TZ),  # before the clocks go forward
        datetime(2027, 10, 28, 10, 20, tzinfo=CLINIC_TZ),  # before they go back
        datetime(2027, 1, 2, 23, 50, tzinfo=CLINIC_TZ),  # a Saturday night
    ],
    ids=["spring", "autumn", "weekend"],
)
def test_visits_keep_to_the_hours_on_the_clock_of_the_clinic(now):
    make_diary(now)

    starts = [one.starts_at.astimezone(CLINIC_TZ) for one in Appointment.objects.all()]
    ends = [one.ends_at.astimezone(CLINIC_TZ) for one in Appointment.objects.all()]
    assert min(start.time() for start in starts).hour == 8
    assert max(end.time() for end in ends).hour <= 20
    assert {start.minute % 15 for start in starts} == {0}


def test_who_is_being_treated_now_has_arrived():
    now = datetime(2027, 3, 25, 14, 10, tzinfo=CLINIC_TZ)
    make_diary(now)

    going_on = Appointment.objects.filter(starts_at__lte=now, ends_at__gt=now)
    expected = going_on.exclude(status=AppointmentStatus.CANCELLED)

    assert set(expected.values_list("status", flat=True)) == {AppointmentStatus.ARRIVED}


def test_the_same_moment_gives_the_same_diary():
    now = datetime(2027, 3, 25, 10, 20, tzinfo=CLINIC_TZ)
    make_diary(now)
    facts = ("practitioner__slug", "patient__name", "treatment__slug", "starts_at", "status")
    first = list(Appointment.objects.values_list(*facts))
    Appointment.objects.all().delete()

    diary.make_appointments(now=now)

    assert list(Appointment.objects.values_list(*facts)) == first


def test_the_practice_closes_on_legal_holidays_and_two_weeks_in_august():
    people.make_therapists(roster_from=date(2027, 3, 1))

    diary.make_closing_days(today=date(2027, 3, 25))

    closed = {
        one.starts_at.astimezone(CLINIC_TZ).date(): one.reason
        for one in Absence.objects.filter(practitioner=None)
    }
    holidays = legal_holidays(date(2027, 3, 1), date(2028, 12, 31))
    assert closed == dict.fromkeys(holidays, "") | {date(2027, 8, 2): "Zomersluiting"}
