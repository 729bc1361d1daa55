"""Two appointments change places from the agenda: those that can have a button, others none."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from booking.models import Appointment
from booking.reception.presenters.grid import Visit
from booking.services.visits.move_at_desk import move_at_desk
from tests.booking.conftest import OpenPractice
from tests.booking.support.in_hand import agenda
from tests.factories.booking import (
    AppointmentFactory,
    NotificationFactory,
    PatientFactory,
    PractitionerFactory,
    SlotFactory,
    TreatmentFactory,
)
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit(practice_with_room: OpenPractice) -> Appointment:
    """Anna at nine with Noor."""
    room = practice_with_room
    return AppointmentFactory(
        treatment=room.treatment,
        practitioner=room.practitioner,
        patient=PatientFactory(name="Anna"),
        starts_at=room.at(9),
    )


@pytest.fixture
def other(practice_with_room: OpenPractice, visit: Appointment) -> Appointment:
    """Bob at ten with Wout."""
    room = practice_with_room
    wout = PractitionerFactory(name="Wout Ander", treatments=[room.treatment])
    SlotFactory(practitioner=wout, starts_at=room.at(9), ends_at=room.at(12))
    return AppointmentFactory(
        treatment=room.treatment,
        practitioner=wout,
        patient=PatientFactory(name="Bob"),
        starts_at=room.at(10),
    )


def offered(page: Any) -> list[str]:
    """Names of the patients with whom it can change places."""
    columns = page.context["agenda"].columns
    visits = [piece for column in columns for piece in column.pieces if isinstance(piece, Visit)]
    return [str(one.appointment.patient) for one in visits if one.swap]


def press(desk: Client, visit: Appointment, other: Appointment, **more: str) -> Any:
    address = agenda(visit, wissel="ja").replace("/agenda/?", "/agenda/zet/?")
    sent = {"getoond": visit.version, "wissel": f"{other.pk}:{other.version}"}
    return desk.post(address, sent | more)


def test_a_press_lets_both_change_places_and_says_where_they_stand(
    desk: Client, visit: Appointment, other: Appointment, practice_with_room: OpenPractice
) -> None:
    assert offered(desk.get(agenda(visit, wissel="ja"))) == ["Bob"]

    page = press(desk, visit, other)

    for one in (visit, other):
        one.refresh_from_db()
    room = practice_with_room
    assert (visit.practitioner.first_name, visit.starts_at) == ("Wout", room.at(10))
    assert (other.practitioner.first_name, other.starts_at) == ("Noor", room.at(9))
    told = desk.get(page.url).content.decode()
    assert "Gewisseld: Anna, " in told
    assert "; Bob, " in told


def undone(desk: Client, page: Any) -> Any:
    """Press the button of the bar, and look at the page that follows."""
    bar = desk.get(page.url).context["bar"]
    address = f"/beheer/agenda/afspraak/{bar.visit.pk}/ongedaan/?getoond={bar.visit.version}"
    return desk.post(address, {"was": bar.was, "next": page.url.partition("#")[0]}, follow=True)


def test_one_press_undoes_a_swap_and_says_where_both_are(
    desk: Client, visit: Appointment, other: Appointment, practice_with_room: OpenPractice
) -> None:
    page = press(desk, visit, other)

    after = undone(desk, page)

    for one in (visit, other):
        one.refresh_from_db()
    room = practice_with_room
    assert (visit.practitioner.first_name, visit.starts_at) == ("Noor", room.at(9))
    assert (other.practitioner.first_name, other.starts_at) == ("Wout", room.at(10))
    told = after.content.decode()
    assert "Ongedaan gemaakt, ze staan allebei weer waar ze stonden: Anna, " in told
    assert "; Bob, " in told
    assert after.context["bar"] is None


def test_the_bar_of_a_swap_says_when_the_mails_leave_and_whom_to_call(
    desk: Client, visit: Appointment, other: Appointment
) -> None:
    for one in (visit, other):
        NotificationFactory(appointment=one, status="sent", sent_at=timezone.now())
    other.patient.email = ""
    other.patient.save()

    page = press(desk, visit, other)

    text = desk.get(page.url).context["bar"].text
    assert "De mail vertrekt om " in text
    assert "Bel Bob: er is geen e-mailadres." in text


def test_a_swap_of_which_one_was_moved_since_has_no_button_and_is_not_undone(
    desk: Client, visit: Appointment, other: Appointment, practice_with_room: OpenPractice
) -> None:
    page = press(desk, visit, other)
    bar = desk.get(page.url).context["bar"]
    other.refresh_from_db()
    place = {"practitioner": other.practitioner, "starts_at": practice_with_room.at(11)}
    move_at_desk(appointment=other, overrule=False, now=timezone.now(), **place)

    address = f"/beheer/agenda/afspraak/{visit.pk}/ongedaan/?getoond={bar.visit.version}"
    after = desk.post(address, {"was": bar.was}, follow=True)

    visit.refresh_from_db()
    assert visit.starts_at == practice_with_room.at(10)
    assert "intussen verplaatst naar" in after.content.decode()
    assert desk.get(page.url).context["bar"] is None


def test_what_does_not_fit_the_treatment_or_the_room_has_no_button(
    desk: Client, visit: Appointment, other: Appointment, practice_with_room: OpenPractice
) -> None:
    room = practice_with_room
    AppointmentFactory(
        practitioner=other.practitioner,
        treatment=TreatmentFactory(),
        patient=PatientFactory(name="Cis"),
        starts_at=room.at(11),
    )
    AppointmentFactory(
        treatment=room.treatment,
        practitioner=visit.practitioner,
        patient=PatientFactory(name="Dirk"),
        starts_at=room.at(9, 30),
    )
    Appointment.objects.filter(pk=other.pk).update(ends_at=room.at(10, 45))

    assert offered(desk.get(agenda(visit, wissel="ja"))) == ["Dirk"]


def test_a_swap_that_somebody_was_before_of_leaves_both_and_says_who(
    desk: Client, visit: Appointment, other: Appointment, practice_with_room: OpenPractice
) -> None:
    moved = move_at_desk(
        appointment=other,
        practitioner=other.practitioner,
        starts_at=practice_with_room.at(11),
        overrule=False,
        now=timezone.now(),
    )

    page = press(desk, visit, other)

    visit.refresh_from_db()
    assert (page.status_code, visit.starts_at) == (409, practice_with_room.at(9))
    assert "intussen verplaatst naar" in page.content.decode()
    assert moved.visit.sequence == 1


def test_rules_of_a_swap_are_set_aside_with_a_reason(
    desk: Client, visit: Appointment, other: Appointment, practice_with_room: OpenPractice
) -> None:
    other.practitioner.treatments.clear()

    page = press(desk, visit, other)
    assert page.status_code == 409
    assert f'name="wissel" value="{other.pk}:{other.version}"' in page.content.decode()
    press(desk, visit, other, toch="ja", waarom="eenmalig")

    visit.refresh_from_db()
    assert visit.starts_at == practice_with_room.at(10)


@pytest.mark.parametrize("sent", ["", "x", "0:1-booked", "999999999:0-booked"])
def test_a_swap_with_nobody_swaps_nothing(desk: Client, visit: Appointment, sent: str) -> None:
    address = agenda(visit, wissel="ja").replace("/agenda/?", "/agenda/zet/?")

    assert desk.post(address, {"wissel": sent}).status_code == 404

    visit.refresh_from_db()
    assert visit.sequence == 0


def test_visits_to_swap_with_cost_no_queries_each(
    desk: Client, visit: Appointment, other: Appointment, practice_with_room: OpenPractice
) -> None:
    before = len(queries_of(desk, agenda(visit, wissel="ja")))
    for days in range(3):
        person = PractitionerFactory(treatments=[visit.treatment])
        start = practice_with_room.at(9) + timedelta(hours=days)
        SlotFactory(practitioner=person, starts_at=start, ends_at=start + timedelta(hours=1))
        AppointmentFactory(practitioner=person, treatment=visit.treatment, starts_at=start)

    assert len(queries_of(desk, agenda(visit, wissel="ja"))) == before
