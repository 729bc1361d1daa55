"""What is put down where it cannot be: back in its place, with a sentence, still in the hand."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from booking.models import Appointment
from tests.booking.conftest import OpenPractice
from tests.booking.support.in_hand import agenda, lit_in, put
from tests.factories.booking import (
    AbsenceFactory,
    AppointmentFactory,
    PatientFactory,
)
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit(practice_with_room: OpenPractice) -> Appointment:
    """At nine, in hours from nine to twelve."""
    room = practice_with_room
    return AppointmentFactory(
        treatment=room.treatment, practitioner=room.practitioner, starts_at=room.at(9)
    )


def test_who_dropped_second_on_one_start_sees_who_has_it(
    desk: Client, visit: Appointment, practice_with_room: OpenPractice
) -> None:
    room, patient = practice_with_room, PatientFactory(name="Karel Eerst")
    AppointmentFactory(practitioner=visit.practitioner, patient=patient, starts_at=room.at(11, 15))

    page = put(desk, visit, visit.practitioner, room.at(11))

    visit.refresh_from_db()
    assert (page.status_code, visit.starts_at) == (409, room.at(9))
    html = page.content.decode().replace("\xa0", " ")
    assert "\u2068Karel Eerst\u2069 staat daar al, van 11.15 u tot 11.45 u bij Noor." in html
    assert "Kies een ander uur" in html
    assert "Toch zetten" not in html
    assert lit_in(page), "it is still in the hand"


@pytest.mark.parametrize("closes", [False, True])
def test_outside_open_hours_or_on_a_closing_day_it_says_so_and_may_be_set_aside(
    desk: Client, visit: Appointment, practice_with_room: OpenPractice, closes: bool
) -> None:
    room = practice_with_room
    if closes:
        AbsenceFactory(practitioner=None, starts_at=room.at(10), ends_at=room.at(12))
    start = room.at(11) if closes else room.at(20)

    page = put(desk, visit, visit.practitioner, start)

    visit.refresh_from_db()
    html = page.content.decode()
    assert visit.starts_at == room.at(9)
    assert "de kinesitherapeut werkt dan niet of is afwezig" in html
    assert f"\u2068{visit.patient}\u2069 staat nog op" in html
    assert "Toch zetten" in html


def test_an_agenda_of_an_hour_ago_says_who_moved_it_where(
    desk: Client, visit: Appointment, practice_with_room: OpenPractice
) -> None:
    shown = visit.version
    put(desk, visit, visit.practitioner, practice_with_room.at(10))

    page = put(desk, visit, visit.practitioner, practice_with_room.at(11), getoond=shown)

    visit.refresh_from_db()
    html = page.content.decode()
    assert (page.status_code, visit.starts_at) == (409, practice_with_room.at(10))
    assert "intussen verplaatst naar" in html
    assert "staat nog op" not in html, "it stands there since just now"
    assert "Toch zetten" not in html


def test_what_was_cancelled_meanwhile_leaves_the_hand(
    desk: Client, visit: Appointment, practice_with_room: OpenPractice
) -> None:
    shown = visit.version
    Appointment.objects.filter(pk=visit.pk).update(
        status="cancelled", cancelled_at=timezone.now(), sequence=1
    )

    page = put(desk, visit, visit.practitioner, practice_with_room.at(11), getoond=shown)

    assert (page.status_code, page.context["hand"]) == (409, None)
    assert "intussen geannuleerd" in page.content.decode()


@pytest.mark.parametrize("place", ["", "x", "1@20270112", "99999999999@20270112T0800Z", "0@x"])
def test_a_place_that_is_none_moves_nothing(desk: Client, visit: Appointment, place: str) -> None:
    address = agenda(visit).replace("/agenda/?", "/agenda/zet/?")

    page = desk.post(address, {"plek": place})

    visit.refresh_from_db()
    assert (page.status_code, visit.sequence) == (302, 0)


def test_who_may_only_look_has_nothing_in_the_hand(client: Client, visit: Appointment) -> None:
    client.force_login(UserFactory(groups=["Kinesitherapeuten"]))

    assert client.get(agenda(visit)).context["hand"] is None
    put(client, visit, visit.practitioner, visit.starts_at + timedelta(hours=1))

    visit.refresh_from_db()
    assert visit.sequence == 0


def test_rules_are_set_aside_with_a_reason_that_the_history_keeps(
    desk: Client, visit: Appointment, practice_with_room: OpenPractice
) -> None:
    evening = practice_with_room.at(20)
    meant = {"toch": "ja", "waarom": "Noor blijft langer"}

    silent = put(desk, visit, visit.practitioner, evening, toch="ja", waarom=" ")
    visit.refresh_from_db()
    assert (silent.status_code, visit.starts_at) == (409, practice_with_room.at(9))
    put(desk, visit, visit.practitioner, evening, **meant)

    visit.refresh_from_db()
    assert visit.starts_at == evening
    card = desk.get(f"/beheer/agenda/afspraak/{visit.pk}/").content.decode()
    assert "Reden: Noor blijft langer" in card


def test_a_reason_takes_no_time_of_another(
    desk: Client, visit: Appointment, practice_with_room: OpenPractice
) -> None:
    AppointmentFactory(practitioner=visit.practitioner, starts_at=practice_with_room.at(10))

    page = put(desk, visit, visit.practitioner, practice_with_room.at(10), toch="ja", waarom="moet")

    visit.refresh_from_db()
    assert (page.status_code, visit.starts_at) == (409, practice_with_room.at(9))


@pytest.mark.parametrize(("minutes", "status"), [("45", 302), ("0", 409), ("7", 409), ("999", 409)])
def test_another_length_is_given_where_it_stands(
    desk: Client, visit: Appointment, minutes: str, status: int
) -> None:
    page = put(desk, visit, visit.practitioner, visit.starts_at, lengte=minutes)

    visit.refresh_from_db()
    expected = 45 if status == 302 else 30
    assert (page.status_code, visit.length) == (status, timedelta(minutes=expected))


def test_a_length_that_meets_the_next_visit_says_who_has_that_time(
    desk: Client, visit: Appointment, practice_with_room: OpenPractice
) -> None:
    patient = PatientFactory(name="Karel Volgende")
    AppointmentFactory(
        practitioner=visit.practitioner, patient=patient, starts_at=practice_with_room.at(9, 30)
    )

    page = put(desk, visit, visit.practitioner, visit.starts_at, lengte="45")

    assert "Karel Volgende\u2069 staat daar al" in page.content.decode()


def test_names_of_a_hundred_signs_and_from_right_to_left_stay_whole(
    desk: Client, visit: Appointment, practice_with_room: OpenPractice
) -> None:
    name = "محمد " * 20
    visit.patient.name = name.strip()
    visit.patient.save()

    page = put(desk, visit, visit.practitioner, practice_with_room.at(20))

    assert f"\u2068{name.strip()}\u2069 staat nog op" in page.content.decode()
    assert f"<bdi>{name.strip()}</bdi>" in page.content.decode()
