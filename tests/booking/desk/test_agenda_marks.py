"""A visit in the agenda tells its state, its turn and what is wrong, and not by colour alone."""

from datetime import datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from booking.choices import AppointmentStatus, CancelledBy
from booking.models import Treatment
from booking.models.treatment import TreatmentGroup
from booking.reception.presenters.agenda import agenda_of
from booking.reception.presenters.grid import Free, Visit
from tests.factories.booking import (
    DAY,
    NOW,
    AbsenceFactory,
    AppointmentFactory,
    NotificationFactory,
    PatientFactory,
    PractitionerFactory,
    SeriesFactory,
    SlotFactory,
    TreatmentFactory,
    WaitlistOfferFactory,
    at,
)

pytestmark = pytest.mark.django_db
TURNAROUND = timedelta(minutes=10)


def pieces(now: datetime = NOW) -> list[Visit | Free]:
    return [piece for column in agenda_of(DAY, now=now).columns for piece in column.pieces]


def visits(now: datetime = NOW) -> list[Visit]:
    return [piece for piece in pieces(now) if isinstance(piece, Visit)]


def words(desk: Client) -> list[str]:
    """What is read of each visit, its button included."""
    page = BeautifulSoup(desk.get("/beheer/agenda/", {"dag": str(DAY)}).content, "html.parser")
    items = page.select("li.agenda-visit")
    return [" ".join(item.get_text(" ").replace("\xa0", " ").split()) for item in items]


@pytest.mark.parametrize(
    ("given", "now", "look"),
    [
        ({"held": True}, NOW, "held"),
        ({}, NOW, "booked"),
        ({}, at(8, 29), "booked"),
        ({}, at(8, 30), "over"),
        ({"status": AppointmentStatus.ARRIVED}, at(8, 10), "arrived"),
        ({"status": AppointmentStatus.ARRIVED}, at(8, 30), "over"),
        ({"status": AppointmentStatus.FULFILLED}, at(8, 10), "over"),
        ({"status": AppointmentStatus.NOSHOW}, at(9), "noshow"),
    ],
)
def test_each_state_has_its_look(given: dict[str, object], now: datetime, look: str) -> None:
    AppointmentFactory(**{"held_until": at(22)} | given if "held" in given else given)

    assert [visit.look for visit in visits(now)] == [look]


def test_a_moment_on_offer_looks_otherwise_than_one_that_is_held() -> None:
    offer = WaitlistOfferFactory()

    shown = {visit.appointment: visit.look for visit in visits(offer.offered_at)}

    assert shown == {offer.hold: "offered"}


def test_who_cancelled_too_late_is_a_ghost_over_time_that_is_free() -> None:
    visit = AppointmentFactory(
        cancelled=True, cancelled_by=CancelledBy.ASKED, change_until=NOW - timedelta(hours=1)
    )
    SlotFactory(practitioner=visit.practitioner, ends_at=at(8, 30))
    visit.practitioner.treatments.add(visit.treatment)

    shown = pieces()

    assert [(type(one), one.block) for one in shown] == [(Visit, (60, 30)), (Free, (60, 30))]
    assert [one.look for one in visits()] == ["ghost"]


def test_who_cancelled_in_time_leaves_no_trace_in_the_grid() -> None:
    AppointmentFactory(cancelled=True, cancelled_by=CancelledBy.PATIENT)

    assert pieces() == []


def test_the_time_after_a_treatment_is_a_tail_under_the_visit() -> None:
    AppointmentFactory(turnaround=TURNAROUND)

    assert [visit.tail for visit in visits()] == [(90, 10)]


def test_a_visit_of_a_series_says_which_it_is_of_those_that_stand() -> None:
    series = SeriesFactory()
    given = {"series": series, "patient": series.patient}
    for days in (-14, 7, 14):
        AppointmentFactory(starts_at=at(8) + timedelta(days=days), **given)
    AppointmentFactory(starts_at=at(8) - timedelta(days=7), cancelled=True, **given)
    AppointmentFactory(**given)

    [shown] = [visit.appointment for visit in visits()]
    assert (shown.turn, shown.turns) == (2, 4)


def test_a_first_visit_is_marked_until_the_patient_came_before(desk: Client) -> None:
    patient = PatientFactory(name="Mia Voorbeeld")
    visit = AppointmentFactory(patient=patient, treatment__name="Rug")
    before = {"patient": patient, "starts_at": at(8) - timedelta(days=7)}
    AppointmentFactory(cancelled=True, **before)

    assert words(desk) == ["Mia Voorbeeld 1e afspraak 9.00 · Rug , tot 9.30 u, Rug, Geboekt"]

    AppointmentFactory(practitioner=visit.practitioner, **before)
    assert words(desk) == ["Mia Voorbeeld 9.00 · Rug , tot 9.30 u, Rug, Geboekt"]


def test_what_is_wrong_is_said_in_words(desk: Client) -> None:
    absence = AbsenceFactory()
    visit = AppointmentFactory(practitioner=absence.practitioner)
    NotificationFactory(appointment=visit, status="failed")

    [told] = words(desk)

    assert "bel : de kinesitherapeut is afwezig" in told
    assert "Bericht mislukt" in told


def test_the_button_is_in_sight_when_somebody_should_arrive_about_now() -> None:
    AppointmentFactory()

    due = {now: visits(now)[0].is_due for now in (at(7, 29), at(7, 30), at(8, 29), at(8, 30))}

    assert list(due.values()) == [False, True, True, False]


def test_a_column_without_work_is_narrow_unless_nobody_works() -> None:
    busy, free = PractitionerFactory(name="An"), PractitionerFactory(name="Bo")
    away = SlotFactory(practitioner__name="Cis").practitioner
    AbsenceFactory(practitioner=away, starts_at=at(0), ends_at=at(22))
    assert not any(column.is_slim for column in agenda_of(DAY, now=NOW).columns)

    SlotFactory(practitioner=busy)

    slim = [column.practitioner for column in agenda_of(DAY, now=NOW).columns if column.is_slim]
    assert slim == [free, away]


@pytest.mark.parametrize(
    ("name", "short_name", "shown"),
    [
        ("Lymfedrainage", "", "Lymfedrainage"),
        ("Manuele therapie rug", "", "Manuele"),
        ("Vervolgbehandeling", "", "Vervolgbehand…"),
        ("Vervolgbehandeling", "Vervolg", "Vervolg"),
    ],
)
def test_a_treatment_has_a_name_that_fits_beside_an_hour(
    name: str, short_name: str, shown: str
) -> None:
    assert Treatment(name=name, short_name=short_name).name_in_agenda == shown


def test_the_desk_chooses_the_colour_and_reads_which_treatments_have_it(desk: Client) -> None:
    treatment = TreatmentFactory(group=TreatmentGroup.LYMPH)
    AppointmentFactory(treatment=treatment)

    form = desk.get(f"/beheer/behandelingen/edit/{treatment.pk}/").context["form"]
    page = desk.get("/beheer/agenda/", {"dag": str(DAY)}).content.decode()

    assert {"short_name", "group"} <= set(form.fields)
    legend = BeautifulSoup(page, "html.parser").select(".agenda-legend li")
    assert [one.get_text(strip=True) for one in legend] == ["Lymfedrainage"]
    assert "agenda-visit--lymph" in page
