"""Booking one appointment at the desk or by phone, and what the form refuses."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from booking.choices import AppointmentStatus, Channel, DeskRule
from booking.errors import BookingError, OutsideRules
from booking.models import Appointment, Patient
from tests.factories.booking import SlotFactory, TreatmentFactory, at

pytestmark = pytest.mark.django_db
AGENDA = "/beheer/agenda/"


@pytest.fixture
def typed() -> Callable[..., dict[str, Any]]:
    """Form data that books an appointment, with changes."""
    treatment = TreatmentFactory()
    slot = SlotFactory()

    def form(**changes: Any) -> dict[str, Any]:
        return {
            "treatment": treatment.pk,
            "practitioner": slot.practitioner.pk,
            "day": "2027-01-12",
            "time": "09:00",
            "name": "Jos Voorbeeld",
            "phone": "0470 12 34 56",
            "email": "",
        } | changes

    return form


def in_dutch(error: type[BookingError], *args: Any) -> str:
    with translation.override("nl"):
        return str(error(*args))


def test_the_desk_books_by_phone_and_returns_to_that_day(
    desk: Client, typed: Callable[..., dict[str, Any]]
) -> None:
    page = desk.post(AGENDA + "boeken/", typed())

    booked = Appointment.objects.get()
    assert (booked.starts_at, booked.status, booked.channel) == (
        at(8),
        AppointmentStatus.BOOKED,
        Channel.DESK,
    )
    assert page.url == f"{AGENDA}?dag=2027-01-12#afspraak-{booked.pk}"


def test_a_click_in_the_agenda_fills_in_the_form(desk: Client) -> None:
    page = desk.get(AGENDA + "boeken/", {"day": "2027-01-12", "time": "09:30"})

    assert page.context["form"]["time"].value() == "09:30"


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"name": ""}, "name", "Vul dit nog in."),
        ({"phone": ""}, "phone", "Vul een telefoonnummer of een e-mailadres in."),
        (
            {"phone": "12"},
            "phone",
            "Dit telefoonnummer telt te weinig cijfers. Schrijf het zo: 0470 12 34 56.",
        ),
        ({"day": "morgen"}, "day", "We kunnen deze datum niet lezen. Schrijf hem zo: 24/11/2026."),
        (
            {"day": "2027-03-28", "time": "02:30"},
            "time",
            "Dat uur bestaat niet of komt twee keer: dan verspringt de klok.",
        ),
        ({"treatment": ""}, "treatment", "Vul dit nog in."),
        ({"practitioner": ""}, "practitioner", "Vul dit nog in."),
    ],
)
def test_a_slip_at_the_desk_gets_a_message_and_books_nothing(
    desk: Client,
    typed: Callable[..., dict[str, Any]],
    changes: dict[str, Any],
    field: str,
    message: str,
) -> None:
    page = desk.post(AGENDA + "boeken/", typed(**changes))

    assert page.context["form"].errors == {field: [message]}
    assert not Appointment.objects.exists()


def test_the_desk_cannot_book_over_another_visit(
    desk: Client, typed: Callable[..., dict[str, Any]]
) -> None:
    desk.post(AGENDA + "boeken/", typed())

    other = {"name": "Iemand Anders", "phone": "0499 00 00 00"}
    page = desk.post(AGENDA + "boeken/", typed(**other, time="09:15", overrule="on"))

    assert page.context["form"].errors.keys() == {"time"}
    assert Appointment.objects.count() == 1


def test_the_desk_books_outside_the_rules_only_knowingly(
    desk: Client, typed: Callable[..., dict[str, Any]]
) -> None:
    other = TreatmentFactory()

    page = desk.post(AGENDA + "boeken/", typed(treatment=other.pk, time="20:00"))
    desk.post(AGENDA + "boeken/", typed(treatment=other.pk, time="20:00", overrule="on"))

    broken = [DeskRule.NOT_GIVEN, DeskRule.NOT_WORKING]
    assert page.context["form"].errors == {"overrule": [in_dutch(OutsideRules, broken)]}
    assert Appointment.objects.get().treatment == other


def test_the_desk_hears_what_it_overruled(
    desk: Client, typed: Callable[..., dict[str, Any]]
) -> None:
    page = desk.post(AGENDA + "boeken/", typed(time="20:00", overrule="on"), follow=True)

    with translation.override("nl"):
        rule = str(DeskRule.NOT_WORKING.label)
    assert rule in page.context["bar"].text


def test_nothing_is_chosen_until_the_desk_chooses(desk: Client) -> None:
    TreatmentFactory()
    SlotFactory()

    form = desk.get(AGENDA + "boeken/").context["form"]

    assert (form["treatment"].value(), form["practitioner"].value()) == (None, None)


def test_the_desk_books_for_a_child_in_the_language_of_the_parent(
    desk: Client, typed: Callable[..., dict[str, Any]]
) -> None:
    desk.post(
        AGENDA + "boeken/", typed(contact_name="An  Voorbeeld", language="fr", name="Jos Voorbeeld")
    )

    patient = Patient.objects.get()
    assert (patient.contact_name, patient.language) == ("An Voorbeeld", "fr")
