"""The plan of a series on the agenda: numbered, changed and dropped there, booked by a press."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from booking.models import Absence, Appointment, AppointmentSeries, Patient, Practitioner
from booking.reception.presenters.series_plan import Planned
from tests.booking.support.planned import SCREEN, fields, others, press
from tests.booking.support.weekly import Weekly, proposed, weekly
from tests.factories.booking import (
    AppointmentFactory,
    PatientFactory,
    PractitionerFactory,
    SlotFactory,
)
from tests.site.pages import soup

__all__ = ["weekly"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def mia(weekly: Weekly) -> Patient:
    patient: Patient = PatientFactory(name="Mia Voorbeeld", email="mia@patient.example")
    return patient


def drawn(page: Any) -> list[tuple[int, date, str]]:
    """Number, day and clock of each appointment of the plan that the grid shows."""
    columns = page.context["agenda"].columns
    pieces = [piece for column in columns for piece in column.pieces if isinstance(piece, Planned)]
    return [(one.number, one.starts_at.date(), one.clock) for one in pieces if one.is_chosen]


def above(page: Any) -> str:
    """The words above the grid."""
    [words] = soup(page).find_all("section", "series-lacks")
    return words


def test_each_start_is_drawn_with_its_number_on_its_day(desk: Client, weekly: Weekly) -> None:
    page = desk.get(SCREEN, weekly.wish())

    assert drawn(page) == [(1, weekly.days[0], "17.00")]
    assert "1 van 4" in page.content.decode()
    assert above(page) == "Alle 4 passen zoals gevraagd."

    second = press(desk, page, toont=str(weekly.days[1]))
    assert drawn(second) == [(2, weekly.days[1], "17.00")]


def test_the_week_of_a_therapist_shows_what_the_plan_has_in_it(
    desk: Client, weekly: Weekly
) -> None:
    first = next(day for day in weekly.days if day.isoweekday() == 2)
    page = desk.get(SCREEN, weekly.wish(vanaf=str(first)))

    week = press(desk, page, toont=f"{first}@{weekly.practitioner.pk}")

    thursday = first + timedelta(days=2)
    assert drawn(week) == [(1, first, "17.00"), (2, thursday, "17.00")]
    month = week.context["month"]
    numbers = {cell.day: cell.numbers for row in month.weeks for cell in row if cell.numbers}
    assert numbers[first] == [1]


def test_another_start_that_lights_up_takes_the_place_and_the_rest_stays(
    desk: Client, weekly: Weekly
) -> None:
    page = desk.get(SCREEN, weekly.wish())
    before = proposed(page)

    changed = press(desk, page, start=others(page)["10.00"])

    assert drawn(changed) == [(1, weekly.days[0], "10.00")]
    assert proposed(changed) == [weekly.moment(weekly.days[0], 10), *before[1:]]


def test_what_is_dropped_stays_dropped_is_named_and_comes_back_by_a_press(
    desk: Client, weekly: Weekly
) -> None:
    page = desk.get(SCREEN, weekly.wish())
    dropped = weekly.days[1]

    without = press(desk, page, zonder=str(dropped))
    later = press(desk, without, toont=str(weekly.days[2]))

    kept = [weekly.moment(weekly.days[n], 17) for n in (0, 2, 3, 4)]
    assert proposed(without) == proposed(later) == kept
    assert "die sla je over Toch inplannen" in above(later)

    again = press(desk, later, toch=str(dropped))
    assert proposed(again) == [weekly.moment(day, 17) for day in weekly.days[:4]]


def test_a_closed_day_and_a_full_one_are_named_above_the_grid(desk: Client, weekly: Weekly) -> None:
    closed, full = weekly.days[1], weekly.days[2]
    Absence.objects.create(
        practitioner=None,
        starts_at=weekly.at(closed, 0),
        ends_at=weekly.at(closed + timedelta(days=1), 0),
        reason="Teamdag",
    )
    AppointmentFactory(
        practitioner=weekly.practitioner,
        starts_at=weekly.at(full, 17),
        ends_at=weekly.at(full, 19),
    )

    page = desk.get(SCREEN, weekly.wish())

    told = above(page)
    assert "we zijn gesloten" in told
    assert "is volzet op die uren. Dit ligt het dichtst." in told
    [(_words, button)] = soup(page).find("button", "series-link")
    shown = press(desk, page, toont=button["value"])
    assert [number for number, _day, _clock in drawn(shown)] == [2]


def test_who_can_give_more_is_one_press_away_also_from_a_therapist_who_was_asked_for(
    desk: Client, weekly: Weekly
) -> None:
    noor = weekly.practitioner
    noor.treatments.add(weekly.treatment)
    bram: Practitioner = PractitionerFactory(name="Bram Ander", treatments=[weekly.treatment])
    for day in weekly.days:
        SlotFactory(practitioner=bram, starts_at=weekly.at(day, 17), ends_at=weekly.at(day, 19))
        if day.isoweekday() == 2:
            AppointmentFactory(
                practitioner=noor, starts_at=weekly.at(day, 17), ends_at=weekly.at(day, 19)
            )

    page = desk.get(SCREEN, weekly.wish())
    assert "Plan met Bram: 4 van de 4 zoals je vraagt" in above(page)
    with_bram = press(desk, page, toon=bram.slug)

    assert above(with_bram) == "Alle 4 passen zoals gevraagd."
    assert with_bram.context["plan"].givers == {bram.pk}


def test_a_known_patient_is_booked_by_one_press_of_the_plan(
    desk: Client, weekly: Weekly, mia: Patient
) -> None:
    page = desk.get(SCREEN, weekly.wish() | {"patient": str(mia.pk)})
    told = "De bevestiging vertrekt over enkele minuten naar mia@patient.example."
    assert told in page.content.decode()

    booked = press(desk, page)

    visits = AppointmentSeries.objects.get().appointments.order_by("starts_at")
    assert [visit.starts_at for visit in visits] == [weekly.at(day, 17) for day in weekly.days[:4]]
    assert {visit.patient for visit in visits} == {mia}
    assert "4 afspraken zijn geboekt, de eerste: Mia Voorbeeld" in booked.content.decode()


def test_a_day_on_which_the_patient_comes_already_is_passed_over_and_named(
    desk: Client, weekly: Weekly, mia: Patient
) -> None:
    AppointmentFactory(patient=mia, starts_at=weekly.at(weekly.days[1], 9))

    page = desk.get(SCREEN, weekly.wish() | {"patient": str(mia.pk)})

    left = [weekly.days[n] for n in (0, 2, 3, 4)]
    assert proposed(page) == [weekly.moment(day, 17) for day in left]
    assert "komt die dag al om 9.00 u" in above(page)
    assert "passen zoals gevraagd" not in above(page)

    press(desk, page)
    assert Appointment.objects.filter(series__isnull=False).count() == 4


def test_a_start_that_was_taken_meanwhile_is_named_and_the_others_stay(
    desk: Client, weekly: Weekly, mia: Patient
) -> None:
    page = desk.get(SCREEN, weekly.wish() | {"patient": str(mia.pk)})
    page = press(desk, page, start=others(page)["10.00"])
    AppointmentFactory(practitioner=weekly.practitioner, starts_at=weekly.at(weekly.days[2], 17))

    refused = press(desk, page)

    assert AppointmentSeries.objects.count() == 0
    assert "Er is nog niets geboekt" in refused.content.decode()
    assert "iemand was je net voor. Dit ligt het dichtst." in above(refused)
    assert [proposed(refused)[n] for n in (0, 1, 3)] == [
        weekly.moment(weekly.days[0], 10),
        weekly.moment(weekly.days[1], 17),
        weekly.moment(weekly.days[3], 17),
    ]

    press(desk, refused)
    assert Appointment.objects.filter(series__isnull=False).count() == 4


def test_the_patient_in_the_hand_leads_to_a_series_on_the_day_that_is_shown(
    desk: Client, weekly: Weekly, mia: Patient
) -> None:
    day = weekly.days[3]
    hand = f"?dag={day}&hand=nieuw&patient={mia.pk}"
    found = soup(desk.get(f"/beheer/agenda/{hand}")).find("a")
    [address] = [link["href"] for _words, link in found if "data-series" in link]

    page = desk.get(address)

    assert (page.context["place"].day, page.context["known"]) == (day, mia)
    [(_words, back)] = soup(page).find("a", "agenda-hand__back")
    assert desk.get(back["href"]).context["hand"].patient == mia


def test_another_day_is_shown_before_the_wish_is_complete(desk: Client, weekly: Weekly) -> None:
    asked = fields(desk.get(SCREEN)) | {"aantal": "12", "toont": str(weekly.days[0])}

    page = desk.get(SCREEN, asked)

    assert page.context["place"].day == weekly.days[0]
    assert (page.context["form"].errors, page.context["form"]["count"].value()) == ({}, "12")


@pytest.mark.parametrize(
    "button",
    [
        {"toont": "gisteren@x"},
        {"start": "onzin"},
        {"start": "2027-13-45=noor|x"},
        {"zonder": "nooit"},
        {"toch": "nooit"},
    ],
)
def test_forged_buttons_book_nothing_and_show_the_page(
    desk: Client, weekly: Weekly, button: dict[str, str]
) -> None:
    page = desk.get(SCREEN, weekly.wish())

    assert press(desk, page, **button).status_code == 200
    assert AppointmentSeries.objects.count() == 0
