"""What a patient cannot book with: forged moments, impossible details, missing tokens."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from booking import links
from booking.choices import AppointmentStatus
from booking.models import Appointment, Patient
from tests.booking.conftest import OpenPractice
from tests.factories.booking import (
    AbsenceFactory,
    PractitionerFactory,
)

pytestmark = pytest.mark.django_db
OPENINGS = "/afspraak/momenten/"


@pytest.mark.parametrize(
    "moment",
    [
        pytest.param("", id="none"),
        pytest.param("noor", id="no time"),
        pytest.param("{slug}|gisteren", id="no date"),
        pytest.param("{slug}|2027-01-12T09:00", id="no zone"),
        pytest.param("{slug}|2020-01-12T09:00+00:00", id="past"),
        pytest.param("{slug}|9999-12-31T23:59+00:00", id="end of the calendar"),
        pytest.param("{slug}|0001-01-01T00:00+14:00", id="start of the calendar"),
        pytest.param("{slug}|2027-01-12T09:00+23:59", id="an offset that no place has"),
        pytest.param("x" * 1_000_000, id="a megabyte"),
    ],
)
def test_a_forged_moment_gets_a_message_and_holds_nothing(
    client: Client, practice_with_room: OpenPractice, moment: str
) -> None:
    forged = moment.format(slug=practice_with_room.practitioner.slug)

    page = client.post(
        OPENINGS, practice_with_room.choice(moment=forged, sleutel=str(links.UUID(int=1)))
    )

    assert page.status_code == 200
    assert len(page.context["faults"]) == 1
    assert not Appointment.objects.exists()


@pytest.mark.parametrize(
    ("slug", "hour"),
    [
        pytest.param("{own}", 15, id="outside the slot"),
        pytest.param("{own}", 11, id="in an absence"),
        pytest.param("{other}", 9, id="of another therapist"),
    ],
)
def test_a_moment_at_which_nobody_works_leads_to_the_nearest_and_holds_nothing(
    client: Client, practice_with_room: OpenPractice, slug: str, hour: int
) -> None:
    at, person = practice_with_room.at, practice_with_room.practitioner
    AbsenceFactory(practitioner=person, starts_at=at(11), ends_at=at(12))
    whose = slug.format(own=person.slug, other=PractitionerFactory().slug)
    moment = f"{whose}|{at(hour).isoformat()}"

    page = client.post(
        OPENINGS, practice_with_room.choice(moment=moment, sleutel=str(links.UUID(int=1)))
    )

    assert (page.status_code, len(page.context["moments"])) == (409, 3)
    assert not Appointment.objects.exists()


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("name", "", "Vul je naam in."),
        ("name", "   ", "Vul je naam in."),
        ("name", "...", "Vul een naam in zoals je die op een envelop schrijft."),
        (
            "name",
            "Win nu http://reclame.example",
            "Vul een naam in zoals je die op een envelop schrijft.",
        ),
        ("name", "Mia\r\nBcc: x", "Vul een naam in zoals je die op een envelop schrijft."),
        (
            "name",
            "Win nu reclame。example",
            "Vul een naam in zoals je die op een envelop schrijft.",
        ),
        ("name", "Win nu, bel 0900 12 34", "Vul een naam in zoals je die op een envelop schrijft."),
        ("email", "", "Vul je e-mailadres in."),
        ("email", "mia", "Dit e-mailadres klopt niet. Schrijf het zo: naam@voorbeeld.be."),
        ("phone", "", "Vul je telefoonnummer in."),
        (
            "phone",
            "12",
            "Dit telefoonnummer telt te weinig cijfers. Schrijf het zo: 0470 12 34 56.",
        ),
        (
            "phone",
            "9" * 1_000_000,
            "Dit telefoonnummer klopt niet. Schrijf het zo: 0470 12 34 56.",
        ),
        ("consent", "", "We hebben je akkoord nodig: vink het vakje aan."),
    ],
)
def test_impossible_details_get_a_message_at_the_field_and_book_nothing(
    client: Client,
    held: Appointment,
    details: Callable[..., dict[str, Any]],
    field: str,
    value: str,
    message: str,
) -> None:
    page = client.post(links.hold_path(held), details(**{field: value}))

    assert page.context["form"].errors == {field: [message]}
    assert (
        'value="' + ("Mia Voorbeeld" if field != "name" else "mia@patient.example")
        in page.content.decode()
    )
    held.refresh_from_db()
    assert (held.status, Patient.objects.count()) == (AppointmentStatus.PENDING, 0)


@pytest.mark.parametrize("field", ["name", "email"])
@pytest.mark.parametrize("end", ["", "@", "1"])
def test_a_megabyte_of_text_gets_a_message(
    client: Client, held: Appointment, details: Callable[..., dict[str, Any]], field: str, end: str
) -> None:
    page = client.post(links.hold_path(held), details(**{field: "a" * 1_000_000 + end}))

    assert page.context["form"].errors.keys() == {field}
    assert not Patient.objects.exists()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("Win nu reclame.example", "Win nu reclame. example"), ("J.P.Janssens", "J.P. Janssens")],
)
def test_mail_programs_find_no_web_address_in_a_name(
    client: Client,
    held: Appointment,
    details: Callable[..., dict[str, Any]],
    typed: str,
    kept: str,
) -> None:
    client.post(links.hold_path(held), details(name=typed))

    assert Patient.objects.get().name == kept


def test_markup_in_a_name_is_refused_and_comes_back_escaped(
    client: Client, held: Appointment, details: Callable[..., dict[str, Any]]
) -> None:
    page = client.post(links.hold_path(held), details(name="<script>alert(1)</script>"))

    assert "&lt;script&gt;alert(1)" in page.content.decode()
    assert "<script>alert(1)" not in page.content.decode()


def test_a_form_without_its_token_books_nothing(
    held: Appointment, details: Callable[..., dict[str, Any]]
) -> None:
    strict = Client(enforce_csrf_checks=True)

    page = strict.post(links.hold_path(held), details())

    assert page.status_code == 403
    assert not Patient.objects.exists()
