"""The agenda with something in the hand: all of it works as links and buttons, without scripts."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from booking.models import Appointment
from booking.reception.presenters.spot import Spot
from tests.booking.conftest import OpenPractice
from tests.booking.support.in_hand import agenda, lit_in, put, reasons_in
from tests.factories.booking import (
    AppointmentFactory,
    PatientFactory,
    PractitionerFactory,
    SlotFactory,
    TreatmentFactory,
)
from tests.factories.users import UserFactory
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit(practice_with_room: OpenPractice) -> Appointment:
    """At nine, in hours from nine to twelve."""
    room = practice_with_room
    return AppointmentFactory(
        treatment=room.treatment, practitioner=room.practitioner, starts_at=room.at(9)
    )


def test_what_is_picked_up_lights_every_start_that_fits(
    desk: Client, visit: Appointment, practice_with_room: OpenPractice
) -> None:
    AppointmentFactory(
        treatment=visit.treatment,
        practitioner=visit.practitioner,
        starts_at=practice_with_room.at(10),
    )
    SlotFactory(
        practitioner=PractitionerFactory(treatments=[TreatmentFactory()], name="Wout Geensgever"),
        starts_at=practice_with_room.at(9),
        ends_at=practice_with_room.at(12),
    )

    page = desk.get(agenda(visit))

    starts = ["9.15", "9.30", "10.30", "10.45", "11.00", "11.15", "11.30"]
    assert lit_in(page) == [f"{one} Noor" for one in starts]
    assert reasons_in(page) == ["geeft geen Intake rug"]
    html = page.content.decode()
    assert html.count('form="zet"') == len(starts) + len(page.context["where"].rows)
    assert "agenda-visit--in-hand" in html


def test_a_gap_that_is_too_short_says_how_much_is_free(
    desk: Client, visit: Appointment, practice_with_room: OpenPractice
) -> None:
    room = practice_with_room
    AppointmentFactory(
        practitioner=visit.practitioner, starts_at=room.at(9, 30), ends_at=room.at(10)
    )
    AppointmentFactory(
        practitioner=visit.practitioner, starts_at=room.at(10, 15), ends_at=room.at(12)
    )

    page = desk.get(agenda(visit))

    assert (lit_in(page), reasons_in(page)) == ([], ["15 min vrij, 30 nodig"])


def test_whoever_looks_for_the_search_field_reads_how_it_comes_back(
    client: Client, desk: Client, visit: Appointment
) -> None:
    told = "dan staat het zoekveld er weer"
    in_hand = desk.get(agenda(visit)).content.decode()
    at_rest = desk.get(f"/beheer/agenda/?dag={visit.day}").content.decode()
    assert ('id="phone-words"' in in_hand, told in in_hand) == (False, True)
    assert ('id="phone-words"' in at_rest, told in at_rest) == (True, False)

    only_moves = UserFactory()
    rights = ["access_admin", "view_appointment", "change_appointment"]
    only_moves.user_permissions.set(Permission.objects.filter(codename__in=rights))
    client.force_login(only_moves)
    PractitionerFactory(user=only_moves)
    assert told not in client.get(agenda(visit)).content.decode()


def test_a_press_on_a_lit_start_moves_it_there(
    desk: Client, visit: Appointment, practice_with_room: OpenPractice
) -> None:
    page = put(desk, visit, visit.practitioner, practice_with_room.at(11))

    visit.refresh_from_db()
    assert visit.starts_at == practice_with_room.at(11)
    assert page.url == f"/beheer/agenda/?dag={visit.day}#afspraak-{visit.pk}"
    assert "De afspraak is verplaatst" in desk.get(page.url).content.decode()


def test_another_length_says_when_it_ends_now_and_not_that_it_moved(
    desk: Client, visit: Appointment
) -> None:
    page = put(desk, visit, visit.practitioner, visit.starts_at, lengte="45")

    bar = desk.get(page.url).content.decode()
    assert "De afspraak duurt nu tot 9.45" in bar
    assert "De afspraak is verplaatst" not in bar


def test_in_the_week_of_a_therapist_it_goes_on_to_that_week(
    desk: Client, visit: Appointment, practice_with_room: OpenPractice
) -> None:
    asked = {"kin": visit.practitioner_id}

    page = put(desk, visit, visit.practitioner, practice_with_room.at(11), asked=asked)

    week = f"/beheer/agenda/?dag={visit.day}&kin={visit.practitioner_id}"
    assert page.url == f"{week}#afspraak-{visit.pk}"
    week = desk.get(agenda(visit, kin=visit.practitioner_id))
    assert len(lit_in(week)) == 10


def test_after_logging_in_again_the_hand_is_filled_from_the_address(
    client: Client, visit: Appointment
) -> None:
    address = agenda(visit).replace("/agenda/?", "/agenda/zet/?")
    login = client.get(address)
    client.force_login(UserFactory(groups=["Receptie"]))

    back = client.get(parse_qs(urlsplit(login.url).query)["next"][0])

    assert back.url == agenda(visit)
    assert client.get(back.url).context["hand"].visit == visit


def test_a_new_appointment_looks_for_its_place_and_goes_on_to_its_form(
    desk: Client, practice_with_room: OpenPractice
) -> None:
    room, patient = practice_with_room, PatientFactory()
    asked = f"dag={room.at(9).date()}&hand=nieuw&behandeling={room.treatment.pk}"

    page = desk.get(f"/beheer/agenda/?{asked}&patient={patient.pk}")
    place = Spot(room.practitioner.pk, room.at(10))
    form = desk.post(f"/beheer/agenda/zet/?{asked}&patient={patient.pk}", {"plek": str(place)})

    assert lit_in(page)[0] == "9.00 Noor"
    fields = desk.get(form.url).context["form"]
    assert [fields[name].value() for name in ("practitioner", "time", "treatment", "name")] == [
        str(room.practitioner.pk),
        "10:00",
        str(room.treatment.pk),
        patient.name,
    ]


def test_the_rail_counts_starts_by_day_and_names_the_first_with_the_same_therapist(
    desk: Client, visit: Appointment, practice_with_room: OpenPractice
) -> None:
    room = practice_with_room
    other = PractitionerFactory(name="Wout Ander", treatments=[room.treatment])
    for days in range(5):
        begin = room.at(13) + timedelta(days=days)
        SlotFactory(practitioner=other, starts_at=begin, ends_at=begin + timedelta(minutes=30))
    later = room.at(9) + timedelta(days=20)
    SlotFactory(practitioner=room.practitioner, starts_at=later, ends_at=later + timedelta(hours=1))

    where = desk.get(agenda(visit)).context["where"]

    counts = {cell.day: cell.count for week in where.weeks for cell in week}
    assert counts[visit.day] == 11
    assert [row.practitioner.first_name for row in where.rows] == ["Noor", *["Wout"] * 3, "Noor"]
    assert [row.is_same for row in where.rows] == [True, False, False, False, True]


def test_only_with_one_therapist_the_others_stay_dark(
    desk: Client, visit: Appointment, practice_with_room: OpenPractice
) -> None:
    other = PractitionerFactory(name="Wout Ander", treatments=[visit.treatment])
    SlotFactory(
        practitioner=other,
        starts_at=practice_with_room.at(9),
        ends_at=practice_with_room.at(10),
    )

    page = desk.get(agenda(visit, bij=other.pk))

    assert lit_in(page) == ["9.00 Wout", "9.15 Wout", "9.30 Wout"]


def test_the_days_around_keep_what_is_in_the_hand(desk: Client, visit: Appointment) -> None:
    page = desk.get(agenda(visit))

    for name in ("today_url", "previous_url", "next_url"):
        assert f"hand={visit.pk}" in page.context[name]
    assert f'href="{page.context["place"].address}">Leg terug' in page.content.decode()


@pytest.mark.parametrize("asked", ["hand=0", "hand=x", "hand=nieuw", "hand=999999999"])
def test_an_address_that_names_nothing_leaves_the_hand_empty(desk: Client, asked: str) -> None:
    assert desk.get(f"/beheer/agenda/?{asked}").context["hand"] is None


def test_a_hand_costs_few_queries_however_much_stands_there(
    desk: Client, visit: Appointment, practice_with_room: OpenPractice
) -> None:
    before = len(queries_of(desk, agenda(visit)))
    for number in range(12):
        person = PractitionerFactory(treatments=[visit.treatment])
        SlotFactory(
            practitioner=person,
            starts_at=practice_with_room.at(9),
            ends_at=practice_with_room.at(12),
        )
        AppointmentFactory(practitioner=person, starts_at=practice_with_room.at(9))
        AppointmentFactory(
            patient=visit.patient, starts_at=practice_with_room.at(9) + timedelta(days=number + 9)
        )

    after = len(queries_of(desk, agenda(visit)))

    assert after == before
    assert after <= 20


def test_with_another_length_or_treatment_its_own_start_lights_up_too(
    desk: Client, visit: Appointment, practice_with_room: OpenPractice
) -> None:
    AppointmentFactory(practitioner=visit.practitioner, starts_at=practice_with_room.at(10))
    other = TreatmentFactory(duration=timedelta(minutes=60))
    visit.practitioner.treatments.add(other)

    assert lit_in(desk.get(agenda(visit, lengte=60)))[:2] == ["9.00 Noor", "10.30 Noor"]
    assert lit_in(desk.get(agenda(visit, behandeling=other.pk)))[:2] == ["9.00 Noor", "10.30 Noor"]


def test_other_appointments_of_the_patient_are_told_once_in_each_head(
    desk: Client, visit: Appointment, practice_with_room: OpenPractice
) -> None:
    other = AppointmentFactory(patient=visit.patient, starts_at=practice_with_room.at(15))
    other.practitioner.treatments.clear()

    page = desk.get(agenda(visit))

    assert lit_in(page) == []
    assert reasons_in(page) == ["de patiënt heeft andere afspraken", "geeft geen Intake rug"]
