"""The list of mails, and mails about a series, an entry or an offer at the desk."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from booking.choices import NotificationKind, NotificationStatus
from booking.models import Appointment, Notification
from booking.reception.presenters.mail_topic import topic_text
from booking.services.mail.owe import owe_entry, owe_series
from booking.services.mail.send_again import send_again
from tests.booking.support.letters import deliver_all
from tests.factories.booking import (
    NOW,
    AppointmentFactory,
    NotificationFactory,
    PatientFactory,
    SeriesFactory,
    WaitlistEntryFactory,
    WaitlistOfferFactory,
)
from tests.site.pages import soup

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit() -> Appointment:
    """Appointment of a series, with one mail owed about the series."""
    series = SeriesFactory()
    one: Appointment = AppointmentFactory(
        series=series, patient=series.patient, treatment=series.treatment
    )
    owe_series(series, now=NOW)
    return one


def test_the_page_of_a_visit_shows_the_mail_about_its_series(
    desk: Client, visit: Appointment
) -> None:
    deliver_all()

    page = desk.get(reverse("agenda:visit", args=[visit.pk]))

    mails = [(mail.kind, mail.status) for mail in page.context["mails"]]
    assert mails == [(NotificationKind.SERIES, NotificationStatus.SENT)]


def test_a_mail_about_a_series_that_failed_marks_its_visits(visit: Appointment) -> None:
    AppointmentFactory()
    Notification.objects.update(status=NotificationStatus.FAILED)

    marked = Appointment.objects.with_mail_failed().filter(mail_failed=True)

    assert list(marked) == [visit]


def test_the_mail_about_a_series_is_sent_again_from_a_visit(visit: Appointment) -> None:
    deliver_all()

    send_again(appointment=visit, now=NOW)

    assert [message.subject for message in deliver_all()] == [
        "Je afspraken bij Kinepraktijk",
        "Je afspraken bij Kinepraktijk",
    ]


def test_a_reminder_is_not_what_is_sent_again() -> None:
    confirmed = NotificationFactory()
    NotificationFactory(appointment=confirmed.appointment, kind=NotificationKind.REMINDER)
    deliver_all()

    send_again(appointment=confirmed.appointment, now=NOW)

    assert [owed.kind for owed in Notification.objects.owed()] == [NotificationKind.BOOKED]


def test_the_mail_about_a_waiting_list_entry_is_not_what_is_sent_again() -> None:
    visit = NotificationFactory().appointment
    entry = WaitlistEntryFactory(patient=visit.patient, appointment=visit)
    owe_entry(entry, now=NOW)
    deliver_all()

    send_again(appointment=visit, now=NOW)

    assert [owed.kind for owed in Notification.objects.owed()] == [NotificationKind.BOOKED]


@pytest.fixture
def one_of_each_kind(visit: Appointment) -> None:
    offer = WaitlistOfferFactory()
    NotificationFactory(appointment=visit, kind=NotificationKind.REMINDER)
    NotificationFactory(
        appointment=None, offer=offer, patient=offer.entry.patient, kind=NotificationKind.OFFER
    )
    NotificationFactory(
        appointment=None,
        entry=offer.entry,
        patient=offer.entry.patient,
        kind=NotificationKind.ENTRY,
    )
    NotificationFactory(appointment=None, patient=PatientFactory(), kind=NotificationKind.LINKS)


def test_the_list_of_mails_shows_every_kind_and_whom_it_is_for(
    desk: Client, one_of_each_kind: None
) -> None:
    page = desk.get(reverse("berichten:index"))

    rows = [row for row in soup(page).find_all("tr") if "Te versturen" in row]
    assert len(rows) == 5
    assert all("Mia Voorbeeld" in row for row in rows)


def test_the_list_of_mails_says_in_short_what_each_is_about(
    desk: Client, one_of_each_kind: None
) -> None:
    page = desk.get(reverse("berichten:index"))

    about = {mail.kind: topic_text(mail) for mail in page.context["object_list"]}
    assert about == {
        NotificationKind.SERIES: "1 afspraak, op 12/01/2027",
        NotificationKind.REMINDER: "12/01/2027 9.00\xa0u",
        NotificationKind.OFFER: "12/01/2027 9.00\xa0u",
        NotificationKind.ENTRY: "11/01 – 31/01/2027",
        NotificationKind.LINKS: "",
    }


@pytest.mark.parametrize("count", [1, 4])
def test_the_list_of_mails_takes_the_same_queries_whatever_its_length(
    count: int, desk: Client, django_assert_num_queries: Any
) -> None:
    for _number in range(count):
        series = SeriesFactory()
        AppointmentFactory(series=series, patient=series.patient)
        owe_series(series, now=NOW)
        owe_entry(WaitlistEntryFactory(appointment=AppointmentFactory()), now=NOW)
    desk.get(reverse("berichten:index"))

    # Session, user, groups, menu, what needs the desk; then mails, their number, those of series.
    with django_assert_num_queries(11):
        desk.get(reverse("berichten:index"))


@pytest.mark.parametrize("kind", NotificationKind)
def test_the_list_of_mails_can_be_narrowed_to_one_kind(
    desk: Client, one_of_each_kind: None, kind: NotificationKind
) -> None:
    page = desk.get(reverse("berichten:index"), {"kind": kind.value})

    shown = [mail.kind for mail in page.context["object_list"]]
    assert shown == list(Notification.objects.filter(kind=kind).values_list("kind", flat=True))
