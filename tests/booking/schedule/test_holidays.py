"""Legal holidays are closed without anybody doing anything, until the practice unticks them."""

from datetime import date, timedelta
from uuid import uuid4

import holidays as calendars
import pytest
from django.utils import timezone, translation

from booking.errors import NotThere
from booking.models import Absence, FreedTime, Holiday, HoursChange
from booking.reception.presenters.agenda import agenda_of
from booking.scheduling.clock import clinic_day
from booking.scheduling.holidays import LegalHoliday, holiday_on, legal_holidays
from booking.services.schedule.absences import delete_absence, save_absence
from booking.services.schedule.holidays import (
    close_holiday,
    close_holidays,
    open_holiday,
    states_of_holidays,
)
from booking.services.schedule.roster import save_line
from booking.services.visits.hold import hold
from booking.tasks import close_holidays as run_task
from tests.booking.support.closings import closed_days
from tests.booking.support.racing import together
from tests.booking.support.working_time import TODAY
from tests.factories.booking import (
    NOW,
    AbsenceFactory,
    AppointmentFactory,
    PractitionerFactory,
    SlotFactory,
    TreatmentFactory,
    WorkingHoursFactory,
    at,
)

EASTER_MONDAY = date(2027, 3, 29)


def test_every_year_has_the_ten_days_of_the_law_and_each_name_is_known() -> None:
    for year in range(2024, 2100):
        days = legal_holidays(date(year, 1, 1), date(year, 12, 31))
        assert sorted(days.values()) == sorted(LegalHoliday)
        sundays = set(calendars.country_holidays("BE", years=year)) - set(days)
        assert {day.isoweekday() for day in sundays} == {7}


@pytest.mark.parametrize(
    ("language", "name"),
    [("nl", "Paasmaandag"), ("fr", "Lundi de Pâques"), ("en", "Easter Monday")],
)
def test_a_holiday_has_a_name_in_each_language(language: str, name: str) -> None:
    named = holiday_on(EASTER_MONDAY)

    with translation.override(language):
        assert named
        assert named.label == name
        labels = {str(one.label) for one in LegalHoliday}
    assert len(labels) == 10


@pytest.mark.django_db
def test_the_holidays_of_this_year_and_next_are_closed_once() -> None:
    for _run in range(2):
        close_holidays(today=TODAY, now=NOW)

    days = list(legal_holidays(TODAY, date(2028, 12, 31)))
    assert len(days) == 19
    assert closed_days() == days


@pytest.mark.django_db
def test_next_years_days_follow_by_themselves() -> None:
    close_holidays(today=TODAY, now=NOW)

    later = close_holidays(today=date(2028, 1, 1), now=NOW + timedelta(days=355))

    assert later == 10


@pytest.mark.django_db
@pytest.mark.parametrize("how", ["unticked", "deleted in the list"])
def test_a_day_on_which_the_practice_works_is_not_closed_again(how: str) -> None:
    SlotFactory(starts_at=at(8, day=EASTER_MONDAY), ends_at=at(11, day=EASTER_MONDAY))
    close_holidays(today=TODAY, now=NOW)
    if how == "unticked":
        open_holiday(EASTER_MONDAY, now=NOW)
    else:
        delete_absence(Holiday.objects.get(day=EASTER_MONDAY).absence, now=NOW)  # type: ignore[arg-type]

    close_holidays(today=TODAY, now=NOW)

    assert EASTER_MONDAY not in closed_days()
    # Whoever waits is offered that day.
    assert FreedTime.objects.get().starts_at == at(8, day=EASTER_MONDAY)


@pytest.mark.django_db
def test_ticked_again_it_is_closed_again() -> None:
    close_holidays(today=TODAY, now=NOW)
    open_holiday(EASTER_MONDAY, now=NOW)

    for _press in range(2):
        close_holiday(EASTER_MONDAY, now=NOW)

    assert closed_days().count(EASTER_MONDAY) == 1


@pytest.mark.django_db
def test_a_longer_closing_is_not_doubled_and_not_opened_by_a_tick() -> None:
    week = AbsenceFactory(
        practitioner=None,
        starts_at=clinic_day(EASTER_MONDAY).starts_at,
        ends_at=clinic_day(EASTER_MONDAY + timedelta(days=6)).ends_at,
    )
    close_holidays(today=TODAY, now=NOW)

    open_holiday(EASTER_MONDAY, now=NOW)

    states = {one.day: one for one in states_of_holidays([2027], now=NOW)}
    assert closed_days().count(EASTER_MONDAY) == 1
    assert (states[EASTER_MONDAY].is_closed, states[EASTER_MONDAY].part_of) == (True, week)


@pytest.mark.django_db
def test_a_holiday_that_staff_made_longer_is_not_opened_by_a_tick() -> None:
    close_holidays(today=TODAY, now=NOW)
    closing = Holiday.objects.get(day=EASTER_MONDAY).absence
    assert closing
    closing.ends_at += timedelta(days=4)
    save_absence(closing, now=NOW)

    open_holiday(EASTER_MONDAY, now=NOW)

    assert Absence.objects.filter(pk=closing.pk).exists()


@pytest.mark.django_db
def test_an_appointment_on_a_holiday_stays_and_is_listed() -> None:
    treatment = TreatmentFactory()
    person = PractitionerFactory()
    start = at(8, day=EASTER_MONDAY)
    SlotFactory(practitioner=person, starts_at=start, ends_at=at(11, day=EASTER_MONDAY))
    visit = AppointmentFactory(practitioner=person, treatment=treatment, starts_at=start)
    held = AppointmentFactory(
        practitioner=person, treatment=treatment, starts_at=at(9, day=EASTER_MONDAY), held=True
    )

    close_holidays(today=TODAY, now=NOW)

    visit.refresh_from_db()
    held.refresh_from_db()
    assert (visit.is_expected, held.is_cancelled) == (True, True)
    change = HoursChange.objects.get()
    assert list(change.visits.all()) == [visit]
    assert "Paasmaandag" in change.about


@pytest.mark.django_db
def test_the_first_roster_line_opens_no_holiday() -> None:
    treatment = TreatmentFactory()
    person = PractitionerFactory(treatments=[treatment])
    line = WorkingHoursFactory.build(practitioner=person, weekday=1, valid_from=TODAY)

    save_line(line, today=TODAY, now=NOW)

    assert person.slots.filter(starts_at__date=EASTER_MONDAY).exists()
    with pytest.raises(NotThere):
        hold(
            treatment=treatment,
            practitioner=person,
            starts_at=at(8, day=EASTER_MONDAY),
            key=uuid4(),
            now=NOW + timedelta(weeks=5),
        )


@pytest.mark.django_db
def test_the_worker_closes_them() -> None:
    run_task()

    today = timezone.localdate()
    assert set(closed_days()) == set(legal_holidays(today, date(today.year + 1, 12, 31)))


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_two_workers_at_once_close_each_day_once() -> None:
    PractitionerFactory()

    def run() -> int:
        return close_holidays(today=TODAY, now=NOW)

    together(run, run)

    assert len(closed_days()) == len(set(closed_days())) == 19


@pytest.mark.django_db
def test_the_agenda_names_the_day() -> None:
    close_holidays(today=TODAY, now=NOW)
    SlotFactory()

    agenda = agenda_of(EASTER_MONDAY, now=NOW)

    assert (agenda.holiday, len(agenda.closings)) == (LegalHoliday.EASTER_MONDAY, 1)
