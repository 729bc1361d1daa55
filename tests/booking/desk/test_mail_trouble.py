"""The desk reads in Dutch why a mail did not leave; a technician reads the code behind it."""

import re
import smtplib
import socket
import ssl

import pytest
from django.test import Client
from django.urls import reverse

from booking.choices import NotificationStatus
from booking.reception.presenters.mail_trouble import mail_trouble
from booking.services.mail.deliver import reason_of
from tests.booking.support.pressing import words_of
from tests.factories.booking import NotificationFactory

pytestmark = pytest.mark.django_db

NO_ANSWER = "De mailserver antwoordt niet"
AT_THE_SERVER = {"mia@patient.example": (550, b"no such user")}
LATER = {"mia@patient.example": (451, b"later")}
TROUBLE = {
    smtplib.SMTPRecipientsRefused(AT_THE_SERVER): "De mailserver weigert dit adres",
    smtplib.SMTPRecipientsRefused(LATER): "De mailserver neemt deze mail nu niet aan",
    smtplib.SMTPSenderRefused(553, b"no", "praktijk@kine.example"): "weigert de praktijk als",
    smtplib.SMTPDataError(554, b"spam"): "De mailserver weigert deze mail",
    smtplib.SMTPDataError(452, b"full"): "De mailserver neemt deze mail nu niet aan",
    smtplib.SMTPAuthenticationError(535, b"login"): "laat de website niet binnen",
    smtplib.SMTPServerDisconnected("gone"): NO_ANSWER,
    smtplib.SMTPConnectError(421, b"busy"): "De mailserver neemt deze mail nu niet aan",
    TimeoutError("timed out"): NO_ANSWER,
    ConnectionRefusedError(111, "no"): NO_ANSWER,
    ConnectionResetError(104, "reset"): NO_ANSWER,
    socket.gaierror(-2, "unknown"): NO_ANSWER,
    ssl.SSLCertVerificationError(1, "expired"): NO_ANSWER,
    OSError(101, "unreachable"): NO_ANSWER,
    ValueError("template"): "Er liep iets mis op de website",
}


@pytest.mark.parametrize("error", TROUBLE, ids=reason_of)
def test_each_kind_of_trouble_is_told_in_dutch_with_its_code_behind(error: Exception) -> None:
    told = mail_trouble(reason_of(error))

    assert TROUBLE[error] in told
    assert told.endswith(f" ({reason_of(error)})")


def test_an_address_that_was_removed_is_no_fault_of_the_server() -> None:
    assert mail_trouble("NoAddress") == "De patiënt heeft geen e-mailadres meer (NoAddress)"
    assert mail_trouble("") == ""


@pytest.mark.parametrize("screen", ["visit", "list"])
def test_the_screens_of_the_desk_say_why_a_mail_failed(desk: Client, screen: str) -> None:
    mail = NotificationFactory(
        status=NotificationStatus.FAILED, last_error="SMTPRecipientsRefused 550"
    )
    visit = reverse("agenda:visit", args=[mail.appointment_id])

    page = desk.get(visit if screen == "visit" else reverse("berichten:index"))

    assert "De mailserver weigert dit adres: misschien bestaat het niet (" in words_of(page)
    assert re.findall(r"\w*Refused\w* \d+", words_of(page)) == ["SMTPRecipientsRefused 550"]
