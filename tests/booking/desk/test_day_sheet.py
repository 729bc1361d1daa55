"""The day sheet: the day of each therapist on paper."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from booking.models import Appointment
from booking.services.practice.day_sheets import DaySheets, day_sheets
from tests.factories.booking import (
    DAY,
    NOW,
    AbsenceFactory,
    AppointmentFactory,
    PatientFactory,
    PractitionerFactory,
    SeriesFactory,
    SlotFactory,
    WaitlistOfferFactory,
    at,
)
from tests.factories.users import UserFactory
from tests.site.pages import soup

pytestmark = pytest.mark.django_db
SHEET = "/beheer/agenda/dagblad/"


def lines(page: Any) -> list[str]:
    return soup(page).find_all("tr", "sheet__line")


def names(sheets: DaySheets) -> list[str]:
    return [sheet.practitioner.name for sheet in sheets.sheets]


def test_a_line_has_the_hours_the_patient_the_treatment_and_the_phone(desk: Client) -> None:
    patient = PatientFactory(name="Anna Peeters", contact_name="Els Peeters")
    AppointmentFactory(starts_at=at(8), patient=patient, treatment__name="Vervolg")
    AppointmentFactory(starts_at=at(9), patient__name="Bo", patient__phone="")

    first, second = lines(desk.get(SHEET, {"dag": DAY.isoformat()}))

    assert first == "9.00 u – 9.30 u Anna Peeters Els Peeters Vervolg eerste 0470 12 34 56"
    # Whoever has no phone is reached by mail.
    assert second.endswith("@patient.example")


def test_the_notes_of_the_visit_and_of_the_patient_stand_on_the_sheet(desk: Client) -> None:
    patient = PatientFactory(name="Anna Peeters", note="belt aan")
    AppointmentFactory(patient=patient, note="brengt voorschrift mee")

    [line] = lines(desk.get(SHEET, {"dag": DAY.isoformat()}))

    assert line.endswith("brengt voorschrift mee belt aan")


def test_the_turn_counts_the_visits_of_a_series_that_stand() -> None:
    series = SeriesFactory()
    person = PractitionerFactory()
    for days in (-14, -7, 0, 7):
        AppointmentFactory(
            practitioner=person,
            series=series,
            patient=series.patient,
            starts_at=at(8, day=DAY + timedelta(days=days)),
            cancelled=days == -7,
        )

    [sheet] = day_sheets(DAY, now=NOW).sheets

    [visit] = [line.visit for line in sheet.lines if line.visit]
    assert (visit.turn, visit.turns, visit.is_first) == (2, 3, False)


def test_whoever_missed_every_visit_before_comes_for_the_first_time() -> None:
    patient = PatientFactory()
    earlier = AppointmentFactory(patient=patient, starts_at=at(8, day=DAY - timedelta(days=7)))
    AppointmentFactory(patient=patient, practitioner=earlier.practitioner)

    def is_first() -> bool:
        [sheet] = day_sheets(DAY, now=NOW).sheets
        return next(line.visit.is_first for line in sheet.lines if line.visit)

    assert is_first() is False
    earlier.status = "noshow"
    earlier.save()
    assert is_first() is True


def test_free_time_stands_between_the_visits_and_time_away_in_place_of_it(desk: Client) -> None:
    person = SlotFactory().practitioner
    AppointmentFactory(practitioner=person, starts_at=at(8, 30))
    AbsenceFactory(practitioner=person, starts_at=at(10), ends_at=at(11), reason="dokter")

    found = lines(desk.get(SHEET, {"dag": DAY.isoformat()}))

    assert [line for line in found if "Mia" not in line] == [
        "9.00 u – 9.30 u vrij, 30 minuten",
        "10.00 u – 11.00 u vrij, 60 minuten",
        # Without the reason: the sheet may lie on a table.
        "11.00 u – 12.00 u Afwezig",
    ]


def test_free_time_that_is_over_is_left_out() -> None:
    SlotFactory(ends_at=at(9))

    assert names(day_sheets(DAY, now=at(8, 59))) != []
    assert day_sheets(DAY, now=at(9)).sheets == []


def test_a_visit_during_an_absence_says_to_call(desk: Client) -> None:
    visit = AppointmentFactory()
    AbsenceFactory(practitioner=visit.practitioner, starts_at=at(0, day=DAY - timedelta(days=1)))

    [_away, expected] = lines(desk.get(SHEET, {"dag": DAY.isoformat()}))
    assert "Kinesitherapeut afwezig: bel" in expected


def test_holds_and_offers_stand_on_the_sheet_and_cancelled_visits_do_not() -> None:
    offer = WaitlistOfferFactory()
    AppointmentFactory(practitioner=offer.practitioner, starts_at=at(10), cancelled=True)

    [sheet] = day_sheets(DAY, now=NOW).sheets

    assert [line.visit for line in sheet.lines] == [offer.hold]


def test_a_hold_says_until_when_and_an_offer_for_whom(desk: Client) -> None:
    WaitlistOfferFactory(entry__patient__name="Anna Peeters", expires_at=at(22))
    AppointmentFactory(held=True, held_until=at(22), starts_at=at(10))
    Appointment.objects.update(created_at=at(21))

    shown = lines(desk.get(SHEET, {"dag": DAY.isoformat()}))

    assert shown == [
        "9.00 u – 9.30 u Aangeboden aan Anna Peeters tot 23.00 u",
        "11.00 u – 11.30 u Vastgehouden tot 23.00 u",
    ]


def test_an_offer_that_ends_on_another_day_names_that_day(desk: Client) -> None:
    end = at(8) + timedelta(days=1)
    WaitlistOfferFactory(entry__patient__name="Anna Peeters", expires_at=end)

    [shown] = lines(desk.get(SHEET, {"dag": DAY.isoformat()}))

    assert shown.endswith("Aangeboden aan Anna Peeters tot wo 13 jan, 9.00 u")


def test_the_sheet_of_one_therapist_has_nobody_elses_patients(desk: Client) -> None:
    AppointmentFactory(patient__name="Van Noor", practitioner__slug="noor")
    AppointmentFactory(patient__name="Van Tibo", practitioner__slug="tibo")

    one = desk.get(SHEET, {"dag": DAY.isoformat(), "kin": "noor"}).content.decode()
    everybody = desk.get(SHEET, {"dag": DAY.isoformat(), "kin": "niemand"}).content.decode()

    assert ("Van Noor" in one, "Van Tibo" in one) == (True, False)
    assert "Van Noor" in everybody
    assert "Van Tibo" in everybody


def test_a_therapist_without_work_has_a_sheet_only_when_asked_for(desk: Client) -> None:
    PractitionerFactory(slug="noor")

    assert soup(desk.get(SHEET)).find_all("section", "sheet") == []
    assert "Niets op deze dag." in desk.get(SHEET, {"kin": "noor"}).content.decode()


def test_the_sheet_says_who_made_it_and_when(client: Client) -> None:
    AppointmentFactory()
    client.force_login(UserFactory(groups=["Receptie"], first_name="Ann", last_name="Balie"))

    page = client.get(SHEET, {"dag": DAY.isoformat()})

    [foot] = soup(page).find_all("div", "sheet__foot")
    assert "door Ann Balie. Daarna kan er iets veranderd zijn." in foot


@pytest.mark.parametrize("nonsense", ["", "morgen", "9999-12-31"])
def test_a_day_that_is_none_shows_today(desk: Client, nonsense: str) -> None:
    page = desk.get(SHEET, {"dag": nonsense})

    assert page.context["sheets"].day == page.context["today"]


@pytest.mark.parametrize("count", [1, 5])
def test_the_sheets_take_the_same_queries_for_any_number_of_visits(
    desk: Client, count: int, django_assert_num_queries: Any
) -> None:
    for _ in range(count):
        slot = SlotFactory()
        series = SeriesFactory()
        AppointmentFactory(practitioner=slot.practitioner, series=series, patient=series.patient)
    desk.get(SHEET)

    with django_assert_num_queries(12):
        page = desk.get(SHEET, {"dag": DAY.isoformat()})

    assert len(page.context["sheets"].sheets) == count
