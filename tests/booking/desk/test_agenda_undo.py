"""The bar below the agenda: what was just done, and the button that undoes it."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from booking.choices import AppointmentStatus
from booking.models import Appointment
from booking.services.mail.undo_time import UNDO_FOR
from booking.services.visits.attendance import fulfil
from booking.services.visits.put_back import AsItWas
from tests.booking.conftest import OpenPractice
from tests.factories.booking import AppointmentFactory, NotificationFactory, PatientFactory
from tests.site.pages import names_of_fields, soup

pytestmark = pytest.mark.django_db


@pytest.fixture
def today(practice_with_room: OpenPractice) -> Appointment:
    """Mia's appointment of this instant, of which she was told."""
    visit: Appointment = AppointmentFactory(
        patient=PatientFactory(name="Mia Voorbeeld"),
        practitioner=practice_with_room.practitioner,
        treatment=practice_with_room.treatment,
        starts_at=timezone.now().replace(second=0, microsecond=0),
    )
    NotificationFactory(appointment=visit, status="sent", sent_at=timezone.now())
    return visit


def agenda(visit: Appointment) -> str:
    return f"/beheer/agenda/?dag={visit.day}"


def press(desk: Client, visit: Appointment, verb: str) -> Any:
    """Press a button of the appointment on the agenda, and look at the page that follows."""
    address = f"/beheer/agenda/afspraak/{visit.pk}/wijzig/?getoond={visit.version}"
    page = desk.post(address, {"verb": verb, "next": agenda(visit)}, follow=True)
    visit.refresh_from_db()
    return page


def undo(desk: Client, page: Any, **changes: str) -> Any:
    """Press the button that undoes, as the page has it."""
    bar = page.context["bar"]
    address = f"/beheer/agenda/afspraak/{bar.visit.pk}/ongedaan/?getoond={bar.visit.version}"
    form = {"was": bar.was, "next": agenda(bar.visit)} | changes
    return desk.post(address, form, follow=True)


@pytest.mark.parametrize("verb", ["check_in", "mark_noshow", "fulfil", "cancel", "cancel_as_asked"])
def test_what_was_done_is_undone_from_the_page_that_follows(
    desk: Client, today: Appointment, verb: str
) -> None:
    page = press(desk, today, verb)
    assert {"was", "next"} <= names_of_fields(page)

    after = undo(desk, page)

    today.refresh_from_db()
    assert today.status == AppointmentStatus.BOOKED
    assert "Ongedaan gemaakt, het is weer zoals het was: Mia Voorbeeld" in after.content.decode()
    assert after.context["bar"] is None


def test_undoing_a_move_puts_the_appointment_back(
    desk: Client, practice_with_room: OpenPractice
) -> None:
    visit = AppointmentFactory(
        practitioner=practice_with_room.practitioner,
        treatment=practice_with_room.treatment,
        starts_at=practice_with_room.at(9),
    )
    place = {"practitioner": visit.practitioner.pk, "day": str(visit.day), "time": "11:00"}

    page = desk.post(f"/beheer/agenda/afspraak/{visit.pk}/verplaats/", place, follow=True)
    undo(desk, page)

    visit.refresh_from_db()
    assert visit.starts_at == practice_with_room.at(9)


def test_the_bar_says_when_the_mail_leaves_or_that_there_is_none(
    desk: Client, today: Appointment
) -> None:
    leaves = timezone.localtime() + UNDO_FOR

    assert f"De mail vertrekt om {leaves.hour}." in press(desk, today, "cancel").context["bar"].text

    today.patient.email = ""
    today.patient.save()
    press(desk, today, "reinstate")
    bar = press(desk, today, "cancel").context["bar"]
    assert "Er vertrekt geen mail, want er is geen adres: bel de patiënt." in bar.text


def test_the_bar_stays_on_other_days_and_goes_when_it_is_too_late(
    desk: Client, today: Appointment, monkeypatch: pytest.MonkeyPatch
) -> None:
    press(desk, today, "check_in")
    assert desk.get("/beheer/agenda/?dag=2027-01-12").context["bar"].visit == today

    monkeypatch.setattr(AsItWas, "undone_until", timezone.now() - timedelta(seconds=1))

    assert desk.get("/beheer/agenda/").context["bar"] is None


def test_the_session_keeps_no_name_of_a_patient(desk: Client, today: Appointment) -> None:
    press(desk, today, "check_in")

    assert "Mia" not in str(dict(desk.session.items()))


def test_what_a_colleague_did_meanwhile_is_not_undone_and_the_page_says_so(
    desk: Client, today: Appointment
) -> None:
    page = press(desk, today, "check_in")
    fulfil(appointment=today, now=timezone.now())

    after = undo(desk, page)

    today.refresh_from_db()
    assert today.is_fulfilled
    assert "Deze afspraak is intussen" in after.content.decode()


@pytest.mark.parametrize("was", ["", "eyJhdCI6MX0:1:x"])
def test_an_undo_that_we_did_not_sign_changes_nothing(
    desk: Client, today: Appointment, was: str
) -> None:
    page = press(desk, today, "check_in")

    assert undo(desk, page, was=was).status_code == 400

    today.refresh_from_db()
    assert today.has_arrived


def test_after_a_button_the_browser_comes_back_to_the_appointment(
    desk: Client, today: Appointment
) -> None:
    page = press(desk, today, "check_in")

    assert page.redirect_chain[-1][0] == f"{agenda(today)}#afspraak-{today.pk}"
    assert soup(page).find("a", "agenda-visit__text")[0][1]["id"] == f"afspraak-{today.pk}"
