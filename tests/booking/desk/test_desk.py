"""The receptionist books by phone, checks in, cancels, and takes slips back."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from booking.choices import AppointmentStatus, CancelledBy, Channel, DeskRule
from booking.errors import BookingError, OutsideRules
from booking.models import Appointment, Patient
from tests.factories.booking import (
    DAY,
    NOW,
    AppointmentFactory,
    NotificationFactory,
    SlotFactory,
    TreatmentFactory,
    at,
)

pytestmark = pytest.mark.django_db
AGENDA = "/beheer/agenda/"


@pytest.fixture
def typed() -> Callable[..., dict[str, Any]]:
    """What the receptionist types, with changes."""
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
    assert page.url == f"{AGENDA}?dag=2027-01-12"


def test_a_click_in_the_agenda_fills_in_the_form(desk: Client) -> None:
    page = desk.get(AGENDA + "boeken/", {"day": "2027-01-12", "time": "09:30"})

    assert page.context["form"]["time"].value() == "09:30"


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"name": ""}, "name", "Dit is een verplicht veld."),
        ({"phone": ""}, "phone", "Vul een telefoonnummer of een e-mailadres in."),
        (
            {"phone": "12"},
            "phone",
            "Dit telefoonnummer klopt niet. Schrijf het zo: 0470 12 34 56.",
        ),
        ({"day": "morgen"}, "day", "Voer een geldige datum in."),
        (
            {"day": "2027-03-28", "time": "02:30"},
            "time",
            "Dat uur bestaat niet of komt twee keer: dan verspringt de klok.",
        ),
        ({"treatment": ""}, "treatment", "Dit is een verplicht veld."),
        ({"practitioner": ""}, "practitioner", "Dit is een verplicht veld."),
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

    page = desk.post(AGENDA + "boeken/", typed(name="Iemand Anders", time="09:15", overrule="on"))

    assert page.context["form"].errors.keys() == {"time"}
    assert Appointment.objects.count() == 1


def change(desk: Client, visit: Appointment, verb: str) -> Any:
    return desk.post(reverse("agenda:change", args=[visit.pk]), {"verb": verb})


def test_checking_in_and_taking_it_back(desk: Client) -> None:
    visit = AppointmentFactory(starts_at=timezone.now())

    change(desk, visit, "check_in")
    visit.refresh_from_db()
    arrived = visit.status
    change(desk, visit, "undo_check_in")
    visit.refresh_from_db()

    assert (arrived, visit.status) == (AppointmentStatus.ARRIVED, AppointmentStatus.BOOKED)


def test_nobody_arrives_for_a_visit_on_another_day(desk: Client) -> None:
    visit = AppointmentFactory(starts_at=timezone.now() + timedelta(days=1))

    change(desk, visit, "check_in")

    visit.refresh_from_db()
    assert visit.status == AppointmentStatus.BOOKED


def test_a_cancelled_visit_is_found_below_the_agenda_and_taken_back(desk: Client) -> None:
    visit = AppointmentFactory(cancelled=True)

    page = desk.get(AGENDA, {"dag": DAY.isoformat()})
    change(desk, visit, "reinstate")

    assert page.context["agenda"].cancelled == [visit]
    visit.refresh_from_db()
    assert visit.status == AppointmentStatus.BOOKED


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
    assert [rule in str(message) for message in page.context["messages"]] == [True]


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


def in_dutch(error: type[BookingError], *args: Any) -> str:
    with translation.override("nl"):
        return str(error(*args))


def test_the_desk_cancels_even_at_the_last_minute(desk: Client) -> None:
    visit = AppointmentFactory()

    change(desk, visit, "cancel")

    visit.refresh_from_db()
    assert (visit.status, visit.cancelled_by) == (AppointmentStatus.CANCELLED, CancelledBy.PRACTICE)


def test_a_verb_that_does_not_fit_any_more_gets_a_message(desk: Client) -> None:
    visit = AppointmentFactory(cancelled=True)

    page = desk.post(reverse("agenda:change", args=[visit.pk]), {"verb": "check_in"}, follow=True)

    assert [str(message).strip() for message in page.context["messages"]] == [
        "Dat kan niet meer met deze afspraak."
    ]


def test_a_verb_that_does_not_exist_is_refused(desk: Client) -> None:
    assert change(desk, AppointmentFactory(), "delete").status_code == 400


def test_a_get_changes_no_visit(desk: Client) -> None:
    visit = AppointmentFactory()

    page = desk.get(reverse("agenda:change", args=[visit.pk]), {"verb": "cancel"})

    assert page.status_code == 405


def test_the_visit_page_tells_what_was_mailed(desk: Client) -> None:
    mail = NotificationFactory()
    mail.mark_sent(NOW)
    mail.save()

    page = desk.get(reverse("agenda:visit", args=[mail.appointment.pk]))

    assert "Bevestiging: Verstuurd" in " ".join(page.content.decode().split())


def test_a_hold_has_no_page(desk: Client) -> None:
    held = AppointmentFactory(held=True)

    assert desk.get(reverse("agenda:visit", args=[held.pk])).status_code == 404
