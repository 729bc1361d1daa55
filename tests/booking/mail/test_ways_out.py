"""Mail programs can stop reminders by one press, and find the way off the waiting list."""

from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from booking import links
from booking.choices import NotificationKind
from booking.models import Appointment, Patient, WaitlistEntry
from booking.models.rules import practice_rules
from booking.services.mail.deliver import deliver_next
from tests.factories.booking import (
    AppointmentFactory,
    NotificationFactory,
    PatientFactory,
    WaitlistEntryFactory,
)
from tests.mail_server import MailServer

pytestmark = pytest.mark.django_db(transaction=True)
ONE_CLICK = "List-Unsubscribe=One-Click"


@pytest.fixture
def patient() -> Patient:
    """She shares the mailbox with her child."""
    PatientFactory(email="MIA@patient.example", name="Kind Voorbeeld")
    mother: Patient = PatientFactory(email="mia@patient.example")
    return mother


@pytest.fixture
def visit(patient: Patient) -> Appointment:
    starts_at = timezone.now() + timedelta(days=2)
    booked: Appointment = AppointmentFactory(patient=patient, starts_at=starts_at)
    return booked


def sent(server: MailServer, kind: NotificationKind, **about: Any) -> EmailMessage:
    """The mail of this kind as the mail server got it, in an hour in which such mails go out."""
    now = practice_rules().mail_hours.next_time(timezone.now())
    NotificationFactory(kind=kind, due_at=now, created_at=now, **about)
    while deliver_next(now=now):
        pass
    [mail] = server.mails
    return mail


def address_in(mail: EmailMessage) -> str:
    return str(mail["List-Unsubscribe"]).strip().removeprefix("<").removesuffix(">")


def path_in(mail: EmailMessage, settings: Any) -> str:
    return address_in(mail).removeprefix(settings.SITE_URL)


def wanting() -> int:
    return Patient.objects.filter(wants_reminders=True).count()


def test_a_reminder_is_switched_off_by_the_one_press_of_a_mail_program(
    smtp_server: MailServer, visit: Appointment, settings: Any
) -> None:
    mail = sent(smtp_server, NotificationKind.REMINDER, appointment=visit)
    program = Client(enforce_csrf_checks=True)

    answer = program.post(
        path_in(mail, settings), ONE_CLICK, content_type="application/x-www-form-urlencoded"
    )

    assert str(mail["List-Unsubscribe-Post"]) == ONE_CLICK
    assert (answer.status_code, wanting()) == (200, 0)
    assert "De herinneringen staan uit." in answer.content.decode()
    visit.refresh_from_db()
    assert visit.is_expected


def test_looking_at_the_address_changes_nothing_and_the_page_can_undo(
    smtp_server: MailServer, visit: Appointment, settings: Any
) -> None:
    path = path_in(sent(smtp_server, NotificationKind.REMINDER, appointment=visit), settings)
    client = Client(enforce_csrf_checks=True)

    looked = client.get(path).content.decode()
    assert ('value="uit"' in looked, wanting()) == (True, 2)
    off = client.post(path, {"herinneringen": "uit"}, follow=True).content.decode()
    assert ('value="aan"' in off, wanting()) == (True, 0)
    on = client.post(path, {"herinneringen": "aan"}, follow=True).content.decode()
    assert ("De herinneringen staan weer aan." in on, wanting()) == (True, 2)


def test_an_address_that_is_not_ours_switches_nothing_off(
    smtp_server: MailServer, visit: Appointment, settings: Any
) -> None:
    path = path_in(sent(smtp_server, NotificationKind.REMINDER, appointment=visit), settings)

    for wrong in (path.replace(".", ".x"), path.replace("/mijn/", "/mijn/0")):
        assert Client().post(wrong, {"List-Unsubscribe": "One-Click"}).status_code == 404
    visit.patient.email = "elders@patient.example"
    visit.patient.save()
    assert Client().post(path, {"List-Unsubscribe": "One-Click"}).status_code == 410
    assert wanting() == 2


def test_a_mail_of_the_waiting_list_leads_to_the_page_that_asks_and_has_no_one_press(
    smtp_server: MailServer, patient: Patient
) -> None:
    entry: WaitlistEntry = WaitlistEntryFactory(patient=patient)

    mail = sent(smtp_server, NotificationKind.ENTRY, appointment=None, entry=entry, patient=patient)

    assert address_in(mail) == links.waiting_url(entry)
    assert mail["List-Unsubscribe-Post"] is None


@pytest.mark.parametrize("kind", [NotificationKind.BOOKED, NotificationKind.CANCELLED])
def test_a_mail_that_has_to_be_read_offers_no_way_out(
    smtp_server: MailServer, visit: Appointment, kind: NotificationKind
) -> None:
    mail = sent(smtp_server, kind, appointment=visit)

    assert mail["List-Unsubscribe"] is None
